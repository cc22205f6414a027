package vn.tram.kernel.journal;

import java.nio.ByteBuffer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;

/**
 * One immutable fact of one box, in its place.
 *
 * @param epoch random 64-bit name of this run of sequence numbers
 * @param lsn dense within the epoch; from 1 in a box's first one, and going on from one epoch to the next
 * @param lane where it travels
 * @param lseq dense within epoch and lane, from 1
 * @param type number of the event type, never re-used
 * @param version of that type's fields, 1 to 65,535
 * @param at epoch milliseconds UTC, never decreasing with lsn
 * @param salt random bytes where the body is personal, so that erasing salt and body leaves nothing to guess; else
 *     empty
 * @param body CBOR map with integer keys
 */
public record Entry(
        long epoch, long lsn, Lane lane, long lseq, int type, int version, long at, Bytes salt, Bytes body) {
    /** Bytes of one body at most. */
    public static final int MAX_BODY = 64 * 1024;

    /** Bytes of a salt at most. */
    public static final int MAX_SALT = 32;

    /** The chain hashes a version as 16 bits: a wider one could be exchanged unnoticed. */
    private static final int MAX_VERSION = 0xFFFF;

    public Entry {
        if (lsn < 1 || lseq < 1 || lseq > lsn || type < 1 || version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException("entry out of range: " + lsn + "/" + lseq + " type " + type);
        }
        if (salt.size() > MAX_SALT) {
            throw new IllegalArgumentException("salt of " + salt.size() + " bytes is over " + MAX_SALT);
        }
        if (body.size() > MAX_BODY) {
            throw new IllegalArgumentException("body of " + body.size() + " bytes is over " + MAX_BODY);
        }
    }

    /** h(n) = SHA-256(h(n-1) ‖ header ‖ SHA-256(salt ‖ body)): the body can be erased by law, the chain still holds. */
    public Bytes hashAfter(Bytes previous) {
        var header = ByteBuffer.allocate(8 + 8 + 1 + 8 + 4 + 2 + 8)
                .putLong(epoch)
                .putLong(lsn)
                .put((byte) lane.number())
                .putLong(lseq)
                .putInt(type)
                .putShort((short) version)
                .putLong(at);
        var content = Digest.of(salt.toArray(), body.toArray());
        return Digest.of(previous.toArray(), header.array(), content.toArray());
    }
}
