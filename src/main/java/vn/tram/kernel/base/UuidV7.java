package vn.tram.kernel.base;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Time-ordered ids, RFC 9562 section 5.7: 48 bits of Unix milliseconds, then random bits. */
public final class UuidV7 {
    private UuidV7() {}

    public static UUID at(long unixMillis, RandomGenerator chance) {
        long high = (unixMillis << 16) | 0x7000L | (chance.nextLong() & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (chance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(high, low);
    }

    public static Bytes bytes(UUID id) {
        return Bytes.owned(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    /** The id in 16 bytes; throws {@link IllegalArgumentException} for any other length. */
    public static UUID of(Bytes bytes) {
        if (bytes.size() != 16) {
            throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.size());
        }
        var buffer = ByteBuffer.wrap(bytes.toArray());
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
