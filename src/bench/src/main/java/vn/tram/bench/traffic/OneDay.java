package vn.tram.bench.traffic;

import java.net.URI;
import vn.tram.edge.Appliance;

/** A single day, for the benchmarks. The calling thread plays it. */
public final class OneDay {
    private OneDay() {}

    /**
     * Plays a day against a running box.
     *
     * @param speed how much faster than life
     * @return what happened, in words
     */
    public static String overHttp(URI box, double speed, DayPlayer.Settings settings, long seed)
            throws InterruptedException {
        var score = new Score();
        var dice = new Dice(seed);
        try (var hall = new HttpHall(box, dice.split(), score)) {
            new DayPlayer(hall, dice, score, settings).play(new RealPace(speed, DayPlan.OPENS - 300));
        }
        return score.toString();
    }

    /**
     * Plays a day inside this process, as fast as the box can, with the clock going from act to act.
     *
     * @param clock what the box's clock is made from; is moved forward
     * @return what happened, in words
     */
    public static String inside(Appliance box, DayClock clock, DayPlayer.Settings settings, long seed)
            throws InterruptedException {
        var score = new Score();
        var dice = new Dice(seed);
        new DayPlayer(new InnerHall(box, dice.split(), score), dice, score, settings).play(clock);
        return score.toString();
    }
}
