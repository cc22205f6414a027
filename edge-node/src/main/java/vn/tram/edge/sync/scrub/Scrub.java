package vn.tram.edge.sync.scrub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.epochs.Epochs;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.platform.Timers;

/**
 * Looks through the whole journal once in a period, the present epoch and then those that are over, in small steps
 * while nothing else is written. A row whose stored chains alone are wrong is set right from its neighbours; an entry
 * that is not what was written, or is gone, is asked of the centre, which has it, and comes back only when the chain
 * proves it. Timers' thread; {@link #damaged} by any.
 */
public final class Scrub {
    /** Rows of one step. */
    static final int STEP = 256;

    /** A step waits for a quiet moment no longer than this many times {@link #PAUSE}. */
    static final int PATIENCE = 60;

    static final Duration PAUSE = Duration.ofSeconds(1);

    /** What is missing is asked for this often. */
    static final Duration ASK = Duration.ofMinutes(10);

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Damaged entries that are remembered; a disk that has more has to be replaced. */
    private static final int MOST = 1_000;

    /** Where the rows are. Any thread. */
    public interface Rows extends JournalReader, Epochs {
        /** Rows of an epoch from a number on, in order; at most {@code max}, empty at the end. */
        List<Row> rows(long epoch, long fromLsn, int max) throws StoreFailure;
    }

    /** @param stamped null when what stands there is no entry at all */
    public record Row(long lsn, @Nullable Stamped stamped) {}

    /** What the search needs of the rest of the box. Called on the timers' thread. */
    public interface Home {
        /** Whether something was written a moment ago. */
        boolean busy();

        /** Asks the centre for entries of a lane of an epoch behind one, if it is there and has them. */
        void fetch(long epoch, Lane lane, long afterLseq);

        /** Has entries written in their place; {@code done} runs, on the timers' thread, when they are on disk. */
        void mend(List<Stamped> entries, Runnable done);

        /** For the log, in English. */
        void trouble(String what);
    }

    private final Rows rows;
    private final Timers timers;
    private final Home home;
    private final Duration period;
    private final TreeSet<DamagedEntry> found = new TreeSet<>();
    private final TreeSet<DamagedEntry> foundInPass = new TreeSet<>();
    private final ArrayDeque<Long> left = new ArrayDeque<>();
    private ChainWalk walk = new ChainWalk();
    private long present;
    private long epoch;
    private long next = 1;
    private int patience = PATIENCE;
    private boolean running;
    private volatile List<DamagedEntry> damaged = List.of();

    /** @param period in which the whole journal is looked through once */
    public Scrub(Rows rows, Timers timers, Home home, Duration period) {
        this.rows = rows;
        this.timers = timers;
        this.home = home;
        this.period = period;
    }

    /** Entries that are damaged and not mended yet. */
    public List<DamagedEntry> damaged() {
        return damaged;
    }

    public void begin() {
        timers.after(Duration.ZERO, () -> {
            running = true;
            plan(PAUSE);
            askAgain();
        });
    }

    public void end() {
        timers.after(Duration.ZERO, () -> running = false);
    }

    private void plan(Duration after) {
        timers.after(after, () -> {
            if (!running) {
                return;
            }
            if (home.busy() && patience-- > 0) {
                plan(PAUSE);
                return;
            }
            patience = PATIENCE;
            try {
                plan(step());
            } catch (StoreFailure unreadable) {
                home.trouble("the journal cannot be looked through: " + unreadable.getMessage());
                plan(LONGEST);
            }
        });
    }

    /** Looks at some rows; returns how long to wait before the next ones. */
    private Duration step() throws StoreFailure {
        var head = rows.head();
        if (head.epoch() != present) {
            present = head.epoch();
            found.clear();
            anew();
        }
        var some = rows.rows(epoch, next, STEP);
        var local = new ArrayList<Stamped>();
        for (var row : some) {
            look(row, local);
            next = row.lsn() + 1;
        }
        if (some.size() < STEP) {
            endOfEpoch();
        }
        if (!local.isEmpty()) {
            home.trouble(local.size() + " entries had wrong chains stored; they are set right from their neighbours");
            home.mend(local, () -> {});
        }
        show();
        long steps = head.lsn() / STEP + 1 + rows.ended().size(); // numbers go on from one epoch to the next
        var pause = period.multipliedBy(9).dividedBy(10 * steps);
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private void look(Row row, List<Stamped> local) {
        var stamped = row.stamped();
        if (stamped == null) {
            walk.unreadable();
            return;
        }
        var entry = stamped.entry();
        var step = walk.next(stamped);
        for (long lseq = entry.lseq() - step.missing(); lseq < entry.lseq(); lseq++) {
            note(new DamagedEntry(epoch, entry.lane(), lseq));
        }
        if (step.byBox() == ChainWalk.Word.DIFFERS || step.byLane() == ChainWalk.Word.DIFFERS) {
            if (step.proven()) {
                local.add(step.right());
            } else {
                note(new DamagedEntry(epoch, entry.lane(), entry.lseq()));
            }
        }
    }

    private void note(DamagedEntry entry) {
        if (foundInPass.size() < MOST && foundInPass.add(entry) && found.add(entry)) {
            home.trouble("entry " + entry.lseq() + " of lane " + entry.lane() + " is not what was written");
            home.fetch(entry.epoch(), entry.lane(), entry.lseq() - 1);
        }
    }

    /** What is missing at a lane's very end has nothing behind it that would show it. */
    private void endOfEpoch() throws StoreFailure {
        var head = reader().head();
        for (var lane : head.lanes().entrySet()) {
            long last =
                    Math.min(lane.getValue().lseq(), walk.head(lane.getKey()).lseq() + MOST);
            if (walk.met(lane.getKey()) && walk.lastLsn() >= head.lsn()) {
                for (long lseq = walk.head(lane.getKey()).lseq() + 1; lseq <= last; lseq++) {
                    note(new DamagedEntry(epoch, lane.getKey(), lseq));
                }
            }
        }
        var following = left.poll();
        if (following == null) {
            found.retainAll(foundInPass); // what was not found again is over
            anew();
        } else {
            begin(following);
        }
    }

    /** From the present epoch back to the first one that is kept. */
    private void anew() throws StoreFailure {
        foundInPass.clear();
        left.clear();
        rows.ended().forEach(ended -> left.add(ended.epoch()));
        begin(present);
    }

    private void begin(long of) {
        epoch = of;
        walk = new ChainWalk();
        next = 1;
    }

    private JournalReader reader() throws StoreFailure {
        return reader(epoch);
    }

    private JournalReader reader(long of) throws StoreFailure {
        return of == present ? rows : rows.ended(of);
    }

    private void show() {
        damaged = List.copyOf(found);
    }

    private void askAgain() {
        timers.after(ASK, () -> {
            if (running) {
                ask();
                askAgain();
            }
        });
    }

    /** The centre is there: what is missing is asked of it, a stretch of a lane once. */
    public void ask() {
        DamagedEntry before = null;
        for (var entry : found) {
            if (before == null || !before.next().equals(entry)) {
                home.fetch(entry.epoch(), entry.lane(), entry.lseq() - 1);
            }
            before = entry;
        }
    }

    /**
     * Entries of a lane of an epoch came from the centre, in order and without a gap. Those that are damaged here are
     * put in their place when the chain leads over them to what stands behind: to the next row, or to the lane's head.
     */
    public void came(long of, Lane lane, List<Entry> entries) {
        if (entries.isEmpty() || found.isEmpty()) {
            return;
        }
        try {
            var proven = new TreeMap<Long, Stamped>();
            for (var stretch : stretches(of, lane, entries)) {
                proven.putAll(proven(reader(of), of, lane, stretch));
            }
            if (!proven.isEmpty()) {
                home.mend(List.copyOf(proven.values()), () -> mended(proven.values()));
            }
        } catch (StoreFailure unreadable) {
            home.trouble("what came from the centre could not be held against the journal: " + unreadable.getMessage());
        }
    }

    /** Those of the entries that are damaged here, in stretches without a gap. */
    private List<List<Entry>> stretches(long of, Lane lane, List<Entry> entries) {
        var all = new ArrayList<List<Entry>>();
        Entry before = null;
        for (var entry : entries) {
            if (entry.lane() != lane
                    || entry.epoch() != of
                    || !found.contains(new DamagedEntry(of, lane, entry.lseq()))) {
                continue;
            }
            if (before == null || before.lseq() + 1 != entry.lseq()) {
                all.add(new ArrayList<>());
            }
            all.get(all.size() - 1).add(entry);
            before = entry;
        }
        return all;
    }

    /** Of an epoch that is over, what came back once has no chain of the box, and what is mended needs none. */
    private Map<Long, Stamped> proven(JournalReader reader, long of, Lane lane, List<Entry> stretch)
            throws StoreFailure {
        var none = Map.<Long, Stamped>of();
        long first = stretch.get(0).lseq();
        var laneHash = reader.laneAt(lane, first - 1).hash();
        var made = new TreeMap<Long, Stamped>();
        for (var entry : stretch) {
            laneHash = entry.hashAfter(laneHash);
            var before = made.get(entry.lsn() - 1);
            var boxHash = before != null ? before.hash() : boxBefore(of, entry.lsn());
            if (boxHash.size() == 0 && of == present) {
                return none;
            }
            var after = boxHash.size() == 0 ? Bytes.EMPTY : entry.hashAfter(boxHash);
            made.put(entry.lsn(), new Stamped(entry, after, laneHash));
        }
        return leadsOn(reader, lane, stretch.get(stretch.size() - 1).lseq(), laneHash) ? made : none;
    }

    /** Empty when it is not known. */
    private Bytes boxBefore(long of, long lsn) throws StoreFailure {
        if (lsn == 1) {
            return LaneHead.START.hash();
        }
        var before = rows.rows(of, lsn - 1, 1);
        var stamped = before.isEmpty() ? null : before.get(0).stamped();
        return stamped == null || stamped.entry().lsn() != lsn - 1 ? Bytes.EMPTY : stamped.hash();
    }

    private static boolean leadsOn(JournalReader reader, Lane lane, long lseq, Bytes hash) throws StoreFailure {
        var head = reader.head().lane(lane);
        if (head.lseq() == lseq) {
            return head.hash().equals(hash);
        }
        var next = reader.read(lane, lseq + 1, 1);
        return !next.isEmpty()
                && next.get(0).lseq() == lseq + 1
                && next.get(0)
                        .hashAfter(hash)
                        .equals(reader.laneAt(lane, lseq + 1).hash());
    }

    private void mended(Collection<Stamped> entries) {
        for (var stamped : entries) {
            var of = stamped.entry();
            var entry = new DamagedEntry(of.epoch(), of.lane(), of.lseq());
            found.remove(entry);
            foundInPass.remove(entry);
            home.trouble("entry " + of.lseq() + " of lane " + of.lane() + " is mended from the centre's copy");
        }
        show();
    }
}
