package vn.tram.edge.web.door;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address may ask: a bucket of tokens that fills up again at a steady rate. As many addresses as it has
 * room for; the one not heard of for longest is forgotten. The event loop alone.
 */
final class Allowance {
    private static final int MOST_ADDRESSES = 2_000;

    private record Bucket(double tokens, long at) {}

    private final double perMillisecond;
    private final int most;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** @param perMinute tokens that come each minute; {@code most} that may be saved up */
    Allowance(int perMinute, int most) {
        this.perMillisecond = perMinute / 60_000.0;
        this.most = most;
    }

    /**
     * Whether it may be done once more now. {@code now}: epoch milliseconds; a clock that is set back gives nothing.
     */
    boolean take(String address, long now) {
        var bucket = buckets.getOrDefault(address, new Bucket(most, now));
        double tokens = Math.min(most, bucket.tokens + Math.max(0, now - bucket.at) * perMillisecond);
        boolean may = tokens >= 1;
        buckets.put(address, new Bucket(may ? tokens - 1 : tokens, now));
        if (buckets.size() > MOST_ADDRESSES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return may;
    }
}
