package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.store.WitnessFiles;
import vn.tram.edge.sync.fakes.FakeCentre;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.LoopbackBroker;

/** A box in one thread: its core is drained whenever something may wait, its time stands until the test moves it. */
final class BoxDriver {
    static final BoxId BOX = new BoxId("w00070-1");
    static final WardCode WARD = new WardCode("00070");

    /** Monday 23 November 2026. */
    static final int MONDAY = 20_780;

    private static final Duration STEP = Duration.ofMillis(50);

    /** Nine o'clock in Hanoi. */
    final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T02:00:00Z"));

    final LoopbackBroker broker = new LoopbackBroker(time);
    final FakeCentre centre = new FakeCentre(broker, BOX);
    final List<String> troubles = new ArrayList<>();
    private final SplittableRandom chance = new SplittableRandom(11);
    private final Path folder;
    BoxStore store;
    Appliance appliance;

    BoxDriver(Path folder) throws StoreFailure {
        this.folder = folder;
        this.store = BoxStore.open(folder, BOX, 77);
        this.appliance = appliance();
    }

    private Appliance appliance() {
        var platform = new Platform(time, time, chance, time);
        var identity = new BoxIdentity(BOX, "0.1.0", "tcp://centre:1883", TestKeys.TRUSTED, TestKeys.BOX);
        return new Appliance(WARD, identity, platform, store, broker.link(), changes -> {}, troubles::add);
    }

    /** Starts the process on what the disk holds. */
    BoxDriver started() throws StoreFailure {
        store.close();
        store = BoxStore.open(folder, BOX, 77);
        appliance = appliance();
        appliance.core().start(() -> {});
        appliance.startGuard().compare(new WitnessFiles(folder.resolve("witness")));
        appliance.begin();
        return pass(Duration.ofMillis(500));
    }

    /** The process is gone; the disk stays. */
    void crash() throws StoreFailure {
        appliance.end();
        time.advance(Duration.ofMillis(10));
        store.close();
    }

    /** Lets time pass; long stretches in long steps. */
    BoxDriver pass(Duration by) {
        var step = by.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofSeconds(1) : STEP;
        for (var left = by; !left.isNegative() && !left.isZero(); left = left.minus(step)) {
            drain();
            time.advance(step.compareTo(left) < 0 ? step : left);
        }
        drain();
        time.advance(Duration.ZERO);
        drain();
        return this;
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = appliance.core().drain();
        }
    }

    <R> Outcome<R> answer(Command<R> command) {
        var stage = appliance.submit(command).toCompletableFuture();
        drain();
        assertThat(stage).isCompleted();
        return stage.join();
    }

    <R> R accepted(Command<R> command) {
        if (answer(command) instanceof Outcome.Accepted<R> accepted) {
            return accepted.reply();
        }
        throw new AssertionError("refused: " + command);
    }

    @Nullable
    Rejection refused(Command<?> command) {
        return answer(command) instanceof Outcome.Refused<?> refused ? refused.rejection() : null;
    }

    UUID id() {
        return new UUID(chance.nextLong(), chance.nextLong());
    }
}
