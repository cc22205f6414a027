package vn.tram.system.sim.disk;

import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.sim.time.Dice;

/** How one machine's disk behaves just now. */
public final class Disk {
    /** What becomes of one commit. */
    enum Fate {
        DONE,
        FAILED,
        /** The power goes before anything is written. */
        CUT_BEFORE,
        /** The power goes when all is written and nobody has heard of it. */
        CUT_AFTER
    }

    private final Dice dice;
    private boolean full;
    private double failing;
    private double cutting;
    private int slowness = 1;

    public Disk(Dice dice) {
        this.dice = dice;
    }

    /** While it is full, nothing can be written. */
    public void full(boolean now) {
        full = now;
    }

    boolean isFull() {
        return full;
    }

    /**
     * @param failingShare of commits that fail though there is room
     * @param cuttingShare of commits in the middle of which the power goes
     */
    public void unreliable(double failingShare, double cuttingShare) {
        failing = failingShare;
        cutting = cuttingShare;
    }

    /** Makes every commit so many times slower, as a worn card is. */
    public void slow(int times) {
        slowness = times;
    }

    /** Nanoseconds from a wish to its commit: 2 to 20 ms, times the slowness. */
    public long latency() {
        return dice.between(2_000_000, 20_000_000) * slowness;
    }

    void beforeWrite() throws StoreFailure {
        if (full && dice.chance(0.3)) {
            throw new StoreFailure("the disk is full");
        }
    }

    Fate commit() {
        if (dice.chance(cutting)) {
            return dice.chance(0.5) ? Fate.CUT_BEFORE : Fate.CUT_AFTER;
        }
        return full || dice.chance(failing) ? Fate.FAILED : Fate.DONE;
    }
}
