package vn.tram.edge.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.Witness.Page;
import vn.tram.edge.sync.scrub.ChainWalk;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/**
 * Sorts the entries of a damaged journal, told in order, into runs: stretches in which each entry fits the hash chains.
 * An entry that is damaged, and a place that cannot be read, end a run. Which numbers were given is noted on the way.
 */
final class Runs implements Wreck.Finder {
    /**
     * A stretch of the journal that is right.
     *
     * @param natural whether nothing before it is damaged; what is missing there was let go long ago
     * @param dayOpened whether today, or a day, begins in it
     * @param lanes its first and last entry of each lane
     * @param before of each lane the last right entry before it
     */
    record Run(long from, long to, boolean natural, boolean dayOpened, Map<Lane, Span> lanes, Map<Lane, Entry> before) {

        /**
         * Whether the journal may begin here, as if the entries before it had been let go: the centre has them all, and
         * each lane's numbers go on without a gap.
         */
        boolean mayBegin(Map<Lane, Long> durable) {
            if (natural || !dayOpened) {
                return natural;
            }
            var all = EnumSet.noneOf(Lane.class);
            all.addAll(lanes.keySet());
            all.addAll(before.keySet());
            long sum = 0;
            for (var lane : all) {
                long missing = missing(lane);
                if (durable.getOrDefault(lane, 0L) < missing) {
                    return false;
                }
                sum += missing;
            }
            return sum == from - 1; // each entry has its number in the box and in one lane
        }

        private long missing(Lane lane) {
            var span = lanes.get(lane);
            if (span != null) {
                return span.first() - 1;
            }
            var last = before.get(lane);
            return last == null ? 0 : last.lseq();
        }
    }

    record Span(long first, long last) {}

    private final List<Run> runs = new ArrayList<>();
    private final ChainWalk walk = new ChainWalk();
    private final EnumMap<Lane, Entry> right = new EnumMap<>(Lane.class);
    private final TreeMap<Character, Integer> numbers = new TreeMap<>();
    private int day;
    private long firstBad;
    private long lastBad;
    private @Nullable Open open;

    /** A run that may still grow. */
    private static final class Open {
        private final long from;
        private final boolean natural;
        private final Map<Lane, Entry> before;
        private final EnumMap<Lane, Span> lanes = new EnumMap<>(Lane.class);
        private boolean dayOpened;
        private long to;

        Open(long from, boolean natural, Map<Lane, Entry> before) {
            this.from = from;
            this.natural = natural;
            this.before = Map.copyOf(before);
        }

        Run run() {
            return new Run(from, to, natural, dayOpened, Map.copyOf(lanes), before);
        }
    }

    @Override
    public void entry(Stamped stamped) {
        var entry = stamped.entry();
        boolean oldest = firstBad == 0 && !walk.met(entry.lane()); // of its lane that is kept: nothing proves it
        var step = walk.next(stamped);
        if (step.missing() > 0 || !(step.proven() || (oldest && step.clean()))) {
            bad(entry.lsn());
            return;
        }
        var run = open;
        if (run == null) {
            run = new Open(entry.lsn(), firstBad == 0, right);
            open = run;
        }
        run.to = entry.lsn();
        run.dayOpened |= note(entry);
        run.lanes.merge(
                entry.lane(), new Span(entry.lseq(), entry.lseq()), (so, far) -> new Span(so.first(), entry.lseq()));
        right.put(entry.lane(), entry);
    }

    @Override
    public void unreadable(long lsn) {
        walk.unreadable();
        bad(lsn);
    }

    private void bad(long lsn) {
        firstBad = firstBad == 0 ? lsn : firstBad;
        lastBad = lsn;
        if (open != null) {
            runs.add(open.run());
            open = null;
        }
    }

    /** Returns whether a day begins here. */
    private boolean note(Entry entry) {
        try {
            var event = EventTypes.decode(entry).orElse(null);
            if (event instanceof QueueEvent.DayOpened opened) {
                if (opened.day() > day) {
                    day = opened.day();
                    numbers.clear();
                }
                return true;
            } else if (event instanceof QueueEvent.TicketIssued issued
                    && issued.key().day() == day) {
                numbers.merge(issued.key().series(), issued.key().number(), Math::max);
            } else if (event instanceof QueueEvent.NumbersSkipped skipped && skipped.day() == day) {
                numbers.merge(skipped.series(), skipped.upTo(), Math::max);
            }
        } catch (BadForm ofAnotherVersion) {
            return false;
        }
        return false;
    }

    /** The first entry that is not right; 0 when all are. */
    long firstBad() {
        return firstBad;
    }

    /** The last entry that is not right; 0 when all are. */
    long lastBad() {
        return lastBad;
    }

    /** The last entry that could be read, right or not. */
    long lastRead() {
        return walk.lastLsn();
    }

    /** The last run that the journal may begin with; empty when even its first entries are gone. */
    Optional<Run> best(Map<Lane, Long> durable) {
        var all = new ArrayList<>(runs);
        if (open != null) {
            all.add(open.run());
        }
        Run best = null;
        for (var run : all) {
            if (run.mayBegin(durable)) {
                best = run;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A page of the witness that tells of every number that was given, and of the end of the journal. */
    Page page(long epoch, long lsn, Optional<Page> known) {
        var given = new TreeMap<>(numbers);
        int last = Math.max(day, known.map(Page::day).orElse(0));
        if (last > day) {
            given.clear();
        }
        known.filter(page -> page.day() == last)
                .ifPresent(page -> page.numbers().forEach((series, number) -> given.merge(series, number, Math::max)));
        return new Page(epoch, lsn, LaneHead.START.hash(), last, given);
    }
}
