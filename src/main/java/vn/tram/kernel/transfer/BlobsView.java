package vn.tram.kernel.transfer;

import java.util.List;

/**
 * Blobs between us and one other end, for people.
 *
 * @param giving how many the other end shall still have
 * @param bytesLeft of those
 * @param taking how many are coming from there
 * @param blobs how far the first few of each are
 */
public record BlobsView(int giving, long bytesLeft, int taking, List<BlobProgress> blobs) {
    /** Nothing to tell. */
    public static final BlobsView NONE = new BlobsView(0, 0, 0, List.of());

    public BlobsView {
        blobs = List.copyOf(blobs);
    }
}
