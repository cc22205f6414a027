package vn.tram.kernel.transfer;

import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;

/**
 * What one end takes from the other, on disk. Returns at once; answers are heard on the line thread, in the order
 * asked, never within the call.
 */
public interface TakingDisk {
    /** How a wish ended. */
    enum Result {
        /** It is on disk and survives a power cut. */
        DONE,
        /** There is no room; what was there before stands. */
        FULL,
        /** The bytes are not those of the name. */
        WRONG,
        /** The disk failed. */
        FAILED
    }

    /**
     * Where a blob begins.
     *
     * @param whole it came from this giver before, and is here whole
     * @param kept bytes from its start that are on disk, each verified, from an earlier attempt
     */
    record Begun(Result result, boolean whole, long kept) {}

    /** Looks for what is there of a blob of {@code size} bytes from this giver, and whether the rest has room. */
    void begin(BlobName name, long size, Consumer<Begun> answer);

    /** Writes a piece that follows what is kept; told {@link Result#DONE} when it survives a power cut. */
    void keep(BlobName name, long at, Bytes piece, Consumer<Result> answer);

    /** Reads the whole back; when it is what the name says, it is a blob of ours from then on. */
    void finish(BlobName name, long size, Consumer<Result> answer);

    /** Forgets what has come of a blob that is not whole. */
    void drop(BlobName name);
}
