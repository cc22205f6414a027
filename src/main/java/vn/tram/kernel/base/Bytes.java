package vn.tram.kernel.base;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes with value equality, for records that hold digests, bodies and frames. */
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** Copies {@code value}. */
    public static Bytes of(byte[] value) {
        return value.length == 0 ? EMPTY : new Bytes(value.clone());
    }

    /** Takes {@code value} over without copying; the caller must not write to it any more. */
    public static Bytes owned(byte[] value) {
        return value.length == 0 ? EMPTY : new Bytes(value);
    }

    /** Reads pairs of hexadecimal digits; throws {@link IllegalArgumentException} on anything else. */
    public static Bytes ofHex(String hex) {
        return owned(HexFormat.of().parseHex(hex));
    }

    public int size() {
        return value.length;
    }

    /** A copy the caller may keep and change. */
    public byte[] toArray() {
        return value.clone();
    }

    /** The first {@code count} bytes (at most all of them). */
    public Bytes first(int count) {
        return count >= value.length ? this : new Bytes(Arrays.copyOf(value, count));
    }

    /** {@code count} bytes from {@code from} on; both within these bytes. */
    public Bytes part(int from, int count) {
        return from == 0 && count == value.length ? this : new Bytes(Arrays.copyOfRange(value, from, from + count));
    }

    /** These, and others after them. */
    public Bytes then(Bytes others) {
        var all = Arrays.copyOf(value, value.length + others.value.length);
        System.arraycopy(others.value, 0, all, value.length, others.value.length);
        return owned(all);
    }

    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return value.length <= 16 ? hex() : first(8).hex() + "…(" + value.length + ")";
    }
}
