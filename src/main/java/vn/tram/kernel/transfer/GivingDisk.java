package vn.tram.kernel.transfer;

import java.util.List;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;

/**
 * What one end has for the other, on disk. Returns at once; answers are heard on the line thread, in the order asked,
 * never within the call.
 */
public interface GivingDisk {
    /**
     * A blob that the other end shall have.
     *
     * @param at when that was decided, epoch milliseconds
     */
    record Queued(BlobName name, long size, long at) {}

    /** Tells what is still to be given. Blobs whose bytes are not here are left out. */
    void queue(Consumer<List<Queued>> answer);

    /** Reads {@code length} bytes; the answer is empty when they are not to be had. */
    void read(BlobName name, long from, int length, Consumer<Bytes> answer);

    /** Notes for good that the other end has it. */
    void given(BlobName name);

    /** Reads the whole blob; tells whether its bytes still are those of its name. */
    void inspect(BlobName name, Consumer<Boolean> sound);
}
