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
 * @param erased empty while the body is there; of an entry whose salt and body were erased, what the chains need of
 *     them: SHA-256(salt ‖ body), 32 bytes
 */
public record Entry(
        long epoch,
        long lsn,
        Lane lane,
        long lseq,
        int type,
        int version,
        long at,
        Bytes salt,
        Bytes body,
        Bytes erased) {
    /** Bytes of one body at most. */
    public static final int MAX_BODY = 64 * 1024;

    /** Bytes of a salt at most. */
    public static final int MAX_SALT = 32;

    /** Bytes of a salt from which on nobody can guess a body by its digest. */
    public static final int LEAST_SALT = 16;

    private static final int DIGEST_BYTES = 32;

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
        if (erased.size() > 0 && (erased.size() != DIGEST_BYTES || salt.size() > 0 || body.size() > 0)) {
            throw new IllegalArgumentException("an erased entry keeps a digest of 32 bytes and nothing else");
        }
    }

    /** One whose body is there. */
    public Entry(long epoch, long lsn, Lane lane, long lseq, int type, int version, long at, Bytes salt, Bytes body) {
        this(epoch, lsn, lane, lseq, type, version, at, salt, body, Bytes.EMPTY);
    }

    /** Whether salt and body are gone. */
    public boolean isErased() {
        return erased.size() > 0;
    }

    /** Whether it can be erased: what was never salted could be guessed from the digest that stays. */
    public boolean mayBeErased() {
        return salt.size() >= LEAST_SALT;
    }

    /** This entry without salt and body; both chains lead over it as before. */
    public Entry erase() {
        if (isErased()) {
            return this;
        }
        if (!mayBeErased()) {
            throw new IllegalStateException("entry " + lsn + " has no salt of " + LEAST_SALT + " bytes");
        }
        return new Entry(epoch, lsn, lane, lseq, type, version, at, Bytes.EMPTY, Bytes.EMPTY, content());
    }

    /** SHA-256(salt ‖ body), also once they are erased. */
    public Bytes content() {
        return isErased() ? erased : Digest.of(salt.toArray(), body.toArray());
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
        return Digest.of(previous.toArray(), header.array(), content().toArray());
    }
}
