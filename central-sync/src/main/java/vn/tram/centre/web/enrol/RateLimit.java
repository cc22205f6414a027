package vn.tram.centre.web.enrol;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many requests a minute from one address, and so many from all together; when those are used up, as many again are
 * kept for addresses that have not asked in this minute, so that a few busy ones do not shut everybody out. Any thread.
 */
public final class RateLimit {
    private static final long MINUTE_MS = 60_000;

    /** Bytes of an IPv6 address that tell a place: whoever has one has all below it (RFC 6177). */
    private static final int NETWORK = 8;

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

    /** What is counted as one: an address of IPv4, a network of 64 bits of IPv6. */
    public static String place(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length > NETWORK ? HexFormat.of().formatHex(bytes, 0, NETWORK) + "/64" : address.getHostAddress();
    }

    /** Whether one more request may be served; counts it when it may. */
    public synchronized boolean allows(String address) {
        long now = millis.getAsLong() / MINUTE_MS;
        if (now != minute) {
            minute = now;
            count = 0;
            counts.clear();
        }
        int before = counts.getOrDefault(address, 0);
        if (count >= (before == 0 ? 2 * all : all) || before >= each) {
            return false;
        }
        count++;
        counts.merge(address, 1, Integer::sum);
        return true;
    }
}
