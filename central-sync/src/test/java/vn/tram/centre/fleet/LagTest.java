package vn.tram.centre.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.HOAN_KIEM;
import static vn.tram.centre.CentreRig.MORNING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.centre.BoxJournal;
import vn.tram.centre.CentreRig;
import vn.tram.centre.fleet.FleetCommand.AskLag;
import vn.tram.centre.fleet.FleetCommand.HearBeat;
import vn.tram.centre.fleet.LagView.Point;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.LineFigures;

/** How late a ward's facts came, as the centre remembers it. */
final class LagTest {
    private static final long STEP = Duration.ofMinutes(5).toMillis();

    private final CentreRig rig = new CentreRig().begin();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private LagView lag() {
        return rig.ask(new AskLag(HOAN_KIEM));
    }

    /** @param waited how long the oldest of {@code head} entries has waited; the box's clock is ten seconds ahead */
    private void beat(long head, Duration waited) {
        long clock = rig.now().toEpochMilli() + 10_000;
        var line = new LineFigures(8_000, 300, head == 0 ? 0 : clock - waited.toMillis());
        rig.ask(new HearBeat(box.box(), new Beat(11, Map.of(Lane.URGENT, head), clock, 0, List.of(), line)));
    }

    private long step() {
        long now = rig.now().toEpochMilli();
        return now - now % STEP;
    }

    @Test
    void wardWhoseBoxNeverSpokeHasNoPoints() {
        var lag = lag();
        assertThat(lag.box()).isNull();
        assertThat(lag.points()).isEmpty();
        assertThat(lag.since()).isEqualTo(lag.now());
    }

    @Test
    void beatsTellHowLongTheOldestFactHasWaited() {
        long first = step();
        long begin = rig.now().toEpochMilli();
        beat(0, Duration.ZERO);
        rig.pass(Duration.ofMinutes(5));
        long second = step();
        beat(3, Duration.ofMinutes(2));
        var lag = lag();
        assertThat(lag.box()).isEqualTo("w00070-1");
        assertThat(lag.since()).isEqualTo(begin);
        assertThat(lag.stepMs()).isEqualTo(STEP);
        assertThat(lag.points()).containsExactly(new Point(first, 0), new Point(second, 120_000));
    }

    @Test
    void lineThatWasDownIsAGapAndThenTheWholeWait() {
        long first = step();
        beat(0, Duration.ZERO);
        rig.pass(Duration.ofMinutes(60));
        long back = step();
        beat(9, Duration.ofMinutes(58));
        assertThat(lag().points()).containsExactly(new Point(first, 0), new Point(back, 58 * 60_000));
    }

    @Test
    void entriesOfUnknownAgeMakeNoPoint() {
        rig.ask(new HearBeat(
                box.box(),
                new Beat(11, Map.of(Lane.URGENT, 4L), rig.now().toEpochMilli(), 0, List.of(), LineFigures.NONE)));
        assertThat(lag().box()).isEqualTo("w00070-1");
        assertThat(lag().points()).isEmpty();
    }

    @Test
    void restartBeginsAnewAndSaysSince() {
        beat(0, Duration.ZERO);
        rig.restart();
        assertThat(lag().points()).isEmpty();
        rig.pass(Duration.ofMinutes(10));
        long begin = rig.now().toEpochMilli();
        beat(0, Duration.ZERO);
        assertThat(lag().since()).isEqualTo(begin);
        assertThat(lag().points()).hasSize(1);
    }

    @Test
    void failedWriteForgetsNothing() {
        beat(0, Duration.ZERO);
        box.add(MORNING, rig.issued("A1"));
        rig.store.failCommits(1);
        rig.refusal(new HearBeat(
                box.box(), new Beat(11, Map.of(Lane.URGENT, 1L), rig.now().toEpochMilli(), 0)));
        assertThat(lag().points()).hasSize(1);
    }
}
