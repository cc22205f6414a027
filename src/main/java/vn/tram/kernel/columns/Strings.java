package vn.tram.kernel.columns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;

/** Columns of texts, ids and other bytes. A text that was there before goes by its number. */
final class Strings {
    private static final int ID_SIZE = 16;
    private static final int ID_VERSION = 7;
    private static final int LETTERS = 256;

    /** The texts of a column in the order in which they came; first those of the dictionary. */
    private static final class Texts {
        private final @Nullable Texts behind;
        private final int first;
        private final List<String> own = new ArrayList<>();
        private final Map<String, Integer> placeOf = new HashMap<>();

        Texts(@Nullable Texts behind) {
            this.behind = behind;
            this.first = behind == null ? 0 : behind.size();
        }

        int size() {
            return first + own.size();
        }

        /** From 0; -1 when it never came. */
        int place(String text) {
            int before = behind == null ? -1 : behind.place(text);
            return before >= 0 ? before : placeOf.getOrDefault(text, -1);
        }

        String at(int place) {
            return behind != null && place < first ? behind.at(place) : own.get(place - first);
        }

        void add(String text) {
            placeOf.put(text, size());
            own.add(text);
        }
    }

    private static final class Column {
        private final Numbers lengths;
        private final Numbers places;
        private final Numbers ages;
        private final int[] id;
        private final Texts known;
        private final Contexts<Integer, int[]> letters;

        Column(Room room) {
            lengths = new Numbers(room, EntryModel.NAME);
            places = new Numbers(room, EntryModel.NAME);
            ages = new Numbers(room, EntryModel.MEASURE);
            id = room.fresh(1);
            known = new Texts(null);
            letters = new Contexts<>(null, () -> room.fresh(LETTERS), room::copy);
        }

        Column(Room room, Column behind) {
            lengths = new Numbers(room, behind.lengths);
            places = new Numbers(room, behind.places);
            ages = new Numbers(room, behind.ages);
            id = room.copy(behind.id);
            known = new Texts(behind.known);
            letters = new Contexts<>(behind.letters, () -> room.fresh(LETTERS), room::copy);
        }
    }

    private final Bits bits;
    private final Contexts<Integer, Column> columns;
    private long left = Long.MAX_VALUE;

    Strings(Bits bits, Room room, @Nullable Strings behind) {
        this.bits = bits;
        this.columns = new Contexts<>(
                behind == null ? null : behind.columns, () -> new Column(room), column -> new Column(room, column));
    }

    void allow(long bytes) {
        left = bytes;
    }

    Bytes bytes(int name, Bytes value, int most) {
        var column = columns.at(name);
        int length = BodyModel.bounded(column.lengths.code(bits, value.size()), most);
        if (length > left) {
            throw new IllegalArgumentException("more bytes than told");
        }
        left -= length;
        byte[] given = value.toArray();
        var found = new byte[length];
        int before = 0;
        for (int i = 0; i < length; i++) {
            before = Numbers.tree(bits, column.letters.at(before), 8, i < given.length ? given[i] & 0xFF : 0);
            found[i] = (byte) before;
        }
        return Bytes.owned(found);
    }

    String text(int name, String value) {
        var column = columns.at(name);
        int place = column.known.place(value) + 1;
        int found = BodyModel.bounded(column.places.code(bits, place), column.known.size());
        if (found > 0) {
            return column.known.at(found - 1);
        }
        var bytes = bytes(name, Bytes.owned(value.getBytes(StandardCharsets.UTF_8)), Entry.MAX_BODY);
        var text = new String(bytes.toArray(), StandardCharsets.UTF_8);
        column.known.add(text);
        return text;
    }

    /** A UUID of version 7 begins with a time near the entry's; what follows is chance and cannot be foretold. */
    Bytes id(int name, Bytes value, long at) {
        var column = columns.at(name);
        byte[] given = value.toArray();
        boolean isId = given.length == ID_SIZE && given[6] >>> 4 == ID_VERSION && (given[8] & 0xC0) == 0x80;
        if (bits.bit(column.id, 0, isId ? 0 : 1) == 1) {
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
