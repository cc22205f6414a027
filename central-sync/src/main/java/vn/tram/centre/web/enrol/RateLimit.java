package vn.tram.centre.web.enrol;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** So many requests a minute from one address, and so many from all together. Any thread. */
public final class RateLimit {
    private static final long MINUTE_MS = 60_000;

    private final int each;
    private final int all;
    private final LongSupplier millis;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;
    private int count;

    /** @param millis of a clock that only goes forward */
    public RateLimit(int each, int all, LongSupplier millis) {
        this.each = each;
        this.all = all;
        this.millis = millis;
        this.minute = millis.getAsLong() / MINUTE_MS;
    }

    /** Whether one more request may be served; counts it when it may. */
    public synchronized boolean allows(String address) {
        long now = millis.getAsLong() / MINUTE_MS;
        if (now != minute) {
            minute = now;
            count = 0;
            counts.clear();
        }
        if (count >= all || counts.getOrDefault(address, 0) >= each) {
            return false;
        }
        count++;
        counts.merge(address, 1, Integer::sum);
        return true;
    }
}
