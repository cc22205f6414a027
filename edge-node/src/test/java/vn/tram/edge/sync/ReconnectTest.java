package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.kernel.journal.Lane;

class ReconnectTest {
    private final LineRig rig = new LineRig();

    @Test
    void waitsAreRandomAndTheirLimitDoublesToAMinute() {
        for (int attempt = 0; attempt < 12; attempt++) {
            long limit = Math.min(60_000, 1_000L << Math.min(attempt, 6));
            long least = Long.MAX_VALUE;
            long most = 0;
            for (int seed = 0; seed < 400; seed++) {
                var backoff = new Backoff(new SplittableRandom(seed * 7_919L));
                for (int i = 0; i < attempt; i++) {
                    backoff.next();
                }
                long wait = backoff.next().toMillis();
                least = Math.min(least, wait);
                most = Math.max(most, wait);
            }
            assertThat(least).isBetween(200L, 200 + limit / 20);
            assertThat(most).isBetween(200 + limit - limit / 20, 200 + limit - 1);
        }
    }

    @Test
    void successMakesTheNextWaitShortAgain() {
        var backoff = new Backoff(new SplittableRandom(1));
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        backoff.worked();
        assertThat(backoff.next()).isLessThan(Duration.ofMillis(1_200));
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
    void brokerThatRefusesOurFramesIsNotStormed() {
        rig.broker.allowEverything();
        rig.started();
        assertThat(rig.uplink.state().state()).isEqualTo(Connection.ONLINE);
        var refusing = new ArrayList<Integer>();
        rig.refuseFrames();
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.uplink.state().why()).contains("refuses");
        for (int minute = 0; minute < 30; minute++) {
            int before = rig.centre.hellos.size();
            rig.pass(Duration.ofMinutes(1));
            refusing.add(rig.centre.hellos.size() - before);
        }
        assertThat(refusing.subList(5, 30).stream().mapToInt(Integer::intValue).sum())
                .as("attempts in 25 minutes at half a minute each")
                .isLessThan(100);
        rig.allowFrames();
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(1);
    }
}
