package vn.tram.system.sim.time;

import java.time.Instant;
import java.time.InstantSource;
import vn.tram.kernel.platform.Platform.MonotonicClock;

/**
 * The clock of one machine: it runs a little fast or slow, and people or a dead battery may set it wrong. Elapsed time
 * runs at the same rate and never jumps; like the real one it counts from nowhere in particular.
 */
public final class NodeClock implements InstantSource, MonotonicClock {
    private final Agenda agenda;
    private final long startMillis;
    private final double rate;
    private long offsetMillis;
    private long elapsedBase;

    /**
     * @param startMillis true epoch milliseconds when the world began
     * @param driftPpm parts in a million it runs fast; negative for slow
     */
    public NodeClock(Agenda agenda, long startMillis, double driftPpm) {
        this.agenda = agenda;
        this.startMillis = startMillis;
        this.rate = 1 + driftPpm / 1e6;
    }

    /** True time, whatever this clock says. */
    public long trueMillis() {
        return startMillis + agenda.now() / 1_000_000;
    }

    /** How far this clock is ahead of true time now. */
    public long errorMillis() {
        return millis() - trueMillis();
    }

    /** Sets it wrong by so much more. */
    public void jump(long byMillis) {
        offsetMillis += byMillis;
    }

    /** Sets it right, as NTP does. */
    public void setRight() {
        offsetMillis -= errorMillis();
    }

    /** Elapsed time begins anew with each start of the machine. */
    public void boot(long base) {
        elapsedBase = base;
    }

    /** How long a timer of this machine takes in true nanoseconds. */
    public long trueNanos(long ownNanos) {
        return (long) (ownNanos / rate);
    }

    @Override
    public long millis() {
        return startMillis + offsetMillis + (long) (agenda.now() * rate) / 1_000_000;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long nanos() {
        return elapsedBase + (long) (agenda.now() * rate);
    }
}
