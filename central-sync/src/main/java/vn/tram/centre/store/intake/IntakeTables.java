package vn.tram.centre.store.intake;

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
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.EpochTurned;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.node.store.Sql;
import vn.tram.node.store.TicketTable;

/**
 * Tables {@code meta, past_life, box_epoch, watermark, landing, ticket, alarm}, and by the classes beside this one
 * {@code epoch_end, parked, quarantine, erased, checkpoint, day_check}. The writer's thread, in its transaction.
 */
public final class IntakeTables {
    private final Sql sql;
    private final TicketTable tickets;
    private final TicketFold fold;
    private final EpochTables epochs;
    private final ProofTables proofs;
    private final AsideTables aside;

    public IntakeTables(Sql sql) {
        this.sql = sql;
        this.tickets = new TicketTable(sql);
        this.fold = new TicketFold(tickets);
        this.epochs = new EpochTables(sql);
        this.proofs = new ProofTables(sql);
        this.aside = new AsideTables(sql, tickets);
    }

    public TicketTable tickets() {
        return tickets;
    }

    /** What boxes vouched for, and days compared. */
    public ProofTables proofs() {
        return proofs;
    }

    /** What could not be shown. */
    public AsideTables aside() {
        return aside;
    }

    public void write(IntakeChange change) throws SQLException {
        if (change instanceof LifeBegun begun) {
            begin(begun);
        } else if (change instanceof EpochTaken taken) {
            sql.change(
                    "INSERT INTO box_epoch (box, epoch) VALUES (?, ?)"
                            + " ON CONFLICT (box) DO UPDATE SET epoch = excluded.epoch",
                    taken.box().value(),
                    taken.epoch());
        } else if (change instanceof EpochTurned turned) {
            epochs.turn(turned);
        } else if (change instanceof FrameLanded landed) {
            land(landed);
        } else if (change instanceof FrameMended mended) {
            mend(mended);
        } else if (change instanceof EntriesErased erased) {
            aside.write(erased);
        } else if (change instanceof EntriesProjected projected) {
            project(projected);
        } else if (change instanceof CheckpointKept kept) {
            proofs.write(kept);
        } else if (change instanceof TakenUp taken) {
            aside.write(taken);
        } else if (change instanceof DayCompared compared) {
            proofs.write(compared);
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
    public Set<Long> pastLives() throws SQLException {
        return Set.copyOf(sql.list(row -> row.getLong(1), "SELECT incarnation FROM past_life"));
    }

    private void land(FrameLanded landed) throws SQLException {
        sql.change(
                "INSERT INTO landing (box, epoch, lane, first_lseq, last_lseq, at, raw, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                landed.box().value(),
                landed.epoch(),
                landed.lane().number(),
                landed.firstLseq(),
                landed.lastLseq(),
                landed.at(),
                landed.raw(),
                landed.hash());
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

    private void mend(FrameMended mended) throws SQLException {
        sql.change(
                "UPDATE landing SET raw = ?, hash = ? WHERE box = ? AND epoch = ? AND lane = ? AND first_lseq = ?",
                mended.raw(),
                mended.hash(),
                mended.box().value(),
                mended.epoch(),
                mended.lane().number(),
                mended.firstLseq());
    }

    private void project(EntriesProjected projected) throws SQLException {
        var shownNow = new ArrayList<Shown>();
        for (var item : projected.items()) {
            if (item instanceof Shown shown) {
                shownNow.add(shown);
            } else if (item instanceof Parked parked) {
                aside.write(projected.box(), parked);
            } else if (item instanceof Quarantined broken) {
                aside.write(projected.box(), projected.epoch(), projected.lane(), broken);
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
    public Map<BoxId, BoxMarks> marks() throws SQLException {
        return marks("");
    }

    /** @param where picks rows of {@code b}, with its arguments */
    public Map<BoxId, BoxMarks> marks(String where, Object... arguments) throws SQLException {
        var boxes = new HashMap<BoxId, BoxMarks>();
        sql.list(
                        row -> Map.entry(new BoxId(row.getString(1)), row.getLong(2)),
                        "SELECT b.box, b.epoch FROM box_epoch b" + where,
                        arguments)
                .forEach(box -> boxes.put(box.getKey(), new BoxMarks(box.getValue(), Map.of())));
        var current = new HashMap<BoxId, Long>();
        boxes.forEach((box, marks) -> current.put(box, marks.epoch()));
        epochs.ended(current, where, arguments)
                .forEach((box, ended) ->
                        boxes.computeIfPresent(box, (same, marks) -> new BoxMarks(marks.epoch(), Map.of(), ended)));
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
                return new BoxMarks(before.epoch(), lanes, before.ended());
            });
        }
        return boxes;
    }

    private static Mark mark(ResultSet row) throws SQLException {
        var mark = new Watermark(row.getLong(4), Sql.bytes(row, 5), row.getLong(6));
        return new Mark(new BoxId(row.getString(1)), row.getLong(2), lane(row.getInt(3)), mark);
    }

    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws SQLException {
        // Frames lie end to end, so the one that holds the next entry is the last that begins at or before it.
        return sql.list(
                row -> new LandedFrame(row.getLong(1), row.getLong(2), Sql.bytes(row, 3), Sql.bytes(row, 4)),
                "SELECT first_lseq, last_lseq, raw, hash FROM landing WHERE box = ? AND epoch = ? AND lane = ?"
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

    public List<Alarm> alarms() throws SQLException {
        return alarms("");
    }

    public List<Alarm> alarms(String where, Object... arguments) throws SQLException {
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

    public static Lane lane(int number) throws SQLException {
        try {
            return Lane.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("a row names lane " + number, damaged);
        }
    }
}
