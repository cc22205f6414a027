package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Watermark;

/** What a box does when the centre comes back with less, and how long it keeps what may be needed then. */
final class CentreSetBackTest {
    private final LineRig rig = new LineRig();

    @Test
    void centreOfAnotherLifeIsGreetedAndFilledAgainFromWhatItHas() {
        rig.started();
        rig.write(Lane.URGENT, 100);
        rig.pass(Duration.ofSeconds(2));
        int hellos = rig.centre.hellos.size();
        rig.centre.incarnation = 6;
        rig.centre.forgetBackTo(Lane.URGENT, Watermark.NONE);
        rig.centre.say(new Ack(6, 77, Lane.URGENT, 0, 0));
        rig.pass(Duration.ofSeconds(5));
        assertThat(rig.centre.hellos).hasSize(hellos + 1);
        var memory = rig.centre.hellos.get(hellos).memory();
        assertThat(memory.incarnation()).isEqualTo(5);
        assertThat(memory.durable()).containsEntry(Lane.URGENT, 100L);
        assertThat(rig.centre.kept(Lane.URGENT)).isEqualTo(rig.journal.all(Lane.URGENT));
    }

    @Test
    void watermarksOfAnEarlierRunAreToldToTheCentre() {
        rig.restart(List.of(new AckLanded(Lane.URGENT, 40, 40, 4, 77)), List.of());
        rig.pass(Duration.ofSeconds(1));
        var memory = rig.centre.hellos.get(0).memory();
        assertThat(memory.incarnation()).isEqualTo(4);
        assertThat(memory.durable()).containsOnly(Map.entry(Lane.URGENT, 40L));
    }

    @Test
    void oldEntriesAreLetGoOnlyWhileTheLineIsUpAndByWhatWasJustHeard() {
        rig.started();
        rig.write(Lane.URGENT, 30);
        rig.pass(Uplink.FORGET);
        assertThat(rig.forgotten)
                .singleElement()
                .satisfies(acked -> assertThat(acked).contains(new AckLanded(Lane.URGENT, 30, 30, 5, 77)));
        rig.cut();
        rig.pass(Uplink.FORGET.multipliedBy(3));
        assertThat(rig.forgotten).hasSize(1);
    }
}
