package vn.tram.system.sim;

import java.time.Duration;
import java.time.LocalTime;
import vn.tram.system.sim.time.Dice;

/**
 * One run, but its seed.
 *
 * @param boxes one each in as many real wards of Hanoi
 * @param workers processes that the centre is; several have one database between them and an external broker
 * @param ticketsADay of each hall
 * @param from local time at which everything starts, on a Monday
 * @param length how long people work and things break
 * @param settingsEvery mean time between two changes of settings by the city; zero for never
 * @param faults what goes wrong
 */
public record Plan(
        int boxes,
        int workers,
        int ticketsADay,
        LocalTime from,
        Duration length,
        Duration settingsEvery,
        Faults faults) {

    /** After healing, all must have arrived within this: longest back-off, an unanswered hello and a resend. */
    public static final Duration QUIET = Duration.ofMinutes(6);

    /** A small fleet on a bad day, as its seed draws it; now and then over night. */
    public static Plan draw(Dice dice) {
        boolean night = dice.chance(0.1);
        return new Plan(
                (int) dice.between(1, 4),
                1,
                (int) dice.between(100, 600),
                night ? LocalTime.of(15, 0) : LocalTime.of((int) dice.between(7, 13), 30),
                night ? Duration.ofHours(19) : Duration.ofMinutes(dice.between(60, 240)),
                Duration.ofMinutes(dice.between(10, 90)),
                Faults.draw(dice));
    }

    /** One or two boxes from the afternoon until after midnight, with every kind of fault. */
    public static Plan overnight(Dice dice) {
        return new Plan(
                (int) dice.between(1, 2),
                1,
                (int) dice.between(300, 900),
                LocalTime.of(15, 30),
                Duration.ofHours(9),
                Duration.ofMinutes(dice.between(10, 60)),
                Faults.harsh(dice));
    }

    /** Whether a day ends in it. */
    public boolean overMidnight() {
        return from.toSecondOfDay() + length.toSeconds() > Duration.ofDays(1).toSeconds();
    }

    /** One or two boxes for some hours in which every kind of fault comes often, around noon. */
    public static Plan harsh(Dice dice) {
        return new Plan(
                (int) dice.between(1, 2),
                1,
                (int) dice.between(300, 900),
                LocalTime.of((int) dice.between(9, 10), 30),
                Duration.ofMinutes(dice.between(90, 200)),
                Duration.ofMinutes(dice.between(5, 20)),
                Faults.harsh(dice));
    }

    /** Some boxes for some hours before a centre of two or three workers that die, stand still, and go on. */
    public static Plan workers(Dice dice) {
        var harsh = harsh(dice);
        return new Plan(
                (int) dice.between(2, 4),
                (int) dice.between(2, 3),
                harsh.ticketsADay(),
                harsh.from(),
                harsh.length(),
                harsh.settingsEvery(),
                harsh.faults().withWorkersStopped(dice));
    }

    /** The same day with other faults. */
    Plan with(Faults others) {
        return new Plan(boxes, workers, ticketsADay, from, length, settingsEvery, others);
    }
}
