package vn.tram.kernel.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;

/** Keeps blobs. Any thread may call; calls block on the disk. */
public interface Blobs {
    /**
     * Stores all that {@code content} gives until its end and returns its name. When it returns, the blob survives a
     * power cut; when it throws, nothing has changed. Storing the same bytes again is no fault and mends a damaged
     * copy.
     *
     * @param maxBytes more is refused
     * @throws IOException when {@code content} breaks off
     * @throws BadForm when it is longer than {@code maxBytes}
     */
    BlobName put(InputStream content, long maxBytes) throws IOException, BadForm, StoreFailure;

    /** Length in bytes; empty when the blob is not here. */
    OptionalLong size(BlobName name) throws StoreFailure;

    /**
     * The bytes; empty when the blob is not here. They are checked while they are read: where they are not those of the
     * name, the last read throws {@link DamagedBlob} instead of telling the end, and the blob is not here any more. Who
     * must not act on wrong bytes reads to the end first.
     */
    Optional<InputStream> open(BlobName name) throws StoreFailure;

    /** Forgets a blob; false when it was not here. */
    boolean remove(BlobName name) throws StoreFailure;
}
