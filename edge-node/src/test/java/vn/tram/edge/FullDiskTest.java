package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.disk.FakeRoom;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueRejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.journal.Lane;

/** The whole box while its disk fills. */
class FullDiskTest {
    @TempDir
    Path folder = Path.of("");

    private BoxDriver box;
    private final FakeRoom room = new FakeRoom();

    @BeforeEach
    void startBox() throws StoreFailure {
        box = new BoxDriver(folder).started();
        box.appliance.watch(room);
    }

    @AfterEach
    void stopBox() throws StoreFailure {
        box.crash();
    }

    private IssueTicket issue() {
        return new IssueTicket(box.id(), 'A', "", Channel.KIOSK);
    }

    private void filled(int percent) {
        room.used = percent;
        box.pass(Duration.ofSeconds(31));
    }

    @Test
    void noNumberIsGivenFromNinetyEightPercentOnAndAgainBelow() {
        filled(97);
        assertThat(box.accepted(issue()).ticket().key().label()).isEqualTo("A001");
        filled(98);
        assertThat(box.refused(issue())).isEqualTo(QueueRejection.DISK_FULL);
        filled(90);
        assertThat(box.accepted(issue()).ticket().key().label()).isEqualTo("A002");
    }

    @Test
    void whoHasANumberIsServedAndEverythingIsStillSent() {
        box.accepted(issue());
        filled(99);
        var called = box.accepted(new ActAtCounter(new UUID(1, 1), 1, CounterVerb.CALL_NEXT));
        assertThat(called.ticket().key().label()).isEqualTo("A001");
        box.pass(Duration.ofSeconds(2));
        assertThat(box.centre.kept(Lane.URGENT)).as("opening, number, call").hasSize(3);
        assertThat(box.appliance.line().unsent()).isZero();
    }

    @Test
    void theReserveIsGivenBackBeforeTheLastRoomIsGone() {
        filled(50);
        assertThat(room.reserved).isTrue();
        filled(98);
        assertThat(room.reserved).isFalse();
        assertThat(box.troubles).last().asString().contains("NO_NUMBERS");
    }
}
