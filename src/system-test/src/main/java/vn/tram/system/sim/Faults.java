package vn.tram.system.sim;

import java.time.Duration;
import vn.tram.system.sim.net.Wire;
import vn.tram.system.sim.time.Dice;

/**
 * Everything that may go wrong in one run. Durations named {@code every} are mean times between two of a kind for each
 * node, zero for never; those named {@code most} are the longest that one lasts.
 *
 * @param wire what lines do to messages all the time
 * @param cutEvery a line is cut
 * @param cutMost see {@code cutEvery}
 * @param oneWay share of cuts that leave the other direction working
 * @param crashEvery a box dies and starts again
 * @param downMost see {@code crashEvery}
 * @param boxSetBack share of a box's deaths after which its database is an older copy; its witness is not
 * @param centreCrashEvery the centre dies and starts again
 * @param centreDownMost see {@code centreCrashEvery}
 * @param centreSetBack share of the centre's deaths after which its disk is an older copy
 * @param brokerInCentre the broker lives in the centre's process and dies with it
 * @param brokerCrashEvery the broker ends and comes back knowing nobody
 * @param brokerDownMost see {@code brokerCrashEvery}
 * @param cutInCommit share of commits in the middle of which the power goes
 * @param commitFails share of commits that fail though there is room
 * @param fullEvery a disk is full
 * @param fullMost see {@code fullEvery}
 * @param slowDisk how many times slower than a good one every disk is at most
 * @param clockJumpEvery a clock is set wrong, and right again later
 * @param clockJumpMost how far at most
 * @param stopEvery a process of the centre stands still, and goes on later as if nothing had been
 * @param stopMost see {@code stopEvery}
 * @param misread share of reads of a blob that give other bytes than are there
 * @param flipEvery a bit changes in what lies on a disk, at a box or at the centre
 * @param driftPpm how much faster or slower a clock runs at most, parts in a million
 */
public record Faults(
        Wire wire,
        Duration cutEvery,
        Duration cutMost,
        double oneWay,
        Duration crashEvery,
        Duration downMost,
        double boxSetBack,
        Duration centreCrashEvery,
        Duration centreDownMost,
        double centreSetBack,
        boolean brokerInCentre,
        Duration brokerCrashEvery,
        Duration brokerDownMost,
        double cutInCommit,
        double commitFails,
        Duration fullEvery,
        Duration fullMost,
        int slowDisk,
        Duration clockJumpEvery,
        Duration clockJumpMost,
        Duration stopEvery,
        Duration stopMost,
        double misread,
        Duration flipEvery,
        double driftPpm) {

    /** Share of reads of a blob that give other bytes, on a bad day. */
    static final double MISREAD = 0.005;

    private static final Duration SCRUB = Duration.ofMinutes(10);

    /** A day on which nothing goes wrong. */
    public static final Faults NONE = new Faults(
            Wire.FAIR,
            Duration.ZERO,
            Duration.ZERO,
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            true,
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            0,
            Duration.ZERO,
            0);

    /**
     * A bad day: each kind of fault is in it or not, and more or less of it, since some bugs only show while another
     * fault is absent (swarm testing; Groce and others 2012).
     */
    public static Faults draw(Dice dice) {
        return new Faults(
                wire(dice),
                minutes(dice, 0.7, 5, 90),
                Duration.ofMinutes(dice.between(1, 120)),
                dice.nextDouble(),
                minutes(dice, 0.6, 10, 240),
                Duration.ofMinutes(dice.between(1, 30)),
                0,
                minutes(dice, 0.6, 20, 240),
                Duration.ofMinutes(dice.between(1, 40)),
                dice.fork("centre set back").nextDouble() * 0.4,
                dice.chance(0.5),
                minutes(dice, 0.4, 10, 240),
                Duration.ofMinutes(dice.between(1, 20)),
                dice.chance(0.5) ? dice.nextDouble() * 0.003 : 0,
                dice.chance(0.5) ? dice.nextDouble() * 0.02 : 0,
                minutes(dice, 0.4, 30, 240),
                Duration.ofMinutes(dice.between(1, 40)),
                dice.chance(0.3) ? (int) dice.between(2, 40) : 1,
                minutes(dice, 0.3, 60, 400),
                Duration.ofHours(dice.between(1, 30)),
                Duration.ZERO,
                Duration.ZERO,
                MISREAD,
                minutes(dice.fork("flips"), 0.4, 5, 60),
                dice.nextDouble() * 50);
    }

    /** Every kind of fault, often: for short runs that have to find something. */
    public static Faults harsh(Dice dice) {
        return new Faults(
                wire(dice),
                Duration.ofMinutes(dice.between(10, 40)),
                Duration.ofMinutes(dice.between(1, 15)),
                0.5,
                Duration.ofMinutes(dice.between(8, 40)),
                Duration.ofMinutes(2),
                0,
                Duration.ofMinutes(dice.between(15, 60)),
                Duration.ofMinutes(3),
                0.3,
                dice.chance(0.5),
                Duration.ofMinutes(60),
                Duration.ofMinutes(3),
                0.003,
                0.005,
                Duration.ofMinutes(60),
                Duration.ofMinutes(5),
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                MISREAD,
                Duration.ZERO,
                20);
    }

    /**
     * Whether a message may be heard after one that was said later: on the line, or because a process that stood still
     * had it in its buffer.
     */
    boolean disorderly() {
        return wire.disorderly() || !stopEvery.isZero();
    }

    /** These, and boxes that come back with an older copy of their database in half of all cases. */
    Faults withBoxesSetBack() {
        return new Faults(
                wire,
                cutEvery,
                cutMost,
                oneWay,
                crashEvery,
                downMost,
                0.5,
                centreCrashEvery,
                centreDownMost,
                centreSetBack,
                brokerInCentre,
                brokerCrashEvery,
                brokerDownMost,
                cutInCommit,
                commitFails,
                fullEvery,
                fullMost,
                slowDisk,
                clockJumpEvery,
                clockJumpMost,
                stopEvery,
                stopMost,
                misread,
                flipEvery,
                driftPpm);
    }

    /** These, and workers of the centre that stand still for a while. */
    Faults withWorkersStopped(Dice dice) {
        return new Faults(
                wire,
                cutEvery,
                cutMost,
                oneWay,
                crashEvery,
                downMost,
                boxSetBack,
                centreCrashEvery,
                centreDownMost,
                0,
                false,
                brokerCrashEvery,
                brokerDownMost,
                cutInCommit,
                commitFails,
                fullEvery,
                fullMost,
                slowDisk,
                clockJumpEvery,
                clockJumpMost,
                Duration.ofMinutes(dice.between(3, 15)),
                Duration.ofMinutes(dice.between(1, 5)),
                misread,
                flipEvery,
                driftPpm);
    }

    /** In which time both ends look through what they have stored; zero where nothing changes by itself. */
    Duration scrub() {
        return flipEvery.isZero() ? Duration.ZERO : SCRUB;
    }

    private static Wire wire(Dice dice) {
        boolean lossy = dice.chance(0.6);
        boolean disorderly = dice.chance(0.5);
        return new Wire(
                Duration.ofMillis(dice.between(1, 400)),
                Duration.ofMillis(dice.between(1, 200)),
                lossy ? dice.nextDouble() * 0.2 : 0,
                disorderly ? dice.nextDouble() * 0.1 : 0,
                disorderly ? dice.nextDouble() * 0.1 : 0,
                Duration.ofMillis(dice.between(100, 60_000)),
                dice.chance(0.5) ? 8_000 : 125_000,
                Duration.ofSeconds(dice.between(20, 90)),
                crooked(dice.fork("crooked")));
    }

    private static double crooked(Dice dice) {
        return dice.chance(0.4) ? 0.05 + dice.nextDouble() * 0.5 : 0;
    }

    private static Duration minutes(Dice dice, double present, long least, long most) {
        return dice.chance(present) ? Duration.ofMinutes(dice.between(least, most)) : Duration.ZERO;
    }
}
