package vn.tram.kernel.transfer;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Offer;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.BlobMessage.Withdrawn;
import vn.tram.kernel.trust.Digest;

/** {@link BlobMessage}s as bytes, wire version 1: a CBOR map whose key 0 is the kind, 40 to 49. */
public final class BlobCodec {
    /** Bytes of a chunk at most. */
    public static final int MAX_CHUNK = 64 * 1024;

    /** Bytes of one message at most. */
    public static final int MAX_BYTES = MAX_CHUNK + 1024;

    /** Bytes of a blob that the forms can speak of: 1 TiB. What an end takes is its own, lower limit. */
    public static final long MAX_SIZE = 1L << 40;

    private static final int FIRST_KIND = 40;
    private static final int LAST_KIND = 49;
    private static final int CHUNK = 42;
    private static final int MAX_RETRY = 7 * 86_400;

    private BlobCodec() {}

    /**
     * Whether a payload of a control or lane topic is one of ours, by its first bytes alone: a map that begins with key
     * 0 and a kind of 40 to 49.
     */
    public static boolean isBlobMessage(byte[] payload) {
        return payload.length > 4
                && (payload[0] & 0xe0) == 0xa0
                && payload[1] == 0
                && payload[2] == 0x18
                && payload[3] >= FIRST_KIND
                && payload[3] <= LAST_KIND;
    }

    /** Whether a payload is a chunk, by its first bytes alone. */
    public static boolean isChunk(byte[] payload) {
        return isBlobMessage(payload) && payload[3] == CHUNK;
    }

    public static byte[] encode(BlobMessage message) {
        Fields fields;
        if (message instanceof Offer offer) {
            fields = named(40, offer.name()).put(2, offer.size());
        } else if (message instanceof Want want) {
            fields = named(41, want.name())
                    .putUnlessZero(2, want.got())
                    .putUnlessZero(3, want.stream())
                    .putUnlessZero(4, want.window())
                    .putUnlessZero(5, want.piece());
        } else if (message instanceof Chunk chunk) {
            fields = new Fields()
                    .put(0, CHUNK)
                    .put(1, chunk.stream())
                    .putUnlessZero(2, chunk.offset())
                    .put(3, chunk.check())
                    .put(4, chunk.bytes());
        } else if (message instanceof Stored stored) {
            fields = named(43, stored.name());
        } else if (message instanceof Refused refused) {
            fields = named(44, refused.name())
                    .put(2, refused.reason().number())
                    .putUnlessZero(3, refused.retrySeconds());
        } else if (message instanceof Withdrawn withdrawn) {
            fields = named(45, withdrawn.name()).put(2, withdrawn.reason().number());
        } else {
            throw new AssertionError(message);
        }
        return Cbor.encode(fields);
    }

    private static Fields named(int kind, BlobName name) {
        return new Fields().put(0, kind).put(1, name.sha256());
    }

    public static BlobMessage decode(byte[] bytes) throws BadForm {
        if (bytes.length > MAX_BYTES) {
            throw new BadForm("a message of " + bytes.length + " bytes is over " + MAX_BYTES);
        }
        var f = Cbor.decode(bytes);
        int kind = f.number(0, 0, 1000);
        return switch (kind) {
            case 40 -> new Offer(name(f), place(f, 2));
            case 41 ->
                new Want(
                        name(f),
                        place(f, 2),
                        f.number(3, 0, Integer.MAX_VALUE, 0),
                        f.number(4, 0, Integer.MAX_VALUE, 0),
                        f.number(5, 0, Integer.MAX_VALUE, 0));
            case CHUNK -> chunk(f);
            case 43 -> new Stored(name(f));
            case 44 -> new Refused(name(f), Reason.of(f.number(2)), f.number(3, 0, MAX_RETRY, 0));
            case 45 -> new Withdrawn(name(f), Reason.of(f.number(2)));
            default -> throw new BadForm("unknown kind of message about blobs: " + kind);
        };
    }

    private static Chunk chunk(Fields fields) throws BadForm {
        var bytes = fields.bytes(4);
        if (bytes.size() == 0 || bytes.size() > MAX_CHUNK) {
            throw new BadForm("a chunk has 1 to " + MAX_CHUNK + " bytes, not " + bytes.size());
        }
        var check = fields.bytes(3);
        if (check.size() != Chunk.CHECK_BYTES) {
            throw new BadForm("a chunk's check has " + Chunk.CHECK_BYTES + " bytes, not " + check.size());
        }
        return new Chunk(fields.number(1, 1, Integer.MAX_VALUE), place(fields, 2), bytes, check);
    }

    private static BlobName name(Fields fields) throws BadForm {
        Bytes name = fields.bytes(1);
        if (name.size() != Digest.SIZE) {
            throw new BadForm("a blob's name has " + Digest.SIZE + " bytes, not " + name.size());
        }
        return new BlobName(name);
    }

    private static long place(Fields fields, int key) throws BadForm {
        long place = fields.number(key, 0L);
        if (place < 0 || place > MAX_SIZE) {
            throw new BadForm("field " + key + " counts bytes and cannot be " + place);
        }
        return place;
    }
}
