package vn.tram.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Sql;

/** Table {@code entry}: the journal. */
final class JournalRows {
    static final String ENTRY = "SELECT epoch, lsn, lane, lseq, type, version, at, salt, body, erased FROM entry";

    private JournalRows() {}

    static void append(Sql sql, Stamped stamped) throws SQLException {
        insert(sql, stamped.entry(), stamped.hash(), stamped.laneHash());
    }

    /** @param hash of the box-wide chain; empty for an entry that came back, since others between may not have */
    static void insert(Sql sql, Entry entry, Bytes hash, Bytes laneHash) throws SQLException {
        sql.change(
                "INSERT INTO entry (epoch, lsn, lane, lseq, type, version, at, salt, body, erased, hash,"
                        + " lane_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.epoch(),
                entry.lsn(),
                entry.lane().number(),
                entry.lseq(),
                entry.type(),
                entry.version(),
                entry.at(),
                entry.salt(),
                entry.body(),
                entry.erased(),
                hash,
                laneHash);
    }

    static JournalHead head(Sql sql, long epoch) throws SQLException {
        var lanes = new EnumMap<Lane, LaneHead>(Lane.class);
        for (var lane : Lane.values()) {
            sql.list(
                            row -> new LaneHead(row.getLong(1), Sql.bytes(row, 2)),
                            "SELECT lseq, lane_hash FROM entry WHERE epoch = ? AND lane = ? ORDER BY lseq DESC LIMIT 1",
                            epoch,
                            lane.number())
                    .forEach(head -> lanes.put(lane, head));
        }
        var heads = sql.list(
                row -> new JournalHead(epoch, row.getLong(1), row.getLong(2), Sql.bytes(row, 3), lanes),
                "SELECT lsn, at, hash FROM entry WHERE epoch = ? ORDER BY lsn DESC LIMIT 1",
                epoch);
        return heads.isEmpty() ? JournalHead.start(epoch) : heads.get(0);
    }

    static List<Entry> read(Sql sql, long epoch, Lane lane, long fromLseq, int max) throws SQLException {
        return sql.list(
                JournalRows::entry,
                ENTRY + " WHERE epoch = ? AND lane = ? AND lseq >= ? ORDER BY lseq LIMIT ?",
                epoch,
                lane.number(),
                fromLseq,
                max);
    }

    /** Empty when the entry is not kept, or when its chain is not known. */
    static Optional<LaneHead> laneAt(Sql sql, long epoch, Lane lane, long lseq) throws SQLException {
        return sql
                .list(
                        row -> new LaneHead(lseq, Sql.bytes(row, 1)),
                        "SELECT lane_hash FROM entry WHERE epoch = ? AND lane = ? AND lseq = ?",
                        epoch,
                        lane.number(),
                        lseq)
                .stream()
                .filter(head -> head.hash().size() > 0)
                .findFirst();
    }

    /** From the newest "day opened" of the epoch on, and before it the last news of the clock when that is older. */
    static List<Stamped> today(Sql sql, long epoch) throws SQLException {
        var today = sql.list(
                EntryRows::stamped,
                EntryRows.STAMPED
                        + " WHERE epoch = ? AND lsn >= (SELECT max(lsn) FROM entry WHERE epoch = ? AND type = 1)"
                        + " ORDER BY lsn",
                epoch,
                epoch);
        var clock = sql.list(
                EntryRows::stamped,
                EntryRows.STAMPED + " WHERE epoch = ? AND type IN (41, 42) ORDER BY lsn DESC LIMIT 1",
                epoch);
        if (!clock.isEmpty()
                && (today.isEmpty()
                        || clock.get(0).entry().lsn() < today.get(0).entry().lsn())) {
            today.add(0, clock.get(0));
        }
        return today;
    }

    /** The first entry that does not follow from the one before it. */
    static Optional<Long> unfit(List<Stamped> inOrder) {
        for (int i = 1; i < inOrder.size(); i++) {
            var before = inOrder.get(i - 1);
            var entry = inOrder.get(i).entry();
            boolean follows = before.entry().lsn() + 1 == entry.lsn();
            if (follows && !entry.hashAfter(before.hash()).equals(inOrder.get(i).hash())) {
                return Optional.of(entry.lsn());
            }
        }
        return Optional.empty();
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                lane(row.getInt(3)),
                row.getLong(4),
                row.getInt(5),
                row.getInt(6),
                row.getLong(7),
                Sql.bytes(row, 8),
                Sql.bytes(row, 9),
                Sql.bytes(row, 10));
    }

    static Lane lane(int number) throws SQLException {
        try {
            return Lane.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("an entry row is damaged", damaged);
        }
    }
}
