package vn.tram.kernel.transfer;

import org.jspecify.annotations.Nullable;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Reason;

/**
 * How far a blob is, for people.
 *
 * @param upwards from box to centre
 * @param done bytes that have come
 * @param step what is being done with it
 * @param trouble why it rests; null when it does not
 */
public record BlobProgress(
        BlobName name,
        boolean upwards,
        long size,
        long done,
        Step step,
        @Nullable Reason trouble) {
    /** Steps of a blob on its way. */
    public enum Step {
        /** Its turn has not come, or the other end has not answered. */
        WAITING,
        MOVING,
        /** All is there and is being looked through. */
        CHECKING,
        /** Refused for now. */
        RESTING
    }
}
