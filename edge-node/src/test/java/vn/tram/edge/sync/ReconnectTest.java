package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.sync.LineState.Connection.CLONED;
import static vn.tram.edge.sync.LineState.Connection.FENCED;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Lease;
import vn.tram.kernel.wire.Control.Verdict;

class ReconnectTest {
    private final LineRig rig = new LineRig();

    @Test
    void waitsAreRandomAndTheirLimitDoublesToAMinute() {
        for (int attempt = 0; attempt < 12; attempt++) {
            long limit = Math.min(60_000, 1_000L << Math.min(attempt, 6));
            assertWaitsWithin(limit, attempt, Backoff::welcomed, 0);
        }
    }

    @Test
    void waitsStayShortForAWhileAfterTheLineCarriedSomething() {
        assertWaitsWithin(1_000, 0, backoff -> backoff.carried(0), 0);
        assertWaitsWithin(2_000, 7, backoff -> backoff.carried(0), 5);
        assertWaitsWithin(5_000, 7, backoff -> backoff.carried(0), 20);
        assertWaitsWithin(60_000, 7, backoff -> backoff.carried(0), 1_000);
    }

    @Test
    void firstRetryOfAProcessIsSpread() {
        assertWaitsWithin(90_000, 0, backoff -> {}, 0);
        assertWaitsWithin(2_000, 1, backoff -> {}, 0);
    }

    /** Many waits at so many seconds, after so many failed attempts. */
    private static void assertWaitsWithin(long limit, int failures, Consumer<Backoff> before, long seconds) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int seed = 0; seed < 400; seed++) {
            var backoff = new Backoff(new SplittableRandom(seed * 7_919L), LineRules.STANDARD.spread());
            before.accept(backoff);
            for (int i = 0; i < failures; i++) {
                backoff.next(0);
            }
            long wait = backoff.next(Duration.ofSeconds(seconds).toNanos()).toMillis();
            least = Math.min(least, wait);
            most = Math.max(most, wait);
        }
        assertThat(least).isBetween(200L, 200 + limit / 20);
        assertThat(most).isBetween(200 + limit - limit / 20, 200 + limit - 1);
    }

    @Test
    void successMakesTheNextWaitShortAgain() {
        var backoff = new Backoff(new SplittableRandom(1), Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            backoff.next(0);
        }
        backoff.welcomed();
        assertThat(backoff.next(0)).as("an answer alone is no success").isGreaterThan(Duration.ofMillis(1_200));
        backoff.held();
        assertThat(backoff.next(0)).isLessThan(Duration.ofMillis(1_200));
    }

    /**
     * Two boxes under one name, each of which throws the other off the broker, must not do so for ever at full speed.
     */
    @Test
    void connectionThatIsBrokenAfterEachWelcomeIsTriedLessAndLess() {
        rig.started();
        int before = rig.centre.hellos.size();
        for (int i = 0; i < 600; i++) {
            rig.pass(Duration.ofSeconds(1));
            rig.broker.breakConnection(LineRig.BOX.value());
        }
        assertThat(rig.centre.hellos.size() - before).isLessThan(45);
    }

    /** Failure 9 of the list: the broker ends and comes back every five seconds, while a backlog waits. */
    @Test
    void brokerThatFlapsEveryFiveSecondsTakesTheWholeBacklogAndNothingTwice() {
        rig.broker.latency(Duration.ofMillis(300));
        rig.journal.write(Lane.URGENT, 4_000, 20);
        rig.started();
        for (int i = 0; i < 30; i++) {
            rig.pass(Duration.ofSeconds(5));
            rig.broker.stop();
            rig.pass(Duration.ofSeconds(5));
            rig.broker.start();
            rig.centre.connect();
        }
        assertThat(rig.centre.kept(Lane.URGENT)).isEqualTo(rig.journal.all(Lane.URGENT));
    }

    @Test
    void absentBrokerIsTriedForEverAndTheHallIsTold() {
        rig.broker.stop();
        rig.write(Lane.URGENT, 5);
        rig.started().pass(Duration.ofHours(8));
        assertThat(rig.uplink.state().state()).isEqualTo(Connection.NEVER);
        assertThat(rig.uplink.state().why()).contains("nobody answers");
        assertThat(rig.uplink.state().unsent()).isEqualTo(5);
    }

    @Test
    void flappingLineWithProgressIsComeBackToAtOnce() {
        rig.started();
        for (int i = 0; i < 10; i++) {
            rig.write(Lane.URGENT, 1);
            rig.pass(Duration.ofSeconds(2));
            rig.broker.breakConnection(LineRig.BOX.value());
            rig.pass(Duration.ofMillis(1_300));
            assertThat(rig.uplink.state().state()).isEqualTo(Connection.ONLINE);
        }
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(10);
    }

    @Test
    void suspectedCopyShowsThatItLivesAndNobodyIsAlarmed() {
        var rig = new LineRig();
        rig.centre.leases = hello -> {
            rig.centre.verdict = hello.copy().token() == 0 ? Verdict.CLONE : Verdict.OK;
            return new Lease(9, hello.copy().boot());
        };
        rig.started();
        assertThat(rig.centre.hellos).hasSize(2);
        assertThat(rig.centre.hellos.get(1).copy().token()).isEqualTo(9);
        assertThat(rig.keptLease).isEqualTo(9);
        assertThat(rig.uplink.state().state()).isEqualTo(Connection.ONLINE);
        assertThat(rig.troubles).isEmpty();
    }

    @Test
    void tokenThatIsNotOnDiskIsNotTold() {
        var rig = new LineRig();
        rig.keepsLeases = false;
        rig.centre.leases = hello -> new Lease(9, hello.copy().boot());
        rig.started();
        rig.cut();
        rig.heal();
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.centre.hellos).hasSizeGreaterThan(1);
        assertThat(rig.centre.hellos).allMatch(hello -> hello.copy().token() == 0);
    }

    @Test
    void welcomeForAnotherCopyIsNotOurs() {
        var rig = new LineRig();
        rig.centre.leases = hello -> new Lease(9, hello.copy().boot() + 1);
        rig.started();
        rig.write(Lane.URGENT, 3);
        rig.pass(Duration.ofSeconds(5));
        assertThat(rig.keptLease).isZero();
        assertThat(rig.centre.frames).isEmpty();
    }

    @Test
    void heldBackCopySendsNothingAsksAgainAndGoesOnWhenItMay() {
        for (var verdict : List.of(Verdict.CLONE, Verdict.FENCE)) {
            var rig = new LineRig();
            rig.centre.verdict = verdict;
            rig.centre.leases =
                    hello -> new Lease(hello.copy().token() + 1, hello.copy().boot());
            rig.started();
            rig.write(Lane.URGENT, 3);
            rig.pass(Duration.ofMinutes(5));
            assertThat(rig.uplink.state().state()).isEqualTo(verdict == Verdict.CLONE ? CLONED : FENCED);
            assertThat(rig.centre.frames).isEmpty();
            assertThat(rig.troubles).hasSize(1);
            assertThat(rig.centre.hellos).hasSizeBetween(3, 5);
            rig.centre.verdict = Verdict.OK;
            rig.pass(Uplink.HELD);
            assertThat(rig.centre.kept(Lane.URGENT)).hasSize(3);
        }
    }
}
