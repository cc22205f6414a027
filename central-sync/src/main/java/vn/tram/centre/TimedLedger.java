package vn.tram.centre;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.platform.Platform.MonotonicClock;

/** A ledger whose commits are timed. */
final class TimedLedger implements Ledger {
    private final Ledger ledger;
    private final MonotonicClock clock;
    private final Timer commits;

    TimedLedger(Ledger ledger, MonotonicClock clock, MeterRegistry meters) {
        this.ledger = ledger;
        this.clock = clock;
        this.commits = Timer.builder("tram.centre.commit")
                .description("durable commits of the core's thread")
                .register(meters);
    }

    @Override
    public Recovered recover() throws StoreFailure {
        return ledger.recover();
    }

    @Override
    public void write(Written change) throws StoreFailure {
        ledger.write(change);
    }

    @Override
    public void commit() throws StoreFailure {
        long from = clock.nanos();
        ledger.commit();
        commits.record(clock.nanos() - from, TimeUnit.NANOSECONDS);
    }
}
