package vn.tram.bench.traffic;

import java.util.Comparator;
import java.util.PriorityQueue;
import vn.tram.bench.traffic.Citizen.Turn;

/** Plays one day in one hall: people who arrive, and an officer at every counter. One thread. */
public final class DayPlayer {
    private static final double GIVES_UP_AFTER = 1_500;

    /** Officers stay this long after closing for those who still wait. */
    private static final double OVERTIME = 5_400;

    private interface Act {
        void run() throws InterruptedException;
    }

    private record Step(double at, long order, Act act) {}

    private final Hall hall;
    private final Dice dice;
    private final Score score;
    private final Settings settings;
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingDouble(Step::at).thenComparingLong(Step::order));
    private long order;

    /**
     * @param people who come in a day
     * @param busy service time relative to the usual
     * @param leave a counter that is left to a person, or 0
     */
    public record Settings(int people, double busy, int leave) {}

    DayPlayer(Hall hall, Dice dice, Score score, Settings settings) {
        this.hall = hall;
        this.dice = dice;
        this.score = score;
        this.settings = settings;
    }

    /** Returns when the last person has been served, or after some overtime. */
    void play(Pace pace) throws InterruptedException {
        steps.clear();
        var offer = hall.offer();
        var people = new People(dice.split(), offer);
        for (var citizen : DayPlan.of(dice.split(), offer, settings.people(), settings.busy())) {
            at(citizen.arrivesAt(), () -> arrive(people, citizen));
        }
        for (int counter : hall.counters()) {
            var officer = new Officer(hall, people, dice.split(), score, counter);
            if (counter != settings.leave()) {
                at(DayPlan.OPENS + dice.between(0, 120), () -> work(officer, pace));
            }
        }
        while (!steps.isEmpty() && steps.peek().at() < DayPlan.CLOSES + OVERTIME) {
            var step = steps.remove();
            pace.until(step.at());
            step.act().run();
        }
    }

    private void arrive(People people, Citizen citizen) throws InterruptedException {
        var number = hall.draw(citizen.series(), citizen.procedure());
        if (number.isEmpty()) {
            return;
        }
        score.drawn.increment();
        people.came(number.get(), citizen);
        if (citizen.turn() == Turn.GIVES_UP) {
            at(citizen.arrivesAt() + GIVES_UP_AFTER, () -> giveUp(number.get()));
        }
    }

    /** Nobody minds when the person was served meanwhile: then the box refuses. */
    private void giveUp(String number) throws InterruptedException {
        var counters = hall.counters();
        if (!counters.isEmpty()) {
            hall.press(counters.get(0), "cancel", number, "", "");
        }
    }

    private void work(Officer officer, Pace pace) throws InterruptedException {
        double wait = Math.max(0.5, officer.step(pace));
        at(pace.now() + wait, () -> work(officer, pace));
    }

    private void at(double second, Act act) {
        steps.add(new Step(second, order++, act));
    }
}
