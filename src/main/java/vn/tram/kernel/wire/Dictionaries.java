package vn.tram.kernel.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;

/**
 * Trained dictionaries by number: for rows those that were given a number by hand, for columns those that are numbered
 * by their bytes. A number names the same bytes for ever; nobody ever takes one away, since frames packed with it are
 * kept. Immutable; any thread.
 */
public final class Dictionaries {
    /** Numbers go from 1 to this. */
    public static final int MAX_NUMBER = Dictionary.LAST_NUMBER;

    /** Dictionaries of columns at most: with one each half year they last longer than the boxes. */
    public static final int MOST_COLUMNS = 64;

    /** Those that this software carries. */
    public static final Dictionaries BUILT_IN = new Dictionaries(
                    Map.of(FrameCodec.FIRST_DICTIONARY, resource("dictionary-1.zdict")), Map.of())
            .with(resource("columns-25692.dictionary"));

    private record Ready(Bytes bytes, ZstdDictCompress packing, ZstdDictDecompress unpacking) {
        static Ready of(Bytes bytes) {
            byte[] copy = bytes.toArray();
            return new Ready(bytes, new ZstdDictCompress(copy, FrameCodec.LIVE_LEVEL), new ZstdDictDecompress(copy));
        }
    }

    /** Most are kept for frames of long ago: what one teaches is learnt when it is first asked for. */
    private static final class Unread {
        private final Bytes bytes;
        private @Nullable Dictionary dictionary;

        Unread(Bytes bytes) {
            this.bytes = bytes;
        }

        synchronized Dictionary read() throws BadForm {
            var known = dictionary;
            if (known == null) {
                known = Dictionary.read(bytes);
                dictionary = known;
            }
            return known;
        }
    }

    private final Map<Integer, Ready> byNumber;
    private final Map<Integer, Unread> columns;

    private Dictionaries(Map<Integer, Bytes> byNumber, Map<Integer, Unread> columns) {
        var ready = new HashMap<Integer, Ready>();
        byNumber.forEach((number, bytes) -> ready.put(number, Ready.of(bytes)));
        this.byNumber = Map.copyOf(ready);
        this.columns = columns;
    }

    private Dictionaries(Dictionaries before, Map<Integer, Unread> columns) {
        this.byNumber = before.byNumber;
        this.columns = columns;
    }

    /** These and one more for rows. Throws {@link IllegalArgumentException} when its number stands for other bytes. */
    public Dictionaries with(int number, Bytes bytes) {
        if (number < 1 || number >= Dictionary.FIRST_NUMBER) {
            throw new IllegalArgumentException(
                    "the number of a dictionary for rows lies in 1 to " + (Dictionary.FIRST_NUMBER - 1));
        }
        var all = new HashMap<Integer, Bytes>();
        byNumber.forEach((known, ready) -> all.put(known, ready.bytes()));
        var before = all.put(number, bytes);
        if (before != null && !before.equals(bytes)) {
            throw new IllegalArgumentException("dictionary " + number + " never changes");
        }
        return new Dictionaries(all, columns);
    }

    /**
     * These and one more for columns, which is now the newest.
     *
     * @param bytes as {@link Dictionary#read} takes them; whoever lets them in has tried that
     * @throws IllegalArgumentException when their number stands for other bytes, or there are too many
     */
    public Dictionaries with(Bytes bytes) {
        int number = Dictionary.number(bytes);
        var before = columns.get(number);
        if (before != null && before.bytes.equals(bytes)) {
            return this;
        }
        if (before != null) {
            throw new IllegalArgumentException("dictionary " + number + " never changes");
        }
        if (columns.size() >= MOST_COLUMNS) {
            throw new IllegalArgumentException("there are " + MOST_COLUMNS + " dictionaries already");
        }
        var all = new LinkedHashMap<>(columns);
        all.put(number, new Unread(bytes));
        return new Dictionaries(this, Collections.unmodifiableMap(all));
    }

    /**
     * These and that one for columns, unless it is of a form that comes after this software, is damaged, or there is no
     * room for it: of those that others published some may be.
     */
    public Dictionaries withReadable(Bytes bytes) {
        try {
            Dictionary.read(bytes);
            return with(bytes);
        } catch (BadForm | IllegalArgumentException notForUs) {
            return this;
        }
    }

    public boolean knows(int number) {
        return byNumber.containsKey(number) || columns.containsKey(number);
    }

    /** Numbers of those for columns, the newest first: in this order they should be used. */
    public List<Integer> forColumns() {
        var numbers = new ArrayList<>(columns.keySet());
        Collections.reverse(numbers);
        return List.copyOf(numbers);
    }

    /** The one for columns that should be used. */
    public Dictionary newest() throws BadForm {
        return columns(forColumns().get(0));
    }

    Dictionary columns(int number) throws BadForm {
        var unread = columns.get(number);
        if (unread == null) {
            throw BadForm.ofAnotherVersion("dictionary " + number + " of columns is not known here: send it plain");
        }
        return unread.read();
    }

    byte[] pack(byte[] rows, int number) {
        var ready = byNumber.get(number);
        if (ready == null) {
            throw new IllegalArgumentException("dictionary " + number + " is not known here");
        }
        return Zstd.compress(rows, ready.packing());
    }

    /** Returns the bytes unpacked, or what {@link Zstd#isError} knows. */
    long unpack(byte[] packed, byte[] into, int number) throws BadForm {
        var ready = byNumber.get(number);
        if (ready == null) {
            throw BadForm.ofAnotherVersion("dictionary " + number + " is not known here: send it plain");
        }
        return Zstd.decompressFastDict(into, 0, packed, 0, packed.length, ready.unpacking());
    }

    private static Bytes resource(String name) {
        try (var in = stream(name)) {
            if (in == null) {
                throw new AssertionError("missing from the jar: " + name);
            }
            return Bytes.owned(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + name, broken);
        }
    }

    private static java.io.@Nullable InputStream stream(String name) {
        return Dictionaries.class.getResourceAsStream(name);
    }
}
