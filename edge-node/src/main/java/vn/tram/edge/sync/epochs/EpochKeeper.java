package vn.tram.edge.sync.epochs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.edge.sync.epochs.EpochCommand.HealFork;
import vn.tram.edge.sync.epochs.EpochCommand.NoteMachine;
import vn.tram.edge.sync.epochs.EpochCommand.TurnEpoch;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent.EntryCarried;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.event.NodeEvent.EpochBegun;
import vn.tram.kernel.event.SaysNothing;
import vn.tram.kernel.hall.QueueEvent.TicketRestated;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;

/**
 * Ends the present epoch and begins the next. An epoch begins with all that its readers need: today's tickets as they
 * stand, so that the fold of today finds everything in it, and the tickets of other days that the centre does not have
 * so. Entries of our own that found no place in the history follow as evidence. The core's thread.
 */
public final class EpochKeeper {
    /** Entries that are told anew in one turn at most: a month of a ward, and what a small heap holds. */
    static final int MOST = 100_000;

    private static final int PAGE = 500;

    private final Lineage lineage;
    private long pendingLsn;

    public EpochKeeper(Lineage lineage) {
        this.lineage = lineage;
    }

    /** An entry was written, and may not be committed yet. */
    public void saw(long lsn) {
        pendingLsn = lsn;
    }

    /** Nothing is pending. */
    public void forget() {
        pendingLsn = 0;
    }

    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    public <R> Decision<R> decide(EpochCommand<R> command, Moment moment) {
        if (command instanceof NoteMachine note) {
            return (Decision<R>) Decision.of(true, new MachineNoted(note.machine()));
        }
        try {
            if (pendingLsn > lineage.journal().head().lsn()) {
                return Decision.refuse(EpochRejection.NOT_ALONE);
            }
            if (command instanceof TurnEpoch turn) {
                return (Decision<R>) turn(turn.reason(), moment);
            } else if (command instanceof HealFork heal) {
                return (Decision<R>) heal(heal.lost(), moment);
            }
        } catch (StoreFailure unreadable) {
            return Decision.refuse(EpochRejection.UNREADABLE);
        }
        throw new AssertionError(command);
    }

    private Decision<Long> turn(TurnReason reason, Moment moment) throws StoreFailure {
        var head = lineage.journal().head();
        var line = new ArrayList<EndedEpoch>();
        line.add(new EndedEpoch(head.epoch(), head.lanes(), reason));
        line.addAll(lineage.ended());
        var days = new Histories();
        read(head.epoch(), Lane.URGENT, 0, Long.MAX_VALUE, days::both);
        long child = moment.ids().get().getLeastSignificantBits();
        var turned = new EpochTurned(
                child,
                head.lsn(),
                head.at(),
                line.subList(0, Math.min(line.size(), EndedEpoch.MOST)),
                Map.of(),
                List.of(),
                List.of(),
                moment.millis());
        var changes = new ArrayList<Change>(List.of(turned, new EpochBegun(head.epoch(), reason, 0, 0)));
        changes.addAll(days.merge(moment.millis()).today());
        return Decision.of(child, changes);
    }

    private Decision<Long> heal(Lost lost, Moment moment) throws StoreFailure {
        var own = ownTail(lost);
        if (own.size() > MOST || lost.entries().size() > MOST) {
            return Decision.refuse(EpochRejection.TOO_MUCH);
        }
        var days = new Histories();
        base(lost, days);
        for (var regained : lost.entries()) {
            if (regained.entry().lane() == Lane.URGENT) {
                days.theirs(regained.entry());
            }
        }
        for (var entry : own) {
            if (entry.lane() == Lane.URGENT) {
                days.ours(entry);
            }
        }
        var merged = days.merge(moment.millis());
        var carried = carried(own, lost);
        long copies = carried.stream()
                .filter(change -> change instanceof EntryCarried)
                .count();
        var parent = lost.line().get(0);
        long child = moment.ids().get().getLeastSignificantBits();
        var changes = new ArrayList<Change>();
        changes.add(turned(child, lost, merged.rows(), moment));
        changes.add(
                new EpochBegun(parent.epoch(), TurnReason.FORK, lost.entries().size(), copies));
        changes.addAll(merged.otherDays());
        changes.addAll(merged.today());
        changes.addAll(carried);
        return Decision.of(child, changes);
    }

    private EpochTurned turned(long child, Lost lost, List<Ticket> rows, Moment moment) throws StoreFailure {
        var head = lineage.journal().head();
        long lastLsn = head.lsn();
        long lastAt = head.at();
        for (var regained : lost.entries()) {
            lastLsn = Math.max(lastLsn, regained.entry().lsn());
            lastAt = Math.max(lastAt, regained.entry().at());
        }
        var line = new ArrayList<EndedEpoch>();
        for (var ended : lost.line()) {
            line.add(ended);
            if (ended.epoch() == lost.common()) {
                line.addAll(before(lost.common()));
                break;
            }
        }
        var kept = line.subList(0, Math.min(line.size(), EndedEpoch.MOST));
        return new EpochTurned(
                child,
                lastLsn,
                lastAt,
                kept,
                Map.of(lost.common(), lost.agreed()),
                lost.entries(),
                rows,
                moment.millis());
    }

    /** Our epochs before a given one, the last one first. */
    private List<EndedEpoch> before(long epoch) throws StoreFailure {
        var ended = lineage.ended();
        if (epoch == lineage.present()) {
            return ended;
        }
        return ended.stream().dropWhile(one -> one.epoch() != epoch).skip(1).toList();
    }

    /** Everything we have written behind where the histories part, in order. */
    private List<Entry> ownTail(Lost lost) throws StoreFailure {
        var tail = new ArrayList<Entry>();
        var kept = lost.common() == 0 ? List.<EndedEpoch>of() : before(lost.common());
        for (var ended : lineage.ended()) {
            boolean older = kept.stream().anyMatch(one -> one.epoch() == ended.epoch());
            if (!older) {
                addTail(ended.epoch(), lost, tail);
            }
        }
        addTail(lineage.present(), lost, tail);
        tail.sort(Comparator.comparingLong(Entry::lsn));
        return tail;
    }

    /** One more than {@link #MOST} is enough to know that it is too much. */
    private void addTail(long epoch, Lost lost, List<Entry> tail) throws StoreFailure {
        for (var lane : Lane.values()) {
            long after = epoch == lost.common() ? lost.agreed(lane) : 0;
            read(epoch, lane, after, after + MOST + 1, tail::add);
        }
    }

    /** The urgent entries that both histories share. */
    private void base(Lost lost, Histories days) throws StoreFailure {
        if (lost.common() == 0) {
            return;
        }
        var older = before(lost.common());
        if (lost.agreed(Lane.URGENT) == 0 && !older.isEmpty()) {
            proven(older.get(0).epoch(), Long.MAX_VALUE, days);
        }
        proven(lost.common(), lost.agreed(Lane.URGENT), days);
    }

    /** The centre has these too: what has changed here since is mended first, and nothing is told anew from it. */
    private void proven(long epoch, long upTo, Histories days) throws StoreFailure {
        var reader = lineage.reader(epoch).orElseThrow(() -> new StoreFailure("no epoch " + Long.toHexString(epoch)));
        var chain = new LaneChain(reader, Lane.URGENT);
        read(epoch, Lane.URGENT, 0, upTo, entry -> {
            chain.next(entry);
            days.both(entry);
        });
        chain.end();
    }

    private interface Taker {
        void take(Entry entry) throws StoreFailure;
    }

    /** Page by page, so that a month is never in memory as a whole. */
    private void read(long epoch, Lane lane, long after, long upTo, Taker taker) throws StoreFailure {
        var reader = lineage.reader(epoch).orElseThrow(() -> new StoreFailure("no epoch " + Long.toHexString(epoch)));
        long last = Math.min(upTo, reader.head().lane(lane).lseq());
        long from = Math.max(after + 1, reader.floor(lane).lseq());
        while (from <= last) {
            var page = reader.read(lane, from, (int) Math.min(PAGE, last - from + 1));
            if (page.isEmpty()) {
                return;
            }
            for (var entry : page) {
                taker.take(entry);
            }
            from = page.get(page.size() - 1).lseq() + 1;
        }
    }

    /**
     * What only repeated others is not evidence, nor is what was erased; what was carried once is not wrapped again.
     * That an entry was erased which stays is told again: else the centre would never hear of it.
     */
    private List<Event> carried(List<Entry> own, Lost lost) throws StoreFailure {
        var carried = new ArrayList<Event>();
        var older = new HashSet<Long>();
        if (lost.common() != 0) {
            before(lost.common()).forEach(ended -> older.add(ended.epoch()));
        }
        for (var entry : own) {
            try {
                var event = EventTypes.decode(entry).orElse(null);
                if (event instanceof EntryCarried again) {
                    carried.add(again);
                } else if (event instanceof EntryErased fact && stays(fact, older, lost)) {
                    carried.add(fact);
                } else if (!(event instanceof TicketRestated
                        || event instanceof EpochBegun
                        || event instanceof SaysNothing)) {
                    carried.add(new EntryCarried(entry));
                }
            } catch (BadForm damaged) {
                throw new StoreFailure("entry " + entry.lsn() + " of our own journal is damaged", damaged);
            }
        }
        return carried;
    }

    /** Whether the entry that it is about is in the centre's history too, and not another one under its number. */
    private static boolean stays(EntryErased fact, Set<Long> older, Lost lost) {
        return older.contains(fact.epoch())
                || (fact.epoch() == lost.common() && fact.lseq() <= lost.agreed(fact.lane()));
    }
}
