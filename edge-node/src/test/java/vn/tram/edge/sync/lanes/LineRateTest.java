package vn.tram.edge.sync.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.edge.sync.lanes.LineRate.Passing;

/** The estimate against a line of known rate and delay, in virtual time. */
class LineRateTest {
    private static final long MILLI = 1_000_000;

    private final LineRate rate = new LineRate();
    private long now;
    private long free;
    private long moved;
    private long waits;
    private int frames;

    private record Way(Passing passing, int bytes, long answered) {}

    /** Sends frames as the window allows, over so many seconds; returns the share of the line that was used. */
    private double send(long bytesPerSecond, long delayMillis, int seconds) {
        return send(rate::lowFrameBytes, bytesPerSecond, delayMillis, seconds);
    }

    private double send(IntSupplier size, long bytesPerSecond, long delayMillis, int seconds) {
        waits = 0;
        frames = 0;
        var onTheirWay = new ArrayDeque<Way>();
        long end = now + seconds * 1_000L * MILLI;
        moved = 0;
        while (now < end) {
            while (rate.hasRoom(false)) {
                int bytes = size.getAsInt();
                waits += Math.max(0, free - now);
                frames++;
                free = Math.max(free, now) + bytes * 1_000L * MILLI / bytesPerSecond;
                onTheirWay.add(new Way(rate.sent(false, bytes, now), bytes, free + 2 * delayMillis * MILLI));
            }
            var first = onTheirWay.remove();
            now = Math.max(now, first.answered());
            rate.taken(first.passing(), now);
            moved += first.bytes();
        }
        rate.forget();
        return (double) moved / bytesPerSecond / seconds;
    }

    @ParameterizedTest
    @CsvSource({"8000, 150", "8000, 20", "125000, 50", "1000000, 10", "2000, 300"})
    void lineIsFoundAndKeptFull(long bytesPerSecond, long delayMillis) {
        send(bytesPerSecond, delayMillis, 20);
        assertThat(send(bytesPerSecond, delayMillis, 60)).isBetween(0.92, 1.05);
        assertThat((double) rate.bytesPerSecond()).isBetween(bytesPerSecond * 0.85, bytesPerSecond * 1.2);
        assertThat(rate.frameBytes()).isBetween(LineRate.LEAST_FRAME, LineRate.MOST_FRAME);
        assertThat(rate.lowFrameBytes()).isLessThanOrEqualTo(Math.max(LineRate.LEAST_FRAME, rate.frameBytes()));
    }

    @Test
    void piecesOfBlobsFillTheLineAndLittleStandsBeforeAnUrgentFrame() {
        send(rate::pieceBytes, 8_000, 150, 20);
        assertThat(send(rate::pieceBytes, 8_000, 150, 60)).isBetween(0.97, 1.02);
        assertThat(waits / frames).isLessThan(150 * MILLI);
        assertThat(rate.pieceBytes()).isBetween(1_200, 1_372);
    }

    @Test
    void fewFramesSaidNowAndThenDoNotMakeALineSlow() {
        for (int i = 0; i < 20; i++) {
            var first = rate.sent(true, 70, now);
            var second = rate.sent(true, 75, now);
            rate.ranOut();
            rate.taken(first, now + 430 * MILLI);
            rate.taken(second, now + 440 * MILLI);
            now += 2_000 * MILLI;
        }
        assertThat(rate.bytesPerSecond()).isEqualTo(LineRate.FIRST_GUESS);
    }

    @Test
    void lineIsFoundAgainAfterAnswersThatWereLateForAnotherReason() {
        send(rate::pieceBytes, 8_000, 150, 20);
        send(rate::pieceBytes, 2_000, 150, 10);
        send(rate::pieceBytes, 8_000, 150, 15);
        assertThat(send(rate::pieceBytes, 8_000, 150, 60)).isGreaterThan(0.97);
    }

    @Test
    void lineThatBecomesSlowIsNoticed() {
        send(125_000, 50, 20);
        send(8_000, 150, 60);
        assertThat(rate.bytesPerSecond()).isBetween(6_500L, 9_600L);
    }

    @Test
    void nothingIsToldThatWasOnlyGuessedOrIsOld() {
        assertThat(rate.measured(0)).isEqualTo(LineMeasure.NONE);
        send(8_000, 150, 20);
        var told = rate.measured(now);
        assertThat(told.bytesPerSecond()).isBetween(6_800, 9_600);
        assertThat(told.wayMillis()).isBetween(300, 700);
        assertThat(rate.measured(now + 29 * 60_000 * MILLI)).isEqualTo(told);
        assertThat(rate.measured(now + 31 * 60_000 * MILLI)).isEqualTo(LineMeasure.NONE);
    }

    @Test
    void wordThatGoesAloneTellsTheWayAndNotTheRate() {
        rate.taken(rate.sent(false, 100, 0), 300 * MILLI);
        assertThat(rate.measured(300 * MILLI)).isEqualTo(new LineMeasure(0, 300));
    }

    @Test
    void fewWordsThatCrossOnALongWayAreNoRate() {
        rate.taken(rate.sent(false, 100, 0), 105 * MILLI);
        for (long at = 1_000; at < 60_000; at += 1_000) {
            var one = rate.sent(false, 60, at * MILLI);
            var other = rate.sent(true, 60, (at + 5) * MILLI);
            rate.taken(one, (at + 130) * MILLI);
            rate.taken(other, (at + 135) * MILLI);
        }
        assertThat(rate.bytesPerSecond()).isLessThan(2_000);
        assertThat(rate.measured(60_000 * MILLI).bytesPerSecond()).isZero();
        assertThat(rate.measured(60_000 * MILLI).wayMillis()).isBetween(105, 130);
    }

    @Test
    void urgentFrameNeedsNoRoomBehindOthers() {
        while (rate.hasRoom(false)) {
            rate.sent(false, rate.lowFrameBytes(), 0);
        }
        assertThat(rate.hasRoom(true)).isTrue();
        while (rate.hasRoom(true)) {
            rate.sent(true, 500, 0);
        }
        assertThat(rate.hasRoom(false)).isFalse();
    }

    @Test
    void whatIsForgottenMakesRoomAndIsNotCountedWhenItComes() {
        var one = rate.sent(false, 100_000, 0);
        assertThat(rate.hasRoom(false)).isFalse();
        rate.forget();
        assertThat(rate.hasRoom(false)).isTrue();
        rate.taken(one, MILLI);
        assertThat(rate.bytesPerSecond()).isEqualTo(LineRate.FIRST_GUESS);
    }
}
