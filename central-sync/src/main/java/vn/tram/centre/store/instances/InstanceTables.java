package vn.tram.centre.store.instances;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.Instance;
import vn.tram.centre.instances.Instance.Token;
import vn.tram.centre.instances.Instance.Told;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.instances.InstanceChange;
import vn.tram.centre.instances.InstanceChange.FrameKeptApart;
import vn.tram.centre.instances.InstanceChange.InstancesNoted;
import vn.tram.centre.instances.InstanceChange.InstancesRuled;
import vn.tram.centre.instances.Ruling;
import vn.tram.centre.instances.Standing;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.node.store.Sql;

/** Tables {@code box_instances, instance, ruling, fenced_frame}. */
public final class InstanceTables {
    private final Sql sql;

    public InstanceTables(Sql sql) {
        this.sql = sql;
    }

    public void write(InstanceChange change) throws SQLException {
        if (change instanceof InstancesNoted noted) {
            write(noted.box(), noted.now());
        } else if (change instanceof InstancesRuled ruled) {
            write(ruled.box(), ruled.now());
            write(ruled.box(), ruled.now().ruling());
        } else if (change instanceof FrameKeptApart kept) {
            sql.change(
                    "INSERT INTO fenced_frame (box, number, at, raw) VALUES (?, ?, ?, ?)",
                    kept.box().value(),
                    kept.number(),
                    kept.at(),
                    kept.raw());
        } else {
            throw new AssertionError(change);
        }
    }

    private void write(BoxId box, BoxInstances now) throws SQLException {
        sql.change(
                "INSERT INTO box_instances (box, turn, speaker, fenced, cloned) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (box) DO UPDATE SET turn = excluded.turn, speaker = excluded.speaker,"
                        + " fenced = excluded.fenced, cloned = excluded.cloned",
                box.value(),
                now.turn(),
                now.speaker(),
                now.fenced() ? 1 : 0,
                now.cloned() ? 1 : 0);
        sql.change("DELETE FROM instance WHERE box = ?", box.value());
        for (var one : now.all()) {
            write(box, one);
        }
    }

    private void write(BoxId box, Instance one) throws SQLException {
        sql.change(
                "INSERT INTO instance (box, id, born, token, token_turn, presented, presented_turn, past, boots,"
                        + " machines, standing, software, epoch, heads, first_at, last_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                box.value(),
                one.id(),
                one.born(),
                one.current().value(),
                one.current().turn(),
                one.presented().value(),
                one.presented().turn(),
                words(one.past()),
                words(one.boots()),
                one.machines().stream().map(Bytes::hex).collect(Collectors.joining(" ")),
                one.standing().name(),
                one.told().software(),
                one.told().epoch(),
                heads(one.told().heads()),
                one.told().firstAt(),
                one.told().lastAt());
    }

    private void write(BoxId box, Ruling ruling) throws SQLException {
        sql.change(
                "INSERT INTO ruling (box, number, act, instance, who, why, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                box.value(),
                ruling.number(),
                ruling.act().name(),
                ruling.instance(),
                ruling.who(),
                ruling.why(),
                ruling.at());
    }

    public InstanceBook.Stored stored() throws SQLException {
        Map<BoxId, Integer> apart = new HashMap<>();
        sql.list(
                        row -> Map.entry(new BoxId(row.getString(1)), row.getInt(2)),
                        "SELECT box, max(number) FROM fenced_frame GROUP BY box")
                .forEach(each -> apart.put(each.getKey(), each.getValue()));
        return new InstanceBook.Stored(boxes(""), apart);
    }

    /** @param where picks rows of {@code b}, with its arguments */
    public Map<BoxId, BoxInstances> boxes(String where, Object... arguments) throws SQLException {
        var from = " FROM box_instances b";
        var copies = sql
                .list(
                        row -> Map.entry(new BoxId(row.getString(1)), read(row)),
                        "SELECT i.box, i.id, i.born, i.token, i.token_turn, i.presented, i.presented_turn, i.past,"
                                + " i.boots, i.machines, i.standing, i.software, i.epoch, i.heads, i.first_at,"
                                + " i.last_at"
                                + from + " JOIN instance i ON i.box = b.box" + where + " ORDER BY i.box, i.id",
                        arguments)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        var rulings = sql
                .list(
                        row -> Map.entry(new BoxId(row.getString(1)), ruling(row)),
                        "SELECT r.box, r.number, r.act, r.instance, r.who, r.why, r.at" + from
                                + " JOIN ruling r ON r.box = b.box" + where + " ORDER BY r.box, r.number",
                        arguments)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (older, newer) -> newer));
        var boxes = new HashMap<BoxId, BoxInstances>();
        sql.list(
                row -> {
                    var box = new BoxId(row.getString(1));
                    var all = copies.getOrDefault(box, List.of());
                    var ruling = rulings.getOrDefault(box, Ruling.NONE);
                    return boxes.put(
                                    box,
                                    new BoxInstances(
                                            row.getLong(2),
                                            row.getInt(3),
                                            row.getInt(4) != 0,
                                            row.getInt(5) != 0,
                                            all,
                                            ruling))
                            == null;
                },
                "SELECT b.box, b.turn, b.speaker, b.fenced, b.cloned" + from + where,
                arguments);
        return boxes;
    }

    private static Instance read(ResultSet row) throws SQLException {
        return new Instance(
                row.getInt(2),
                row.getLong(3),
                new Token(row.getLong(4), row.getLong(5)),
                new Token(row.getLong(6), row.getLong(7)),
                numbers(row.getString(8)),
                numbers(row.getString(9)),
                split(row.getString(10))
                        .map(word -> Bytes.owned(HexFormat.of().parseHex(word)))
                        .toList(),
                Standing.valueOf(row.getString(11)),
                new Told(
                        row.getString(12),
                        row.getLong(13),
                        heads(row.getString(14)),
                        row.getLong(15),
                        row.getLong(16)));
    }

    private static Ruling ruling(ResultSet row) throws SQLException {
        return new Ruling(
                row.getLong(2),
                Ruling.Act.valueOf(row.getString(3)),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7));
    }

    private static String words(List<Long> numbers) {
        return numbers.stream().map(Long::toHexString).collect(Collectors.joining(" "));
    }

    private static List<Long> numbers(String words) {
        return split(words).map(word -> Long.parseUnsignedLong(word, 16)).toList();
    }

    private static Stream<String> split(String words) {
        return Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    private static String heads(Map<Lane, Long> heads) {
        return heads.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(head -> head.getKey().number() + "=" + head.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<Lane, Long> heads(String text) throws SQLException {
        var heads = new EnumMap<Lane, Long>(Lane.class);
        for (var word : split(text).toList()) {
            int equals = word.indexOf('=');
            try {
                heads.put(
                        Lane.of(Integer.parseInt(word.substring(0, equals))), Long.valueOf(word.substring(equals + 1)));
            } catch (BadForm | NumberFormatException damaged) {
                throw new SQLException("the row of a copy is damaged: " + text, damaged);
            }
        }
        return heads;
    }
}
