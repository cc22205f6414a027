package vn.tram.kernel.transfer;

import java.nio.ByteBuffer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.trust.Digest;

/**
 * What the two ends say about blobs. Whoever has the bytes gives, the other takes; each end may be both. Like control
 * messages they are kept nowhere: lost means said again.
 */
public sealed interface BlobMessage {
    /** The giver has this blob for the taker. */
    record Offer(BlobName name, long size) implements BlobMessage {}

    /**
     * The taker goes on from {@code got}: a stream that the giver does not know yet begins there; on a known one it
     * tells what has come.
     *
     * @param got bytes from the blob's start that have come, in order
     * @param stream number of the taker's choice; 0 is a wish, answered by {@link Offer} or {@link Withdrawn}
     * @param window bytes that may be on their way at once, all blobs of this direction together
     * @param piece bytes of one chunk that the taker holds for a quarter of a second of its line
     */
    record Want(BlobName name, long got, int stream, int window, int piece) implements BlobMessage {
        /** Asks for a blob that an entry or a feed row named. */
        public static Want wish(BlobName name) {
            return new Want(name, 0, 0, 0, 0);
        }
    }

    /**
     * Bytes of a blob.
     *
     * @param check {@link #check} of the bytes in their place
     */
    record Chunk(int stream, long offset, Bytes bytes, Bytes check) implements BlobMessage {
        /** Bytes of {@link #check()}. */
        public static final int CHECK_BYTES = 8;

        public static Chunk of(BlobName name, int stream, long offset, Bytes bytes) {
            return new Chunk(stream, offset, bytes, check(name, offset, bytes));
        }

        /** Whether these are bytes of that blob at that offset, as far as the giver knows. */
        public boolean fits(BlobName name) {
            return check.equals(check(name, offset, bytes));
        }

        /** First bytes of SHA-256 over name, offset (8 bytes, big-endian) and bytes. */
        private static Bytes check(BlobName name, long offset, Bytes bytes) {
            var place = ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
            return Digest.of(name.sha256().toArray(), place, bytes.toArray()).first(CHECK_BYTES);
        }
    }

    /** The taker has the whole blob on its disk, read back and found to be what its name says. */
    record Stored(BlobName name) implements BlobMessage {}

    /**
     * The taker will not have it.
     *
     * @param retrySeconds when it may be offered again; 0 for never
     */
    record Refused(BlobName name, Reason reason, int retrySeconds) implements BlobMessage {}

    /** The giver has nothing of that name for this taker, or no longer. */
    record Withdrawn(BlobName name, Reason reason) implements BlobMessage {}

    /** Why not. The number is part of the wire format. */
    enum Reason {
        /** A reason that this software does not know. */
        OTHER(0),
        TOO_BIG(1),
        DISK_FULL(2),
        /** Too many at once. */
        BUSY(3),
        /** The bytes that came are not those of the name. */
        WRONG_BYTES(4),
        /** Not here, or not for this taker: which of the two is not told. */
        UNKNOWN(5),
        CANCELLED(6);

        private final int number;

        Reason(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Reason of(long number) {
            for (var reason : values()) {
                if (reason.number == number) {
                    return reason;
                }
            }
            return OTHER;
        }
    }
}
