package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.LineState.LaneState;
import vn.tram.edge.sync.lanes.RefusedLanes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Trouble;

/** Failures of the line that its two ends must bear; numbers are those of the list of failures in testing.md. */
class LineFailuresTest {
    private static final int MINUTES = 30;

    private final LineRig rig = new LineRig();

    /** Failure 7. */
    @Test
    void laneThatTheBrokerRefusesIsAnAlarmWithinAMinuteAndTheOthersGoOn() {
        rig.started();
        rig.refuse(Set.of(Lane.RECORDS));
        rig.write(Lane.RECORDS, 60);
        rig.pass(Duration.ofSeconds(60));
        assertThat(rig.centre.beats)
                .anySatisfy(beat ->
                        assertThat(beat.troubles()).containsExactly(new Trouble(RefusedLanes.TROUBLE, "RECORDS")));
        assertThat(rig.troubles).singleElement().asString().contains("refuses lane RECORDS");
        assertThat(refusedLanes()).isEqualTo(EnumSet.of(Lane.RECORDS));
        rig.write(Lane.URGENT, 40);
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(40);
        assertThat(rig.uplink.state().state()).isEqualTo(Connection.ONLINE);
        rig.refuse(Set.of());
        rig.pass(Duration.ofSeconds(62));
        assertThat(rig.centre.kept(Lane.RECORDS)).hasSize(60);
        assertThat(refusedLanes()).isEmpty();
        assertThat(rig.centre.beats.get(rig.centre.beats.size() - 1).troubles()).isEmpty();
        assertThat(rig.centre.hellos).as("one connection all the while").hasSize(1);
    }

    /** Failure 7. */
    @Test
    void brokerThatRefusesEveryLaneIsNotStormed() {
        rig.started();
        rig.refuse(EnumSet.complementOf(EnumSet.of(Lane.CONTROL)));
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofMinutes(5));
        int before = rig.refusals;
        rig.pass(Duration.ofMinutes(MINUTES));
        assertThat(rig.refusals - before).isBetween(MINUTES - 1, MINUTES + 1);
    }

    /** Failure 7. */
    @Test
    void brokerThatRefusesEvenTheGreetingIsTriedLessAndLess() {
        rig.refuse(EnumSet.allOf(Lane.class));
        rig.write(Lane.URGENT, 1);
        rig.started().pass(Duration.ofMinutes(5));
        int before = rig.refusals;
        rig.pass(Duration.ofMinutes(MINUTES));
        assertThat(rig.refusals - before).isLessThan(3 * MINUTES);
        assertThat(rig.uplink.state().why()).contains("refuses");
        rig.refuse(Set.of());
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(1);
    }

    /** Failure 11: frames arrive, no answer ever does. */
    @Test
    void lineWithoutAnswersCostsAtMostAWindowAMinute() {
        rig.started();
        rig.write(Lane.URGENT, 10);
        rig.pass(Duration.ofSeconds(1));
        rig.centre.acknowledges = false;
        rig.journal.write(Lane.RECORDS, 20_000, 40);
        rig.write(Lane.URGENT, 20_000);
        rig.pass(Duration.ofMinutes(5));
        int before = rig.centre.frames.size();
        for (int minute = 0; minute < MINUTES; minute++) {
            rig.write(Lane.URGENT, 5);
            rig.pass(Duration.ofMinutes(1));
        }
        assertThat(rig.centre.frames.size() - before).isLessThanOrEqualTo(rig.centre.window * (MINUTES + 1));
        rig.centre.acknowledges = true;
        rig.pass(Duration.ofMinutes(3));
        assertThat(rig.centre.kept(Lane.URGENT)).isEqualTo(rig.journal.all(Lane.URGENT));
        assertThat(rig.centre.kept(Lane.RECORDS)).isEqualTo(rig.journal.all(Lane.RECORDS));
    }

    private Set<Lane> refusedLanes() {
        var lanes = EnumSet.noneOf(Lane.class);
        rig.uplink.state().lanes().stream()
                .filter(LaneState::refused)
                .forEach(lane -> lanes.add(Lane.valueOf(lane.lane())));
        return lanes;
    }
}
