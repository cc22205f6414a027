package vn.tram.kernel.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.TableDigest;

/** How the comparison of days looks in messages. */
final class DayForms {
    /** Days and tables of one message at most. */
    static final int MOST = 64;

    /** Bytes of a digest. */
    private static final int DIGEST = 16;

    /** Later than any day of this software's life, in days since 1970. */
    private static final int LAST_DAY = 100_000;

    private DayForms() {}

    static Fields of(DayDigests told) {
        return new Fields()
                .put(1, told.epoch())
                .put(
                        2,
                        told.heads().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(head -> new Fields()
                                        .put(1, head.getKey().number())
                                        .put(2, head.getValue()))
                                .toList())
                .put(
                        3,
                        told.tables().stream()
                                .map(table -> new Fields()
                                        .put(1, table.table())
                                        .put(2, table.day())
                                        .put(3, table.rows())
                                        .put(4, table.digest()))
                                .toList());
    }

    static DayDigests digests(Fields fields) throws BadForm {
        var heads = new EnumMap<Lane, Long>(Lane.class);
        for (var head : fields.list(2, Fields.class)) {
            heads.put(Lane.of(head.number(1)), count(head, 2));
        }
        var tables = new ArrayList<TableDigest>();
        for (var table : fields.list(3, Fields.class)) {
            var digest = table.bytes(4);
            if (tables.size() == MOST
                    || digest.size() != DIGEST
                    || table.text(1).length() > MOST) {
                throw new BadForm("digests of tables: too many, or not " + DIGEST + " bytes");
            }
            tables.add(new TableDigest(table.text(1), table.number(2, 0, LAST_DAY), count(table, 3), digest));
        }
        return new DayDigests(fields.number(1), heads, tables);
    }

    static Fields of(AskDays asked) {
        List<Fields> days =
                asked.days().stream().map(day -> new Fields().put(1, day)).toList();
        return new Fields().put(1, days);
    }

    static AskDays days(Fields fields) throws BadForm {
        var days = new ArrayList<Integer>();
        for (var day : fields.list(1, Fields.class)) {
            if (days.size() == MOST) {
                throw new BadForm("more than " + MOST + " days");
            }
            days.add(day.number(1, 0, LAST_DAY));
        }
        return new AskDays(days);
    }

    private static long count(Fields fields, int key) throws BadForm {
        long count = fields.number(key);
        if (count < 0) {
            throw new BadForm("field " + key + " counts and cannot be " + count);
        }
        return count;
    }
}
