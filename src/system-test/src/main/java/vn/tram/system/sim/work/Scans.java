package vn.tram.system.sim.work;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.sim.check.BlobTruth;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;

/** Papers are scanned in the halls and go up; now and then the city has something for a ward. */
public final class Scans {
    private static final double DOWNWARD = 0.3;
    private static final double MEDIAN_BYTES = 25_000;

    private final People people;
    private final BlobTruth truth;
    private final List<String> boxes;
    private final Wake wake;
    private final Duration every;

    /** A process, if there is one, is told that blobs wait. */
    public interface Wake {
        /** @param centre whether it is the centre that has something for {@code box}, or the box for the centre */
        void told(boolean centre, String box);
    }

    /** @param every mean time between two blobs of one box */
    public Scans(
            Agenda agenda,
            Dice dice,
            BooleanSupplier playing,
            BlobTruth truth,
            List<String> boxes,
            Wake wake,
            Duration every) {
        this.people = new People(agenda, dice, playing);
        this.truth = truth;
        this.boxes = List.copyOf(boxes);
        this.wake = wake;
        this.every = every;
    }

    public void begin() {
        long mean = every.toMillis() / boxes.size();
        people.after(Duration.ofMillis(people.dice().exponential(mean)), () -> {
            var dice = people.dice();
            var box = dice.pick(boxes);
            boolean down = dice.chance(DOWNWARD);
            int length = (int) Math.min(400_000, dice.lognormal(MEDIAN_BYTES, 1.2));
            var bytes = new byte[dice.chance(0.02) ? 0 : length];
            dice.nextBytes(bytes);
            if (down) {
                truth.give(Topics.CENTRE, box, bytes, length);
            } else {
                truth.give(box, Topics.CENTRE, bytes, length);
            }
            wake.told(down, box);
            begin();
        });
    }
}
