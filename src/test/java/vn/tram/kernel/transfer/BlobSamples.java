package vn.tram.kernel.transfer;

import java.util.Map;
import java.util.TreeMap;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Offer;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.BlobMessage.Withdrawn;
import vn.tram.kernel.trust.Digest;

/** Messages about blobs by name, for golden files and for starting points of mutations. */
public final class BlobSamples {
    /** Name of the four bytes 01 02 03 04. */
    static final BlobName NAME = new BlobName(Digest.of(new byte[] {1, 2, 3, 4}));

    private BlobSamples() {}

    /** One message of every kind at least. */
    public static Map<String, BlobMessage> all() {
        var all = new TreeMap<String, BlobMessage>();
        var bytes = Bytes.ofHex("01020304");
        all.put("offer", new Offer(NAME, 4));
        all.put("offer-large", new Offer(NAME, BlobCodec.MAX_SIZE));
        all.put("want-wish", Want.wish(NAME));
        all.put("want-first", new Want(NAME, 0, 77_123, 65_536, 2_048));
        all.put("want-on", new Want(NAME, 3, 77_123, 8_400, 2_000));
        all.put("chunk", Chunk.of(NAME, 77_123, 0, bytes));
        all.put("chunk-later", Chunk.of(NAME, 1, 2, bytes.part(2, 2)));
        all.put("stored", new Stored(NAME));
        all.put("refused-for-now", new Refused(NAME, Reason.DISK_FULL, 300));
        all.put("refused-for-good", new Refused(NAME, Reason.TOO_BIG, 0));
        all.put("withdrawn", new Withdrawn(NAME, Reason.UNKNOWN));
        return all;
    }
}
