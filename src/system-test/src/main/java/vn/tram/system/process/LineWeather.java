package vn.tram.system.process;

import java.time.Duration;

/**
 * What a line does to everything that passes, the same both ways.
 *
 * @param bitsPerSecond of TCP payload in each direction, all connections together; 0 for as fast as this machine
 * @param delay one way; a new connection pays it once more in both directions, as the handshake of TCP would
 */
public record LineWeather(long bitsPerSecond, Duration delay) {
    /** A cable in the next room. */
    public static final LineWeather CLEAR = new LineWeather(0, Duration.ZERO);

    /** A ward on a weak mobile line: the line of all our published figures. */
    public static final LineWeather WEAK = new LineWeather(64_000, Duration.ofMillis(150));

    public LineWeather {
        if (bitsPerSecond < 0 || delay.isNegative()) {
            throw new IllegalArgumentException("a line of " + bitsPerSecond + " bit/s and " + delay);
        }
    }
}
