package vn.tram.kernel.transfer;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Want;

/** One blob that is coming: what is on disk, what is gathered for it, what we asked for last. One thread. */
final class Taking {
    private final BlobName name;
    private final long size;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private long kept;
    private long writingBytes;
    private boolean writing;
    private boolean begun;
    private boolean finishing;
    private boolean lost;
    private int stream;
    private boolean answered;
    private long told;
    private long askedNanos;
    private long heardNanos;
    private long gatheredSinceNanos;
    private Duration patience = BlobTaker.STALL;

    Taking(BlobName name, long size) {
        this.name = name;
        this.size = size;
    }

    BlobName name() {
        return name;
    }

    long size() {
        return size;
    }

    int stream() {
        return stream;
    }

    boolean begun() {
        return begun;
    }

    void begin(long from) {
        begun = true;
        kept = from;
        told = from;
    }

    /** Bytes from the start that have come, on disk or on their way there. */
    long got() {
        return kept + writingBytes + gathered.size();
    }

    long kept() {
        return kept;
    }

    boolean whole() {
        return begun && kept == size;
    }

    /** True once, when all is on disk. */
    boolean finish() {
        boolean now = whole() && !finishing;
        finishing |= now;
        return now;
    }

    Want open(int number, int window, int piece, long nowNanos) {
        stream = number;
        answered = false;
        lost = false;
        askedNanos = nowNanos;
        heardNanos = nowNanos;
        return want(window, piece);
    }

    Want want(int window, int piece) {
        told = got();
        return new Want(name, told, stream, window, piece);
    }

    /** Bytes that have come and that the giver does not know of. */
    long untold() {
        return stream == 0 ? 0 : got() - told;
    }

    /** Whether a chunk was lost before this one, so that it is of no use now. */
    boolean isAhead(Chunk chunk) {
        return chunk.offset() > got();
    }

    /** Takes what is new of a chunk, unless more than {@code most} bytes wait already; returns how many bytes. */
    int take(Chunk chunk, int most, long nowNanos) {
        long end = chunk.offset() + chunk.bytes().size();
        if (end > size || end <= got() || gathered.size() >= most) {
            return 0;
        }
        int known = (int) (got() - chunk.offset());
        int fresh = chunk.bytes().size() - known;
        if (gathered.size() == 0) {
            gatheredSinceNanos = nowNanos;
        }
        gathered.writeBytes(chunk.bytes().part(known, fresh).toArray());
        heardNanos = nowNanos;
        patience = BlobTaker.STALL;
        return fresh;
    }

    /** Nanoseconds from asking to the first chunk; negative when it was told before. */
    long firstAnswer(long nowNanos) {
        if (answered) {
            return -1;
        }
        answered = true;
        return nowNanos - askedNanos;
    }

    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether nothing came for so long that something must have been lost; asks less often each time. */
    boolean stalled(long nowNanos) {
        if (!begun || finishing || nowNanos - heardNanos < patience.toNanos()) {
            return false;
        }
        heardNanos = nowNanos;
        var doubled = patience.multipliedBy(2);
        patience = doubled.compareTo(BlobTaker.STALL_MOST) < 0 ? doubled : BlobTaker.STALL_MOST;
        return true;
    }

    /** Whether what is gathered should be written now. */
    boolean ripe(long nowNanos) {
        boolean enough = gathered.size() >= BlobTaker.KEEP_AT || got() == size || lost;
        boolean old = nowNanos - gatheredSinceNanos >= BlobTaker.KEEP_AFTER.toNanos();
        return !writing && gathered.size() > 0 && (enough || old);
    }

    boolean idle() {
        return !writing && gathered.size() == 0;
    }

    Bytes write() {
        writing = true;
        writingBytes = gathered.size();
        var piece = Bytes.owned(gathered.toByteArray());
        gathered.reset();
        return piece;
    }

    void written() {
        writing = false;
        kept += writingBytes;
        writingBytes = 0;
    }

    BlobProgress progress(boolean upwards) {
        var step = finishing
                ? BlobProgress.Step.CHECKING
                : stream == 0 ? BlobProgress.Step.WAITING : BlobProgress.Step.MOVING;
        return new BlobProgress(name, upwards, size, got(), step, null);
    }
}
