package vn.tram.edge.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.devices.Device;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.staff.StaffStored;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.retention.Retention;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/**
 * {@link BoxStore} in memory, with a disk's manners: {@link #recover} drops what was not committed, and
 * {@link #loseTail} what a lying disk had not really written. {@code BoxStoreContractTest} holds it equal to the real
 * one. One thread.
 */
public final class MemoryBoxStore implements BoxStorage {
    private final long epoch;
    private final List<List<Written>> transactions = new ArrayList<>();
    private final List<Written> pending = new ArrayList<>();
    private final Set<TicketKey> pendingTickets = new HashSet<>();
    private JournalHead pendingHead;
    private MemoryTables tables;

    /** Of the tables as they are; null when they have changed since. */
    private @Nullable Recovered recovered;

    /** A new, empty folder. */
    public MemoryBoxStore(long freshEpoch) {
        this.epoch = freshEpoch;
        this.pendingHead = JournalHead.start(freshEpoch);
        this.tables = new MemoryTables(freshEpoch);
    }

    @Override
    public Recovered recover() {
        forgetPending();
        pendingHead = tables.head;
        var known = recovered;
        if (known == null) {
            known = recovered();
            recovered = known;
        }
        return known;
    }

    private Recovered recovered() {
        int newest =
                tables.answers.values().stream().mapToInt(Answered::day).max().orElse(0);
        var answers = tables.answers.values().stream()
                .filter(answer -> answer.day() >= newest - 1)
                .sorted(TicketRows::byDayAndId)
                .toList();
        return new Recovered(tables.head, answers);
    }

    /** As the real tables refuse it: an entry out of place, a number given twice, a row not there. */
    @Override
    public void write(Written change) throws StoreFailure {
        if (change instanceof Written.Journalled journalled) {
            var entry = journalled.stamped().entry();
            boolean next = entry.epoch() == pendingHead.epoch()
                    && entry.lsn() == pendingHead.lsn() + 1
                    && entry.lseq() == pendingHead.lane(entry.lane()).lseq() + 1;
            constrain(next, change);
            if (journalled.event() instanceof QueueEvent event && TicketRows.aboutATicket(event)) {
                var key = TicketRows.key(event);
                boolean known = tables.tickets.has(key) || pendingTickets.contains(key);
                constrain(
                        event instanceof QueueEvent.TicketRestated || known != event instanceof QueueEvent.TicketIssued,
                        change);
                pendingTickets.add(key);
            }
            pendingHead = pendingHead.after(journalled.stamped());
        } else if (change instanceof Written.Landed landed && landed.landing() instanceof EpochTurned turned) {
            pendingHead = pendingHead.turned(turned);
        }
        pending.add(change);
    }

    private static void constrain(boolean holds, Written change) throws StoreFailure {
        if (!holds) {
            throw new StoreFailure("a constraint forbids " + change);
        }
    }

    @Override
    public void commit() {
        pending.forEach(tables::take);
        recovered = null;
        if (!pending.isEmpty()) {
            transactions.add(List.copyOf(pending));
        }
        forgetPending();
    }

    private void forgetPending() {
        pending.clear();
        pendingTickets.clear();
    }

    @Override
    public JournalHead head() {
        return tables.head;
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) {
        var all = tables.lane(lane);
        long kept = Math.max(fromLseq, tables.floors.getOrDefault(lane, 1L));
        int from = (int) Math.min(all.size(), Math.max(0, kept - 1));
        return all.subList(from, Math.min(all.size(), from + max)).stream()
                .map(Stamped::entry)
                .toList();
    }

    @Override
    public List<Scrub.Row> rows(long of, long fromLsn, int max) {
        boolean present = of == tables.head.epoch();
        return tables.entries.stream()
                .filter(stamped -> stamped.entry().epoch() == of)
                .filter(stamped -> stamped.entry().lsn() >= fromLsn)
                .filter(stamped -> !present
                        || stamped.entry().lseq()
                                >= tables.floors.getOrDefault(stamped.entry().lane(), 1L))
                .limit(max)
                .map(stamped -> new Scrub.Row(stamped.entry().lsn(), stamped))
                .toList();
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        if (lseq == 0) {
            return LaneHead.START;
        }
        var all = tables.lane(lane);
        if (lseq < tables.floors.getOrDefault(lane, 1L) || lseq > all.size()) {
            throw new StoreFailure("entry " + lseq + " of lane " + lane + " is no longer kept");
        }
        return new LaneHead(lseq, all.get((int) lseq - 1).laneHash());
    }

    @Override
    public LaneHead floor(Lane lane) {
        var floor = tables.floors.get(lane);
        return floor == null
                ? LaneHead.START
                : new LaneHead(floor, tables.lane(lane).get((int) (floor - 1)).laneHash());
    }

    @Override
    public boolean hasEndedBefore(long before) {
        return false;
    }

    @Override
    public List<EndedEpoch> ended() {
        return List.copyOf(tables.ended);
    }

    @Override
    public JournalReader ended(long named) throws StoreFailure {
        return EndedRows.of(named, tables.ended, tables.past);
    }

    /** As on a disk without end; {@code BoxStoreTest} has the rule for one with an end. */
    @Override
    public long floorAfter(Lane lane, long durable, Retention.Limits limits) {
        long before = Math.min(tables.lsn(tables.dayOpened, 0), tables.lsn(tables.clockNews, Long.MAX_VALUE));
        return read(lane, 1, 1_001).stream()
                .skip(1)
                .filter(entry -> entry.lseq() <= durable && entry.at() < limits.usual() && entry.lsn() < before)
                .mapToLong(Entry::lseq)
                .max()
                .orElse(0);
    }

    @Override
    public List<Entry> today() {
        var today = new ArrayList<Entry>();
        if (tables.clockNews >= 0 && (tables.dayOpened < 0 || tables.clockNews < tables.dayOpened)) {
            today.add(tables.entries.get(tables.clockNews).entry());
        }
        if (tables.dayOpened >= 0) {
            tables.entries
                    .subList(tables.dayOpened, tables.entries.size())
                    .forEach(stamped -> today.add(stamped.entry()));
        }
        return today;
    }

    @Override
    public List<StoredFeed> feeds() {
        return tables.feeds.all();
    }

    @Override
    public List<LaneSpent> spent() {
        return List.copyOf(tables.spent.values());
    }

    @Override
    public String machine() {
        return tables.machine;
    }

    @Override
    public StaffStored staff() {
        return tables.people.staff();
    }

    @Override
    public List<Device> devices() {
        return tables.people.devices();
    }

    @Override
    public List<AckLanded> acks() {
        return List.copyOf(tables.acks.values());
    }

    @Override
    public long lease() {
        return tables.lease;
    }

    @Override
    public int lastDayBefore(int day) {
        return tables.tickets.lastDayBefore(day);
    }

    /** By number. */
    @Override
    public List<Ticket> ticketRows(int day) {
        return List.copyOf(tables.tickets.day(day));
    }

    /** The whole journal, in order. */
    public List<Stamped> journal() {
        return List.copyOf(tables.entries);
    }

    /** Bytes on the disk change while they lie still: under this entry's number stands this now. */
    public void damage(Stamped now) {
        tables.replace(now);
    }

    /** Transactions committed so far. */
    public int transactions() {
        return transactions.size();
    }

    /** What a copy of the folder holds. */
    public MemoryBoxStore copy() {
        var other = new MemoryBoxStore(epoch);
        other.transactions.addAll(transactions);
        other.loseTail(transactions.size());
        return other;
    }

    /** What remains when everything behind the first {@code kept} transactions never reached the platters. */
    public void loseTail(int kept) {
        transactions
                .subList(Math.min(kept, transactions.size()), transactions.size())
                .clear();
        tables = new MemoryTables(epoch);
        recovered = null;
        transactions.forEach(changes -> changes.forEach(tables::take));
        recover();
    }
}
