package vn.tram.kernel.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * Trained dictionaries by number. A number names the same bytes for ever; nobody ever takes one away, since frames
 * packed with it are kept. Immutable; any thread.
 */
public final class Dictionaries {
    /** Numbers go from 1 to this. */
    public static final int MAX_NUMBER = 65_535;

    /** Those that this software carries. */
    public static final Dictionaries BUILT_IN =
            new Dictionaries(Map.of(FrameCodec.FIRST_DICTIONARY, resource("dictionary-1.zdict")));

    private record Ready(Bytes bytes, ZstdDictCompress packing, ZstdDictDecompress unpacking) {
        static Ready of(Bytes bytes) {
            byte[] copy = bytes.toArray();
            return new Ready(bytes, new ZstdDictCompress(copy, FrameCodec.LIVE_LEVEL), new ZstdDictDecompress(copy));
        }
    }

    private final Map<Integer, Ready> byNumber;

    private Dictionaries(Map<Integer, Bytes> byNumber) {
        var ready = new HashMap<Integer, Ready>();
        byNumber.forEach((number, bytes) -> ready.put(number, Ready.of(bytes)));
        this.byNumber = Map.copyOf(ready);
    }

    /** These and one more. Throws {@link IllegalArgumentException} when its number stands for other bytes already. */
    public Dictionaries with(int number, Bytes bytes) {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("a dictionary's number lies in 1 to " + MAX_NUMBER);
        }
        var all = new HashMap<Integer, Bytes>();
        byNumber.forEach((known, ready) -> all.put(known, ready.bytes()));
        var before = all.put(number, bytes);
        if (before != null && !before.equals(bytes)) {
            throw new IllegalArgumentException("dictionary " + number + " never changes");
        }
        return new Dictionaries(all);
    }

    public boolean knows(int number) {
        return byNumber.containsKey(number);
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
