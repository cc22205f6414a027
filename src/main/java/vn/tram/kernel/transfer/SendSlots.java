package vn.tram.kernel.transfer;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * How many chunks the broker has not answered yet. An answer that does not come frees its place after a while: the word
 * may have been lost on a connection that stands. One thread.
 */
public final class SendSlots {
    /** A place without an answer is free again after this long. */
    static final Duration FORGOTTEN = Duration.ofSeconds(10);

    private record Place(long atNanos, long number) {}

    private final int most;
    private final ArrayDeque<Place> taken = new ArrayDeque<>();
    private long last;

    public SendSlots(int most) {
        this.most = most;
    }

    public boolean free(long nowNanos) {
        while (!taken.isEmpty() && nowNanos - taken.getFirst().atNanos() >= FORGOTTEN.toNanos()) {
            taken.removeFirst();
        }
        return taken.size() < most;
    }

    /** Takes a place; the number gives it back. */
    public long take(long nowNanos) {
        taken.add(new Place(nowNanos, ++last));
        return last;
    }

    public void giveBack(long number) {
        taken.removeIf(place -> place.number() == number);
    }
}
