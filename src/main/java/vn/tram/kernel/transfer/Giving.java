package vn.tram.kernel.transfer;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Offer;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Want;

/** One blob that the other end shall have: what it said last, how far we are, what is ready to go. One thread. */
final class Giving {
    /** Where it stands. */
    enum Step {
        WAITING,
        OFFERED,
        MOVING,
        RESTING
    }

    private final GivingDisk.Queued blob;
    private final Set<Integer> earlier = new HashSet<>();
    private Step step = Step.WAITING;
    private int stream;
    private long got;
    private long sent;
    private long heardNanos;
    private long lastSentNanos;
    private Duration patience = BlobGiver.OFFER_AGAIN;
    private long restUntilNanos;
    private @Nullable Reason trouble;
    private Bytes ready = Bytes.EMPTY;
    private long readyFrom;
    private boolean reading;

    Giving(GivingDisk.Queued blob) {
        this.blob = blob;
    }

    BlobName name() {
        return blob.name();
    }

    /** When it was decided on; the older goes first among equals. */
    long at() {
        return blob.at();
    }

    long left() {
        return blob.size() - got;
    }

    Step step() {
        return step;
    }

    boolean open() {
        return step == Step.OFFERED || step == Step.MOVING;
    }

    /** Bytes on their way, as far as we know. */
    long onTheWay() {
        return step == Step.MOVING ? sent - got : 0;
    }

    boolean hasMore() {
        return step == Step.MOVING && sent < blob.size();
    }

    Offer offer(long nowNanos) {
        step = Step.OFFERED;
        heardNanos = nowNanos;
        return new Offer(blob.name(), blob.size());
    }

    /** A new connection: what the taker has is asked anew. */
    void forgetConnection() {
        if (open()) {
            step = Step.WAITING;
        }
        patience = BlobGiver.OFFER_AGAIN;
        earlier.clear();
        stream = 0;
    }

    /** A stream that was left is not taken up again: its word came late. */
    void wanted(Want want, long nowNanos) {
        if (want.got() > blob.size() || (want.stream() != stream && earlier.contains(want.stream()))) {
            return;
        }
        if (want.stream() != stream) {
            earlier.add(stream);
            stream = want.stream();
            sent = want.got();
            got = want.got();
            keepReady(Bytes.EMPTY, sent); // what was read may have been misread: that is why it is asked for again
        }
        got = Math.max(got, Math.min(want.got(), sent));
        step = Step.MOVING;
        trouble = null;
        heardNanos = nowNanos;
        lastSentNanos = nowNanos;
        patience = BlobGiver.OFFER_AGAIN;
    }

    void rest(Reason why, Duration howLong, long nowNanos) {
        step = Step.RESTING;
        trouble = why;
        restUntilNanos = nowNanos + howLong.toNanos();
    }

    /** Returns whether it may be offered again from now on. */
    boolean rested(long nowNanos) {
        if (step == Step.RESTING && nowNanos - restUntilNanos >= 0) {
            step = Step.WAITING;
        }
        return step == Step.WAITING;
    }

    /** Whether the offer, or the last word of the taker, is so long ago that we must ask. */
    boolean overdue(long nowNanos) {
        if (step == Step.MOVING) {
            return nowNanos - Math.max(heardNanos, lastSentNanos) >= BlobGiver.SILENCE.toNanos();
        }
        return step == Step.OFFERED && nowNanos - heardNanos >= patience.toNanos();
    }

    void lessPatient() {
        var doubled = patience.multipliedBy(2);
        patience = doubled.compareTo(BlobGiver.OFFER_AGAIN_MOST) < 0 ? doubled : BlobGiver.OFFER_AGAIN_MOST;
    }

    /** Where to read next; negative when at least {@code ahead} bytes are ready, or nothing is left to read. */
    long readFrom(int ahead) {
        long from = isReady() ? readyTo() : sent;
        return reading || !hasMore() || from == blob.size() || from - sent >= ahead ? -1 : from;
    }

    int readLength(long from, int most) {
        reading = true;
        return (int) Math.min(most, blob.size() - from);
    }

    /** False when the bytes are not to be had. */
    boolean read(long from, Bytes bytes) {
        reading = false;
        if (isReady() && from == readyTo()) {
            keepReady(
                    ready.part((int) (sent - readyFrom), (int) (readyTo() - sent))
                            .then(bytes),
                    sent);
        } else {
            keepReady(bytes, from);
        }
        return bytes.size() > 0;
    }

    private void keepReady(Bytes bytes, long from) {
        ready = bytes;
        readyFrom = from;
    }

    private long readyTo() {
        return readyFrom + ready.size();
    }

    private boolean isReady() {
        return sent >= readyFrom && sent <= readyTo();
    }

    /** A shorter piece than is asked for is not sent while its rest is being read: each carries the same around it. */
    boolean canSend(int most) {
        boolean whole = readyTo() - sent >= most || readyTo() == blob.size();
        return hasMore() && isReady() && sent < readyTo() && (whole || !reading);
    }

    Chunk send(int most, long nowNanos) {
        int from = (int) (sent - readyFrom);
        int length = Math.min(most, ready.size() - from);
        var chunk = Chunk.of(blob.name(), stream, sent, ready.part(from, length));
        sent += length;
        if (sent == readyTo()) {
            keepReady(Bytes.EMPTY, sent);
        }
        lastSentNanos = nowNanos;
        return chunk;
    }

    BlobProgress progress(boolean upwards) {
        var shown = switch (step) {
            case WAITING, OFFERED -> BlobProgress.Step.WAITING;
            case MOVING -> sent == blob.size() ? BlobProgress.Step.CHECKING : BlobProgress.Step.MOVING;
            case RESTING -> BlobProgress.Step.RESTING;
        };
        return new BlobProgress(blob.name(), upwards, blob.size(), got, shown, trouble);
    }
}
