package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed.Purpose;

final class VoucherTest {
    private static final KeyRing OURS = new KeyRing(List.of(TestKeys.BOX.verifyKey()));

    private final LineRig rig = new LineRig();

    private static Claim claim(Checkpoint checkpoint) throws BadForm {
        assertThat(checkpoint.key()).isEqualTo(TestKeys.BOX.verifyKey().raw());
        assertThat(checkpoint.claim().holds(Purpose.CHECKPOINT, OURS)).isTrue();
        return (Claim) ControlCodec.decode(checkpoint.claim().body().toArray());
    }

    private Claim last() throws BadForm {
        return claim(rig.centre.checkpoints.get(rig.centre.checkpoints.size() - 1));
    }

    @Test
    void backlogIsVouchedForAsSoonAsTheLineIsUp() throws Exception {
        rig.write(Lane.URGENT, 1_000);
        rig.write(Lane.STATISTICS, 2);
        rig.started().pass(Duration.ofSeconds(2));
        assertThat(rig.centre.checkpoints).as("one, however long the backlog").hasSize(1);
        var claim = last();
        assertThat(claim.box()).isEqualTo(LineRig.BOX);
        assertThat(claim.epoch()).isEqualTo(77);
        assertThat(claim.lsn()).isEqualTo(1_002);
        assertThat(claim.hash()).isEqualTo(rig.journal.head().hash());
        assertThat(claim.heads()).isEqualTo(rig.journal.head().lanes());
        assertThat(claim.at()).isEqualTo(rig.time.millis() / 1_000 * 1_000 - 1_000);
    }

    @Test
    void newEntriesAreVouchedForWithinAMinute() throws Exception {
        rig.write(Lane.URGENT, 1);
        rig.started().pass(Duration.ofSeconds(5));
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofSeconds(50));
        assertThat(rig.centre.checkpoints).hasSize(1);
        rig.pass(Duration.ofSeconds(10));
        assertThat(rig.centre.checkpoints).hasSize(2);
        assertThat(last().lsn()).isEqualTo(2);
    }

    @Test
    void hundredNewEntriesDoNotWaitForTheMinute() throws Exception {
        rig.write(Lane.URGENT, 1);
        rig.started().pass(Duration.ofSeconds(5));
        rig.write(Lane.URGENT, 99);
        rig.pass(Duration.ofSeconds(5));
        assertThat(rig.centre.checkpoints).hasSize(1);
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofSeconds(5));
        assertThat(last().lsn()).isEqualTo(101);
    }

    @Test
    void quietBoxCostsNothing() {
        rig.started().pass(Duration.ofHours(1));
        assertThat(rig.centre.checkpoints).as("nothing written, nothing signed").isEmpty();
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofHours(1));
        assertThat(rig.centre.checkpoints).as("nothing new").hasSize(1);
    }

    @Test
    void nothingIsSignedWhileTheLineIsDown() throws Exception {
        rig.write(Lane.URGENT, 1);
        rig.started().pass(Duration.ofSeconds(5));
        rig.cut();
        rig.write(Lane.URGENT, 150);
        rig.pass(Duration.ofMinutes(5));
        assertThat(rig.centre.checkpoints).hasSize(1);
        rig.heal();
        rig.pass(Duration.ofMinutes(2));
        assertThat(last().lsn()).isEqualTo(151);
    }

    @Test
    void liveMinuteCostsLessThanThreeHundredBytes() throws Exception {
        rig.write(Lane.URGENT, 2_150);
        rig.write(Lane.STATISTICS, 3);
        rig.started().pass(Duration.ofSeconds(5));
        assertThat(ControlCodec.encode(rig.centre.checkpoints.get(0))).hasSizeLessThan(300);
    }
}
