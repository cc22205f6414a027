package vn.tram.centre.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxClaim;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.node.store.Sql;
import vn.tram.node.store.TicketTable;

/**
 * Tables {@code meta, past_life, box_epoch, watermark, landing, ticket, parked, quarantine, alarm, checkpoint,
 * day_check}.
 */
final class IntakeTables {
    private final Sql sql;
    private final TicketTable tickets;
    private final TicketFold fold;

    IntakeTables(Sql sql) {
        this.sql = sql;
        this.tickets = new TicketTable(sql);
        this.fold = new TicketFold(tickets);
    }

    TicketTable tickets() {
        return tickets;
    }

    void write(IntakeChange change) throws SQLException {
        if (change instanceof LifeBegun begun) {
            begin(begun);
        } else if (change instanceof EpochTaken taken) {
            sql.change(
                    "INSERT INTO box_epoch (box, epoch) VALUES (?, ?)"
                            + " ON CONFLICT (box) DO UPDATE SET epoch = excluded.epoch",
                    taken.box().value(),
                    taken.epoch());
        } else if (change instanceof FrameLanded landed) {
            land(landed);
        } else if (change instanceof EntriesProjected projected) {
            project(projected);
        } else if (change instanceof CheckpointKept kept) {
            write(kept);
        } else if (change instanceof TakenUp taken) {
            write(taken);
        } else if (change instanceof DayCompared compared) {
            write(compared);
        } else if (change instanceof AlarmNoted noted) {
            write(noted.alarm());
        } else {
            throw new AssertionError(change);
        }
    }

    private void begin(LifeBegun begun) throws SQLException {
        sql.change("INSERT INTO past_life (incarnation) SELECT value FROM meta WHERE key = 'incarnation'"
                + " ON CONFLICT (incarnation) DO NOTHING");
        if (begun.lost() != 0) {
            sql.change(
                    "INSERT INTO past_life (incarnation) VALUES (?) ON CONFLICT (incarnation) DO NOTHING",
                    begun.lost());
        }
        sql.change("UPDATE meta SET value = ? WHERE key = 'incarnation'", begun.incarnation());
    }

    /** Names of earlier lives of this database. */
    Set<Long> pastLives() throws SQLException {
        return Set.copyOf(sql.list(row -> row.getLong(1), "SELECT incarnation FROM past_life"));
    }

    private void land(FrameLanded landed) throws SQLException {
        sql.change(
                "INSERT INTO landing (box, epoch, lane, first_lseq, last_lseq, at, raw) VALUES (?, ?, ?, ?, ?, ?, ?)",
                landed.box().value(),
                landed.epoch(),
                landed.lane().number(),
                landed.firstLseq(),
                landed.lastLseq(),
                landed.at(),
                landed.raw());
        sql.change(
                "INSERT INTO watermark (box, epoch, lane, durable, hash, applied) VALUES (?, ?, ?, ?, ?, 0)"
                        + " ON CONFLICT (box, epoch, lane) DO UPDATE SET durable = excluded.durable,"
                        + " hash = excluded.hash",
                landed.box().value(),
                landed.epoch(),
                landed.lane().number(),
                landed.lastLseq(),
                landed.hash());
    }

    private void project(EntriesProjected projected) throws SQLException {
        var shownNow = new ArrayList<Shown>();
        for (var item : projected.items()) {
            if (item instanceof Shown shown) {
                shownNow.add(shown);
            } else if (item instanceof Parked parked) {
                write(projected.box(), parked);
            } else if (item instanceof Quarantined broken) {
                write(projected.box(), projected.epoch(), projected.lane(), broken);
            } else {
                throw new AssertionError(item);
            }
        }
        fold.show(projected.box(), shownNow);
        int rows = sql.change(
                "UPDATE watermark SET applied = ? WHERE box = ? AND epoch = ? AND lane = ?",
                projected.upTo(),
                projected.box().value(),
                projected.epoch(),
                projected.lane().number());
        if (rows != 1) {
            throw new SQLException("no watermark of " + projected.box() + " to move");
        }
    }

    private void write(Alarm alarm) throws SQLException {
        sql.change(
                "INSERT INTO alarm (scope, code, first_at, last_at, count, open, detail) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (scope, code) DO UPDATE SET first_at = excluded.first_at,"
                        + " last_at = excluded.last_at, count = excluded.count, open = excluded.open,"
                        + " detail = excluded.detail",
                alarm.scope(),
                alarm.code().name(),
                alarm.firstAt(),
                alarm.lastAt(),
                alarm.count(),
                alarm.open() ? 1 : 0,
                alarm.detail());
    }

    private record Mark(BoxId box, long epoch, Lane lane, Watermark mark) {}

    /** Marks of every box, of the epoch that is taken of it. */
    Map<BoxId, BoxMarks> marks() throws SQLException {
        return marks("");
    }

    /** @param where picks rows of {@code b}, with its arguments */
    Map<BoxId, BoxMarks> marks(String where, Object... arguments) throws SQLException {
        var boxes = new HashMap<BoxId, BoxMarks>();
        sql.list(
                        row -> Map.entry(new BoxId(row.getString(1)), row.getLong(2)),
                        "SELECT b.box, b.epoch FROM box_epoch b" + where,
                        arguments)
                .forEach(box -> boxes.put(box.getKey(), new BoxMarks(box.getValue(), Map.of())));
        var marks = sql.list(
                IntakeTables::mark,
                "SELECT w.box, w.epoch, w.lane, w.durable, w.hash, w.applied FROM watermark w"
                        + " JOIN box_epoch b ON b.box = w.box AND b.epoch = w.epoch" + where,
                arguments);
        for (var mark : marks) {
            boxes.computeIfPresent(mark.box(), (box, before) -> {
                var lanes = new EnumMap<Lane, Watermark>(Lane.class);
                lanes.putAll(before.lanes());
                lanes.put(mark.lane(), mark.mark());
                return new BoxMarks(before.epoch(), lanes);
            });
        }
        return boxes;
    }

    private static Mark mark(ResultSet row) throws SQLException {
        var mark = new Watermark(row.getLong(4), Sql.bytes(row, 5), row.getLong(6));
        return new Mark(new BoxId(row.getString(1)), row.getLong(2), lane(row.getInt(3)), mark);
    }

    List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws SQLException {
        // Frames lie end to end, so the one that holds the next entry is the last that begins at or before it.
        return sql.list(
                row -> new LandedFrame(row.getLong(1), row.getLong(2), Sql.bytes(row, 3)),
                "SELECT first_lseq, last_lseq, raw FROM landing WHERE box = ? AND epoch = ? AND lane = ?"
                        + " AND first_lseq >= (SELECT max(first_lseq) FROM landing"
                        + " WHERE box = ? AND epoch = ? AND lane = ? AND first_lseq <= ?)"
                        + " AND last_lseq >= ? ORDER BY first_lseq LIMIT ?",
                box.value(),
                epoch,
                lane.number(),
                box.value(),
                epoch,
                lane.number(),
                afterLseq + 1,
                afterLseq + 1,
                max);
    }

    List<Alarm> alarms() throws SQLException {
        return alarms("");
    }

    List<Alarm> alarms(String where, Object... arguments) throws SQLException {
        return sql.list(
                row -> new Alarm(
                        row.getString(1),
                        AlarmCode.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getInt(6) != 0,
                        row.getString(7)),
                "SELECT scope, code, first_at, last_at, count, open, detail FROM alarm" + where,
                arguments);
    }

    static Lane lane(int number) throws SQLException {
        try {
            return Lane.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("a row names lane " + number, damaged);
        }
    }

    void write(CheckpointKept kept) throws SQLException {
        sql.change(
                "INSERT INTO checkpoint (box, key, claim, at) VALUES (?, ?, ?, ?) ON CONFLICT (box)"
                        + " DO UPDATE SET key = excluded.key, claim = excluded.claim, at = excluded.at",
                kept.box().value(),
                kept.claim().key().raw(),
                Bytes.owned(ControlCodec.encode(kept.claim().claim())),
                kept.claim().at());
    }

    /** What each box vouched for last. */
    Map<BoxId, BoxClaim> claims() throws SQLException {
        var claims = new HashMap<BoxId, BoxClaim>();
        sql.list(IntakeTables::claim, "SELECT key, claim, at FROM checkpoint")
                .forEach(claim -> claims.put(claim.claim().box(), claim));
        return claims;
    }

    private static BoxClaim claim(ResultSet row) throws SQLException {
        try {
            if (ControlCodec.decode(Sql.bytes(row, 2).toArray()) instanceof Claim claim) {
                return new BoxClaim(new VerifyKey(Sql.bytes(row, 1)), claim, row.getLong(3));
            }
        } catch (BadForm damaged) {
            throw new SQLException("a checkpoint cannot be read", damaged);
        }
        throw new SQLException("a checkpoint is something else");
    }

    void write(DayCompared compared) throws SQLException {
        sql.change(
                "INSERT INTO day_check (box, name, day, same, rows_there, rows_here, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (box, name, day) DO UPDATE SET same = excluded.same,"
                        + " rows_there = excluded.rows_there, rows_here = excluded.rows_here, at = excluded.at",
                compared.box().value(),
                compared.table(),
                compared.day(),
                compared.same() ? 1 : 0,
                compared.rowsThere(),
                compared.rowsHere(),
                compared.at());
    }

    List<DayCompared> differing() throws SQLException {
        return sql.list(
                row -> new DayCompared(
                        new BoxId(row.getString(1)),
                        row.getString(2),
                        row.getInt(3),
                        false,
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                "SELECT box, name, day, rows_there, rows_here, at FROM day_check WHERE same = 0");
    }

    void write(BoxId box, Parked parked) throws SQLException {
        var entry = parked.entry();
        sql.change(
                "INSERT INTO parked (box, epoch, lane, lseq, lsn, type, version, at, salt, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                box.value(),
                entry.epoch(),
                entry.lane().number(),
                entry.lseq(),
                entry.lsn(),
                entry.type(),
                entry.version(),
                entry.at(),
                entry.salt(),
                entry.body());
    }

    void write(BoxId box, long epoch, Lane lane, Quarantined broken) throws SQLException {
        sql.change(
                "INSERT INTO quarantine (box, epoch, lane, first_lseq, last_lseq, why, raw)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                box.value(),
                epoch,
                lane.number(),
                broken.firstLseq(),
                broken.lastLseq(),
                broken.why(),
                broken.raw());
    }

    void write(TakenUp taken) throws SQLException {
        var box = taken.box();
        for (long lseq : taken.lseqs()) {
            delete("parked", "lseq", taken, lseq);
        }
        for (var broken : taken.broken()) {
            write(box, taken.epoch(), taken.lane(), broken);
        }
        if (taken.day() != TakenUp.NO_DAY) {
            sql.change("DELETE FROM ticket WHERE box = ? AND day = ?", box.value(), taken.day());
        }
        for (Shown shown : taken.shown()) {
            delete("quarantine", "first_lseq", taken, shown.entry().lseq());
            if (shown.event() instanceof QueueEvent event) {
                tickets.apply(box, event, shown.entry().at());
            }
        }
    }

    private void delete(String table, String column, TakenUp taken, long lseq) throws SQLException {
        sql.change(
                "DELETE FROM " + table + " WHERE box = ? AND epoch = ? AND lane = ? AND " + column + " = ?",
                taken.box().value(),
                taken.epoch(),
                taken.lane().number(),
                lseq);
    }

    List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws SQLException {
        return sql.list(
                IntakeTables::entry,
                "SELECT epoch, lsn, lane, lseq, type, version, at, salt, body FROM parked"
                        + " WHERE box = ? AND epoch = ? AND lane = ? AND lseq > ? ORDER BY lseq LIMIT ?",
                box.value(),
                epoch,
                lane.number(),
                afterLseq,
                max);
    }

    List<ParkedLane> lanes() throws SQLException {
        return sql.list(
                row -> new ParkedLane(new BoxId(row.getString(1)), lane(row.getInt(2))),
                "SELECT DISTINCT p.box, p.lane FROM parked p JOIN box_epoch b ON b.box = p.box AND b.epoch = p.epoch"
                        + " ORDER BY p.box, p.lane");
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                lane(row.getInt(3)),
                row.getLong(4),
                row.getInt(5),
                row.getInt(6),
                row.getLong(7),
                Sql.bytes(row, 8),
                Sql.bytes(row, 9));
    }
}
