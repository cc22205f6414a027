package vn.tram.system.sim.work;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;

/** What everybody in one hall shares: true time, their whims, and whether the play goes on. */
record People(Agenda agenda, Dice dice, BooleanSupplier playing) {
    void after(Duration delay, Runnable task) {
        agenda.after(delay.toNanos(), () -> {
            if (playing.getAsBoolean()) {
                task.run();
            }
        });
    }

    /** After a time between the two, in seconds. */
    void within(double least, double most, Runnable task) {
        after(Duration.ofMillis(dice.between((long) (least * 1000), (long) (most * 1000))), task);
    }
}
