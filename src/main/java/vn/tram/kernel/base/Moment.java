package vn.tram.kernel.base;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * All that a pure decision may know of time and chance.
 *
 * @param now never earlier than the last committed entry, whatever the wall clock says
 * @param day business day of {@code now}
 * @param clockBehindMillis how far the wall clock lies behind {@code now}; 0 when the clock is trusted
 * @param ids source of fresh UUIDv7 (RFC 9562)
 */
public record Moment(Instant now, int day, long clockBehindMillis, Supplier<UUID> ids) {
    public long millis() {
        return now.toEpochMilli();
    }
}
