package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.TableDigest;

final class DayTellerTest {
    private static final TableDigest YESTERDAY = new TableDigest("ticket", 20_779, 430, Bytes.of(new byte[16]));

    private final LineRig rig = new LineRig();

    @Test
    void lastDayIsToldAfterConnectingAndOnceAnHour() {
        rig.digests = List.of(YESTERDAY);
        rig.write(Lane.URGENT, 3);
        rig.started().pass(Duration.ofMinutes(59));
        assertThat(rig.centre.digests).containsExactly(new DayDigests(77, Map.of(Lane.URGENT, 3L), List.of(YESTERDAY)));
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.centre.digests).hasSize(2);
        rig.cut();
        rig.heal();
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.centre.digests).hasSize(3);
    }

    @Test
    void boxOnItsFirstDayHasNothingToTell() {
        rig.started().pass(Duration.ofHours(2));
        assertThat(rig.centre.digests).isEmpty();
    }

    @Test
    void dayThatIsAskedForIsToldAtOnce() {
        rig.started().pass(Duration.ofSeconds(2));
        rig.digests = List.of(YESTERDAY);
        rig.centre.say(new AskDays(List.of(20_779)));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.centre.digests).hasSize(1);
    }
}
