package vn.tram.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long MILLI = 1_000_000L;

    private final RateMeter meter = new RateMeter(3_000, 256_000);

    private long comes(int bytes, long everyMillis, int times, long fromMillis) {
        for (int i = 1; i <= times; i++) {
            meter.came(bytes, (fromMillis + i * everyMillis) * MILLI);
        }
        return fromMillis + times * everyMillis;
    }

    @Test
    void beginsSmall() {
        assertThat(meter.window()).isEqualTo(3_000);
        assertThat(meter.piece()).isEqualTo(2_048);
    }

    @Test
    void fillsTheLineAndAFifthOfASecondMore() {
        meter.answered(300 * MILLI);
        comes(2_000, 250, 40, 1_000);
        assertThat(meter.window()).isBetween(3_900, 4_200);
        assertThat(meter.piece()).isBetween(1_950, 2_050);
    }

    @Test
    void fastLineIsBoundedByMemory() {
        comes(60_000, 10, 400, 1_000);
        assertThat(meter.window()).isEqualTo(256_000);
        assertThat(meter.piece()).isEqualTo(BlobCodec.MAX_CHUNK);
    }

    @Test
    void slowerLineIsNoticed() {
        meter.answered(300 * MILLI);
        long now = comes(20_000, 250, 40, 1_000);
        assertThat(meter.window()).isGreaterThan(38_000);
        comes(2_000, 250, 40, now);
        assertThat(meter.window()).isBetween(3_900, 4_200);
    }

    @Test
    void aPauseIsNotASlowLine() {
        meter.answered(300 * MILLI);
        long now = comes(2_000, 250, 40, 1_000);
        comes(2_000, 250, 40, now + 60_000);
        assertThat(meter.window()).isBetween(3_900, 4_250);
    }
}
