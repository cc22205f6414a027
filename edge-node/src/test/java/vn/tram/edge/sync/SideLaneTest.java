package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Beat;

/** How the uplink serves a lane that is not in the journal. */
class SideLaneTest {
    private static final Beat PIECE = new Beat(77, Map.of(), 0, 0);

    private final LineRig rig = new LineRig();

    @Test
    void pieceWaitsUntilTheJournalHasNothingToSend() {
        rig.centre.acknowledges = false;
        rig.started();
        rig.write(Lane.URGENT, 5_000);
        rig.side.waiting.add(PIECE);
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.centre.frames).isNotEmpty();
        assertThat(rig.centre.beats).isEmpty();
        rig.centre.acknowledges = true;
        rig.pass(Duration.ofSeconds(5));
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(5_000);
        assertThat(rig.centre.beats).hasSize(1);
    }

    @Test
    void pieceIsAskedForWhenTheLaneWakesAndOnceASecond() {
        rig.started();
        rig.side.waiting.add(PIECE);
        rig.uplink.wake();
        rig.pass(Duration.ofMillis(300));
        assertThat(rig.centre.beats).hasSize(1);
        rig.side.waiting.add(PIECE);
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.centre.beats).hasSize(2);
    }

    @Test
    void pieceLeavesAtOnceWhenTheLaneHasMoved() {
        rig.started();
        rig.side.waiting.add(PIECE);
        rig.uplink.sideMoved();
        rig.pass(Duration.ofMillis(10));
        assertThat(rig.centre.beats).hasSize(1);
    }

    @Test
    void laneBeginsAnewWithEveryWelcomeAndHearsWhatIsMeantForIt() {
        rig.started();
        assertThat(rig.side.begun).isEqualTo(1);
        rig.centre.say(PIECE);
        rig.pass(Duration.ofMillis(10));
        assertThat(rig.side.heard).isEqualTo(1);
        rig.cut();
        rig.side.waiting.add(PIECE);
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.side.waiting).as("nothing is asked for on a broken line").hasSize(1);
        rig.heal();
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.side.begun).isEqualTo(2);
        assertThat(rig.side.waiting).isEmpty();
    }
}
