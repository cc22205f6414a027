package vn.tram.system.sim;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tram.system.sim.net.Wire;
import vn.tram.system.sim.time.Dice;

/**
 * A cell of the table of all faults against all: two kinds of fault and nothing else, or one alone where both are the
 * same.
 */
public record FaultPair(FaultKind one, FaultKind other) {
    private static final Duration SOME_MINUTES = Duration.ofMinutes(7);

    /** Every kind alone. */
    public static List<FaultPair> singles() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> new FaultPair(kind, kind))
                .toList();
    }

    /** Every two of them, each pair once. */
    public static List<FaultPair> pairs() {
        var pairs = new ArrayList<FaultPair>();
        for (var one : FaultKind.values()) {
            for (var other : FaultKind.values()) {
                if (one.compareTo(other) < 0) {
                    pairs.add(new FaultPair(one, other));
                }
            }
        }
        return pairs;
    }

    /** By the words that {@link #word} gives; empty when there is no such cell. */
    public static Optional<FaultPair> parse(String word) {
        var cells = new ArrayList<>(singles());
        cells.addAll(pairs());
        return cells.stream().filter(cell -> cell.word().equals(word)).findFirst();
    }

    /** {@code cut} alone, {@code cut+box-crash} together. */
    public String word() {
        return one == other ? one.word() : one.word() + "+" + other.word();
    }

    private boolean has(FaultKind kind) {
        return one == kind || other == kind;
    }

    private boolean hasAny(FaultKind... kinds) {
        return Set.of(kinds).contains(one) || Set.of(kinds).contains(other);
    }

    private Duration some(FaultKind... kinds) {
        return hasAny(kinds) ? SOME_MINUTES : Duration.ZERO;
    }

    /** Half a busy hour of two halls in which these faults come often and no others ever. */
    Plan plan(Dice dice) {
        boolean workers = has(FaultKind.WORKER_STOPPED) || (!has(FaultKind.MISREAD) && dice.chance(0.2));
        return new Plan(
                2,
                workers ? (int) dice.between(2, 3) : 1,
                500,
                LocalTime.of((int) dice.between(8, 10), 30),
                Duration.ofMinutes(30),
                Duration.ofMinutes(12),
                faults(dice));
    }

    private Faults faults(Dice dice) {
        return new Faults(
                wire(dice),
                some(FaultKind.CUT, FaultKind.ONE_WAY),
                Duration.ofMinutes(4),
                has(FaultKind.CUT) ? (has(FaultKind.ONE_WAY) ? 0.5 : 0) : 1,
                some(FaultKind.BOX_CRASH, FaultKind.BOX_SET_BACK),
                Duration.ofMinutes(2),
                has(FaultKind.BOX_SET_BACK) ? (has(FaultKind.BOX_CRASH) ? 0.5 : 1) : 0,
                some(FaultKind.CENTRE_CRASH, FaultKind.CENTRE_SET_BACK),
                Duration.ofMinutes(2),
                has(FaultKind.CENTRE_SET_BACK) ? (has(FaultKind.CENTRE_CRASH) ? 0.5 : 1) : 0,
                !has(FaultKind.BROKER_CRASH) && dice.chance(0.5),
                some(FaultKind.BROKER_CRASH),
                Duration.ofMinutes(2),
                has(FaultKind.POWER_IN_COMMIT) ? 0.004 : 0,
                has(FaultKind.COMMIT_FAILS) ? 0.02 : 0,
                some(FaultKind.DISK_FULL),
                Duration.ofMinutes(3),
                has(FaultKind.SLOW_DISK) ? 60 : 1,
                some(FaultKind.CLOCK_JUMP),
                Duration.ofHours(30),
                some(FaultKind.WORKER_STOPPED),
                Duration.ofMinutes(3),
                has(FaultKind.MISREAD) ? 4 * Faults.MISREAD : 0,
                has(FaultKind.BIT_FLIP) ? Duration.ofMinutes(3) : Duration.ZERO,
                has(FaultKind.CLOCK_DRIFT) ? 100 : 0);
    }

    private Wire wire(Dice dice) {
        boolean slow = has(FaultKind.SLOW_LINE);
        var fair = Wire.FAIR;
        return new Wire(
                slow ? Duration.ofMillis(500) : fair.delay(),
                slow ? Duration.ofMillis(200) : fair.jitter(),
                has(FaultKind.LOSS) ? 0.1 : 0,
                has(FaultKind.DUPLICATE) ? 0.1 : 0,
                has(FaultKind.LATE) ? 0.1 : 0,
                Duration.ofMillis(dice.between(1_000, 60_000)),
                slow ? 1_000 : fair.bytesPerSecond(),
                Duration.ofSeconds(dice.between(20, 60)),
                has(FaultKind.CROOKED) ? 0.3 : 0);
    }

    @Override
    public String toString() {
        return word();
    }
}
