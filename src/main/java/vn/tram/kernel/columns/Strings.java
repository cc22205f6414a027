package vn.tram.kernel.columns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;

/** Columns of texts, ids and other bytes. A text that was there before goes by its number. */
final class Strings {
    private static final int ID_SIZE = 16;
    private static final int ID_VERSION = 7;

    private static final class Column {
        private final Numbers lengths = new Numbers(EntryModel.NAME);
        private final Numbers places = new Numbers(EntryModel.NAME);
        private final Numbers ages = new Numbers(EntryModel.MEASURE);
        private final Odds id = new Odds();
        private final List<String> known = new ArrayList<>();
        private final Map<String, Integer> placeOf = new HashMap<>();
        private final Map<Integer, Odds[]> letters = new HashMap<>();
    }

    private final Bits bits;
    private final Map<Integer, Column> columns = new HashMap<>();
    private long left = Long.MAX_VALUE;

    Strings(Bits bits) {
        this.bits = bits;
    }

    void allow(long bytes) {
        left = bytes;
    }

    private Column column(int name) {
        return columns.computeIfAbsent(name, none -> new Column());
    }

    Bytes bytes(int name, Bytes value, int most) {
        var column = column(name);
        int length = BodyModel.bounded(column.lengths.code(bits, value.size()), most);
        if (length > left) {
            throw new IllegalArgumentException("more bytes than told");
        }
        left -= length;
        byte[] given = value.toArray();
        var found = new byte[length];
        int before = 0;
        for (int i = 0; i < length; i++) {
            var odds = column.letters.computeIfAbsent(before, none -> Numbers.odds(256));
            before = Numbers.tree(bits, odds, 8, i < given.length ? given[i] & 0xFF : 0);
            found[i] = (byte) before;
        }
        return Bytes.owned(found);
    }

    String text(int name, String value) {
        var column = column(name);
        int place = column.placeOf.getOrDefault(value, -1) + 1;
        int found = BodyModel.bounded(column.places.code(bits, place), column.known.size());
        if (found > 0) {
            return column.known.get(found - 1);
        }
        var bytes = bytes(name, Bytes.owned(value.getBytes(StandardCharsets.UTF_8)), Entry.MAX_BODY);
        var text = new String(bytes.toArray(), StandardCharsets.UTF_8);
        column.known.add(text);
        column.placeOf.put(text, column.known.size() - 1);
        return text;
    }

    /** A UUID of version 7 begins with a time near the entry's; what follows is chance and cannot be foretold. */
    Bytes id(int name, Bytes value, long at) {
        var column = column(name);
        byte[] given = value.toArray();
        boolean isId = given.length == ID_SIZE && given[6] >>> 4 == ID_VERSION && (given[8] & 0xC0) == 0x80;
        if (bits.bit(column.id, isId ? 0 : 1) == 1) {
            return bytes(name, value, Entry.MAX_BODY);
        }
        var from = ByteBuffer.wrap(isId ? given : new byte[ID_SIZE]);
        long high = from.getLong();
        long low = from.getLong();
        long time = at + column.ages.codeSigned(bits, (high >>> 16) - at);
        long first = bits.even(12, high & 0xFFF);
        long second = bits.even(30, (low >>> 32) & 0x3FFF_FFFF);
        long third = bits.even(32, low & 0xFFFF_FFFFL);
        return Bytes.owned(ByteBuffer.allocate(ID_SIZE)
                .putLong((time << 16) | ((long) ID_VERSION << 12) | first)
                .putLong((1L << 63) | (second << 32) | third)
                .array());
    }
}
