package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** When frames leave, how many, and in what form. */
class SendingTest {
    private final LineRig rig = new LineRig();

    @Test
    void laneThatTheCentreCannotReadIsSentAgainPlainOnceInAConnection() {
        rig.centre.unreadable = bytes -> packing(bytes) != Packing.PLAIN.number();
        rig.write(Lane.URGENT, 30);
        rig.started().pass(Duration.ofSeconds(2));
        checkDelivered();
        assertThat(rig.centre.refused).isPositive();
        rig.centre.unreadable = bytes -> true;
        rig.centre.refused = 0;
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.centre.refused)
                .as("no storm of what is refused in every form")
                .isEqualTo(1);
    }

    private static long packing(byte[] frame) {
        try {
            return Cbor.decode(frame).number(9);
        } catch (BadForm damaged) {
            throw new AssertionError(damaged);
        }
    }

    private void checkDelivered() {
        for (var lane : List.of(Lane.URGENT, Lane.RECORDS, Lane.STATISTICS)) {
            assertThat(rig.centre.kept(lane)).isEqualTo(rig.journal.all(lane));
        }
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.uplink.state().unsent()).isZero();
    }
}
