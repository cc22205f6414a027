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
    void urgentFactLeavesAtOnceAndWhatFollowsIsGatheredForAMoment() {
        rig.started();
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofMillis(50));
        assertThat(rig.centre.frames).hasSize(1);
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofMillis(50));
        rig.write(Lane.URGENT, 2);
        rig.pass(Duration.ofMillis(50));
        assertThat(rig.centre.frames).hasSize(1);
        rig.pass(Duration.ofMillis(100));
        assertThat(rig.centre.frames).hasSize(2);
        assertThat(rig.centre.frames.get(1).entries()).hasSize(3);
        checkDelivered();
    }

    @Test
    void otherFactsWaitTwoSecondsForCompanyOrUntilTheyAreFifty() {
        rig.started();
        rig.write(Lane.RECORDS, 3);
        rig.pass(Duration.ofMillis(1_900));
        assertThat(rig.centre.frames).isEmpty();
        rig.pass(Duration.ofMillis(150));
        assertThat(rig.centre.frames).hasSize(1);
        rig.write(Lane.RECORDS, 50);
        rig.pass(Duration.ofMillis(50));
        assertThat(rig.centre.frames).hasSizeGreaterThan(1);
        checkDelivered();
    }

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
