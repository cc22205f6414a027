package vn.tram.kernel.transfer;

import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;

/**
 * Where features leave blobs for one other end. In this order nothing can be lost: store the blob, leave it here,
 * commit the entry that refers to it. Any thread; blocks on the disk.
 */
public interface BlobOutbox {
    /**
     * The other end shall have a blob that is here. When it returns, that is not forgotten. Asked again, nothing
     * changes; what the other end has had from us before, it is asked about again.
     *
     * @throws StoreFailure also when the blob is not here
     */
    void give(BlobName name) throws StoreFailure;

    /** The other end shall not have it any more; false when it was not waiting. */
    boolean callOff(BlobName name) throws StoreFailure;
}
