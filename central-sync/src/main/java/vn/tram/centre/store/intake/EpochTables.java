package vn.tram.centre.store.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.intake.IntakeChange.EpochTurned;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.node.store.Sql;

/** Table {@code epoch_end}: how the epochs of boxes follow each other. Where one ended stands in {@code watermark}. */
final class EpochTables {
    private final Sql sql;

    EpochTables(Sql sql) {
        this.sql = sql;
    }

    void turn(EpochTurned turned) throws SQLException {
        sql.change(
                "INSERT INTO epoch_end (box, epoch, child, reason, at) VALUES (?, ?, ?, ?, ?)",
                turned.box().value(),
                turned.parent(),
                turned.child(),
                turned.reason().number(),
                turned.at());
        int rows = sql.change(
                "UPDATE box_epoch SET epoch = ? WHERE box = ? AND epoch = ?",
                turned.child(),
                turned.box().value(),
                turned.parent());
        if (rows != 1) {
            throw new SQLException("the epoch of " + turned.box() + " was another when it turned");
        }
    }

    private record Turn(BoxId box, long epoch, long child, TurnReason reason) {}

    private record End(BoxId box, long epoch, Lane lane, LaneHead head) {}

    /**
     * The ended epochs of boxes, of each the last one first.
     *
     * @param current the epoch that is taken of each
     * @param where picks rows of {@code b}, with its arguments
     */
    Map<BoxId, List<EndedEpoch>> ended(Map<BoxId, Long> current, String where, Object... arguments)
            throws SQLException {
        var parents = new HashMap<BoxId, Map<Long, Turn>>();
        for (var turn : turns(where, arguments)) {
            parents.computeIfAbsent(turn.box(), none -> new HashMap<>()).put(turn.child(), turn);
        }
        if (parents.isEmpty()) {
            return Map.of();
        }
        var heads = new HashMap<BoxId, Map<Long, EnumMap<Lane, LaneHead>>>();
        for (var end : ends(where, arguments)) {
            heads.computeIfAbsent(end.box(), none -> new HashMap<>())
                    .computeIfAbsent(end.epoch(), none -> new EnumMap<>(Lane.class))
                    .put(end.lane(), end.head());
        }
        var ended = new HashMap<BoxId, List<EndedEpoch>>();
        parents.forEach((box, turns) -> {
            var line = new ArrayList<EndedEpoch>();
            var turn = turns.get(current.getOrDefault(box, 0L));
            while (turn != null && line.size() < EndedEpoch.MOST) {
                var of = heads.getOrDefault(box, Map.of()).getOrDefault(turn.epoch(), new EnumMap<>(Lane.class));
                line.add(new EndedEpoch(turn.epoch(), of, turn.reason()));
                turn = turns.get(turn.epoch());
            }
            ended.put(box, line);
        });
        return ended;
    }

    private List<Turn> turns(String where, Object... arguments) throws SQLException {
        return sql.list(
                row -> new Turn(new BoxId(row.getString(1)), row.getLong(2), row.getLong(3), reason(row.getInt(4))),
                "SELECT e.box, e.epoch, e.child, e.reason FROM epoch_end e JOIN box_epoch b ON b.box = e.box" + where,
                arguments);
    }

    private List<End> ends(String where, Object... arguments) throws SQLException {
        return sql.list(
                row -> new End(
                        new BoxId(row.getString(1)),
                        row.getLong(2),
                        IntakeTables.lane(row.getInt(3)),
                        new LaneHead(row.getLong(4), Sql.bytes(row, 5))),
                "SELECT w.box, w.epoch, w.lane, w.durable, w.hash FROM watermark w"
                        + " JOIN epoch_end e ON e.box = w.box AND e.epoch = w.epoch"
                        + " JOIN box_epoch b ON b.box = e.box" + where,
                arguments);
    }

    private static TurnReason reason(int number) throws SQLException {
        try {
            return TurnReason.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("a row tells of an unknown end of an epoch", damaged);
        }
    }
}
