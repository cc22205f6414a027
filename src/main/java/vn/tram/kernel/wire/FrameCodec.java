package vn.tram.kernel.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.columns.Columns;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/**
 * Frames as bytes, wire version 1: a CBOR map (version, box, epoch, lane, first lseq, count, chain before, chain after,
 * packing, unpacked size, rows, dictionary). The entries go in one of two forms. Rows are one CBOR list per entry:
 * {@code [Δlsn, type, Δat, body]}, or with version and salt behind when those are not 1 and empty, and behind them the
 * digest of an erased entry; deltas start from zero; zstd packs them, normally with a trained dictionary that both
 * sides carry. {@link Columns} foretell each field from the entries before it, which takes less the more entries there
 * are, and least from what a {@link Dictionary} has taught before the first one; they have no place for erased entries.
 * Any thread.
 */
public final class FrameCodec {
    /** Wire version written and read. */
    public static final int VERSION = 1;

    /** How rows are packed. The number is part of the wire format. */
    public enum Packing {
        /** As they are. */
        PLAIN(0),
        /** zstd without a dictionary. */
        ZSTD(1),
        /** zstd with a dictionary; number 1 unless the frame tells another. */
        ZSTD_DICTIONARY_1(2),
        /** Entries as columns instead of rows. */
        COLUMNS(3),
        /** As columns that start from what a dictionary teaches; the frame tells which. */
        COLUMNS_DICTIONARY(4);

        private final int number;

        Packing(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        static Packing of(long number) throws BadForm {
            for (var packing : values()) {
                if (packing.number == number) {
                    return packing;
                }
            }
            throw BadForm.ofAnotherVersion("packing " + number + " is not known here: send it plain");
        }
    }

    /** zstd level for live traffic: about 0.1 ms a frame. */
    public static final int LIVE_LEVEL = 3;

    /** The dictionary for rows that every box and centre has. */
    public static final int FIRST_DICTIONARY = 1;

    private FrameCodec() {}

    /** With the dictionaries that this software carries. */
    public static byte[] encode(Frame frame, Packing packing) {
        var carried = Dictionaries.BUILT_IN;
        return encode(
                frame,
                packing,
                carried,
                packing == Packing.COLUMNS_DICTIONARY ? carried.forColumns().get(0) : FIRST_DICTIONARY);
    }

    /**
     * @param wanted a frame that columns have no place for is packed as rows instead
     * @param dictionary number of the one to pack with, when {@code wanted} needs one; must be known
     */
    public static byte[] encode(Frame frame, Packing wanted, Dictionaries dictionaries, int dictionary) {
        var packing = possible(frame, wanted);
        byte[] packed;
        long unpacked = Columns.size(frame.entries());
        if (packing == Packing.COLUMNS) {
            packed = Columns.write(frame.entries());
        } else if (packing == Packing.COLUMNS_DICTIONARY) {
            packed = Columns.write(frame.entries(), known(dictionaries, dictionary));
        } else {
            byte[] rows = rowBytes(frame.entries());
            unpacked = rows.length;
            packed = pack(rows, packing, dictionaries, dictionary);
        }
        var fields = new Fields()
                .put(1, VERSION)
                .put(2, frame.box().value())
                .put(3, frame.epoch())
                .put(4, frame.lane().number())
                .put(5, frame.firstLseq())
                .put(6, frame.entries().size())
                .put(7, frame.previous())
                .put(8, frame.tail())
                .put(9, packing.number)
                .put(10, unpacked)
                .put(11, Bytes.owned(packed));
        if (packing == Packing.COLUMNS_DICTIONARY
                || (packing == Packing.ZSTD_DICTIONARY_1 && dictionary != FIRST_DICTIONARY)) {
            fields.put(12, dictionary);
        }
        return Cbor.encode(fields);
    }

    private static Packing possible(Frame frame, Packing wanted) {
        boolean columns = wanted == Packing.COLUMNS || wanted == Packing.COLUMNS_DICTIONARY;
        return columns && frame.entries().stream().anyMatch(Entry::isErased) ? Packing.ZSTD : wanted;
    }

    /** Reads a frame whole, with the dictionaries that this software carries. */
    public static Frame decode(byte[] bytes) throws BadForm {
        return decode(bytes, Dictionaries.BUILT_IN);
    }

    /**
     * Reads a frame whole; limits are checked before anything is unpacked.
     *
     * @throws BadForm of another version when the frame may be sound and this end lacks what it was packed with
     */
    public static Frame decode(byte[] bytes, Dictionaries dictionaries) throws BadForm {
        if (bytes.length > Frame.MAX_BYTES) {
            throw new BadForm("a frame of " + bytes.length + " bytes is over " + Frame.MAX_BYTES);
        }
        var fields = Cbor.decode(bytes);
        fields.number(1, VERSION, VERSION);
        var packing = Packing.of(fields.number(9));
        int unpacked = fields.number(10, 1, Frame.MAX_UNPACKED);
        int count = fields.number(6, 1, Frame.MAX_ENTRIES);
        byte[] packed = fields.bytes(11).toArray();
        long epoch = fields.number(3);
        var lane = Lane.of(fields.number(4));
        long first = fields.number(5);
        int dictionary = fields.number(12, 1, Dictionaries.MAX_NUMBER, FIRST_DICTIONARY);
        try {
            var place = new Columns.Place(epoch, lane, first);
            var entries = switch (packing) {
                case COLUMNS -> Columns.read(packed, place, count, unpacked);
                case COLUMNS_DICTIONARY ->
                    Columns.read(packed, place, count, unpacked, dictionaries.columns(dictionary));
                default -> entries(unpack(packed, packing, unpacked, dictionaries, dictionary), place);
            };
            if (entries.size() != count) {
                throw new BadForm("the frame says " + count + " entries and holds " + entries.size());
            }
            return new Frame(
                    new BoxId(fields.text(2)), epoch, lane, chain(fields.bytes(7)), entries, chain(fields.bytes(8)));
        } catch (IllegalArgumentException | ArithmeticException outOfRange) {
            throw new BadForm("frame: " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static Dictionary known(Dictionaries dictionaries, int number) {
        try {
            return dictionaries.columns(number);
        } catch (BadForm unknown) {
            throw new IllegalArgumentException(unknown);
        }
    }

    private static Bytes chain(Bytes bytes) throws BadForm {
        if (bytes.size() != Frame.CHAIN_BYTES) {
            throw new BadForm("a chain hash in a frame has " + Frame.CHAIN_BYTES + " bytes");
        }
        return bytes;
    }

    /** Rows before they are packed. */
    static byte[] rowBytes(List<Entry> entries) {
        return Cbor.encodeValue(rows(entries));
    }

    private static List<Object> rows(List<Entry> entries) {
        var rows = new ArrayList<Object>(entries.size());
        long lsn = 0;
        long at = 0;
        for (var entry : entries) {
            var row = new ArrayList<Object>(7);
            row.add(entry.lsn() - lsn);
            row.add(entry.type());
            row.add(entry.at() - at);
            row.add(entry.body());
            if (entry.version() != 1 || entry.salt().size() > 0 || entry.isErased()) {
                row.add(entry.version());
                row.add(entry.salt());
            }
            if (entry.isErased()) {
                row.add(entry.erased());
            }
            rows.add(row);
            lsn = entry.lsn();
            at = entry.at();
        }
        return rows;
    }

    private static List<Entry> entries(byte[] rows, Columns.Place place) throws BadForm {
        if (!(Cbor.decodeValue(rows) instanceof List<?> list)) {
            throw new BadForm("rows are a list");
        }
        var entries = new ArrayList<Entry>(list.size());
        long lsn = 0;
        long at = 0;
        for (Object element : list) {
            if (!(element instanceof List<?> row) || (row.size() != 4 && row.size() != 6 && row.size() != 7)) {
                throw new BadForm("a row has 4, 6 or 7 parts");
            }
            lsn = Math.addExact(lsn, number(row.get(0)));
            at = Math.addExact(at, number(row.get(2)));
            long lseq = place.firstLseq() + entries.size();
            int type = Math.toIntExact(number(row.get(1)));
            int version = row.size() > 4 ? Math.toIntExact(number(row.get(4))) : 1;
            var salt = row.size() > 4 ? bytes(row.get(5)) : Bytes.EMPTY;
            var erased = row.size() > 6 ? bytes(row.get(6)) : Bytes.EMPTY;
            if (row.size() > 6 && erased.size() == 0) {
                throw new BadForm("a row of 7 parts is that of an erased entry");
            }
            entries.add(new Entry(
                    place.epoch(), lsn, place.lane(), lseq, type, version, at, salt, bytes(row.get(3)), erased));
        }
        return entries;
    }

    private static long number(Object value) throws BadForm {
        if (value instanceof Long number) {
            return number;
        }
        throw new BadForm("a number was expected in a row");
    }

    private static Bytes bytes(Object value) throws BadForm {
        if (value instanceof Bytes bytes) {
            return bytes;
        }
        throw new BadForm("bytes were expected in a row");
    }

    private static byte[] pack(byte[] rows, Packing packing, Dictionaries dictionaries, int dictionary) {
        return switch (packing) {
            case ZSTD -> Zstd.compress(rows, LIVE_LEVEL);
            case ZSTD_DICTIONARY_1 -> dictionaries.pack(rows, dictionary);
            default -> rows;
        };
    }

    private static byte[] unpack(byte[] packed, Packing packing, int size, Dictionaries dictionaries, int dictionary)
            throws BadForm {
        if (packing == Packing.PLAIN) {
            if (packed.length != size) {
                throw new BadForm("rows have another size than told");
            }
            return packed;
        }
        var rows = new byte[size];
        long read;
        try {
            read = packing == Packing.ZSTD
                    ? Zstd.decompress(rows, packed)
                    : dictionaries.unpack(packed, rows, dictionary);
        } catch (ZstdException broken) {
            throw new BadForm("rows cannot be unpacked: " + broken.getMessage(), broken);
        }
        if (Zstd.isError(read) || read != size) {
            throw new BadForm("rows unpack to another size than told");
        }
        return rows;
    }
}
