package vn.tram.centre.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.store.intake.IntakeTables;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.LineFigures;
import vn.tram.node.store.Sql;

/** Table {@code box}. */
final class BoxTable {
    private final Sql sql;

    BoxTable(Sql sql) {
        this.sql = sql;
    }

    void write(BoxRow row) throws SQLException {
        sql.change(
                "INSERT INTO box (box, software, heard_at, alive, since, heads, clock_offset, troubles,"
                        + " rate, way, oldest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (box) DO UPDATE SET"
                        + " software = excluded.software, heard_at = excluded.heard_at, alive = excluded.alive,"
                        + " since = excluded.since, heads = excluded.heads, clock_offset = excluded.clock_offset,"
                        + " troubles = excluded.troubles, rate = excluded.rate, way = excluded.way,"
                        + " oldest = excluded.oldest",
                row.box().value(),
                row.software(),
                row.heardAt(),
                row.alive() ? 1 : 0,
                row.since(),
                text(row.heads()),
                row.clockOffset(),
                row.troubles(),
                row.line().bytesPerSecond(),
                row.line().wayMillis(),
                row.line().oldestWaiting());
    }

    List<BoxRow> rows() throws SQLException {
        return rows("");
    }

    List<BoxRow> rows(String where, Object... arguments) throws SQLException {
        return sql.list(
                BoxTable::read,
                "SELECT box, software, heard_at, alive, since, heads, clock_offset, troubles, rate, way, oldest"
                        + " FROM box" + where + " ORDER BY box",
                arguments);
    }

    /** The latest moment that anything was heard, epoch milliseconds; 0 when nothing was. */
    long lastHeard() throws SQLException {
        return sql.list(row -> row.getLong(1), "SELECT coalesce(max(heard_at), 0) FROM box")
                .get(0);
    }

    private static BoxRow read(ResultSet row) throws SQLException {
        return new BoxRow(
                new BoxId(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getInt(4) != 0,
                row.getLong(5),
                heads(row.getString(6)),
                row.getLong(7),
                row.getInt(8),
                new LineFigures(row.getInt(9), row.getInt(10), row.getLong(11)));
    }

    private static String text(Map<Lane, Long> heads) {
        return heads.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(head -> head.getKey().number() + "=" + head.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<Lane, Long> heads(String text) throws SQLException {
        var heads = new EnumMap<Lane, Long>(Lane.class);
        try {
            for (var part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                int equals = part.indexOf('=');
                var lane = IntakeTables.lane(Integer.parseInt(part.substring(0, equals)));
                heads.put(lane, Long.parseLong(part.substring(equals + 1)));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException damaged) {
            throw new SQLException("a box row is damaged: " + text, damaged);
        }
        return heads;
    }
}
