package vn.tram.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;

class TimekeeperTest {
    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    private final ManualTimers clock = new ManualTimers(START);
    private final Timekeeper time = new Timekeeper(new Platform(clock, clock, new SplittableRandom(1), clock));

    @Example
    void goodClockIsFollowed() {
        assertThat(time.now().now()).isEqualTo(START);
        clock.advance(Duration.ofMillis(1_234));
        assertThat(time.now().now()).isEqualTo(START.plusMillis(1_234));
        assertThat(time.now().clockBehindMillis()).isZero();
    }

    @Example
    void clockThatJumpsBackIsOutrunByElapsedTime() {
        time.now();
        clock.advance(Duration.ofSeconds(10));
        clock.jumpWallClock(Duration.ofDays(-1));
        assertThat(time.now().now()).isEqualTo(START.plusSeconds(10));
        clock.advance(Duration.ofSeconds(5));
        var later = time.now();
        assertThat(later.now()).isEqualTo(START.plusSeconds(15));
        assertThat(later.clockBehindMillis()).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Example
    void busyHallDoesNotSlowTheTimeThatRunsWithoutAClock() {
        time.now();
        clock.jumpWallClock(Duration.ofHours(-1));
        for (int i = 0; i < 10_000; i++) {
            clock.advance(Duration.ofNanos(1_500_000));
            time.now();
        }
        assertThat(time.now().now()).isBetween(START.plusMillis(14_999), START.plusMillis(15_001));
    }

    @Example
    void clockIsFollowedAgainOnceItHasCaughtUp() {
        time.now();
        clock.jumpWallClock(Duration.ofMinutes(-1));
        time.now();
        clock.jumpWallClock(Duration.ofMinutes(3));
        var moment = time.now();
        assertThat(moment.now()).isEqualTo(START.plusSeconds(120));
        assertThat(moment.clockBehindMillis()).isZero();
    }

    @Example
    void startWithoutABatteryClockGoesOnFromTheLastEntry() {
        var dead = new ManualTimers(Instant.EPOCH);
        var keeper = new Timekeeper(new Platform(dead, dead, new SplittableRandom(1), dead));
        keeper.startFrom(START.toEpochMilli());
        dead.advance(Duration.ofSeconds(30));
        assertThat(keeper.now().now()).isEqualTo(START.plusSeconds(30));
        assertThat(keeper.now().day()).isEqualTo(BusinessDay.at(START));
    }

    @Example
    void newBoxWithoutAClockStandsIn1970AndSaysSo() {
        var dead = new ManualTimers(Instant.parse("1969-12-31T00:00:00Z"));
        var keeper = new Timekeeper(new Platform(dead, dead, new SplittableRandom(1), dead));
        keeper.startFrom(0);
        var moment = keeper.now();
        assertThat(moment.day()).isZero();
        assertThat(moment.clockBehindMillis()).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Example
    void idsCarryTheMomentAndNotTheWrongClock() {
        time.now();
        clock.jumpWallClock(Duration.ofDays(-400));
        var id = time.now().ids().get();
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(START.toEpochMilli());
    }

    @Property(tries = 300)
    void momentsNeverGoBackWhateverTheClockDoes(
            @ForAll @Size(max = 40) List<@LongRange(min = -100_000_000_000L, max = 100_000_000_000L) Long> jumps,
            @ForAll @LongRange(min = 0, max = 5_000) long step) {
        var last = time.now().now();
        for (long millis : jumps) {
            clock.jumpWallClock(Duration.ofMillis(millis));
            clock.advance(Duration.ofMillis(step));
            var next = time.now();
            assertThat(next.now()).isAfterOrEqualTo(last);
            assertThat(next.day()).isEqualTo(BusinessDay.at(next.now()));
            assertThat(next.clockBehindMillis()).isNotNegative();
            last = next.now();
        }
    }
}
