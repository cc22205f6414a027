package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.sync.retention.EntriesForgotten;
import vn.tram.edge.sync.retention.Retention.Limits;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;

/** Which entries of a real file may go, and what stays. */
final class OldRowsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int DAY = 20_780;

    @TempDir
    private Path folder = Path.of("");

    private BoxStore store = unopened();
    private JournalHead head = JournalHead.start(77);

    @SuppressWarnings("NullAway") // opened before each test
    private static BoxStore unopened() {
        return null;
    }

    @BeforeEach
    void openStore() throws StoreFailure {
        store = BoxStore.open(folder, BOX, 77);
        head = store.recover().head();
    }

    @AfterEach
    void closeStore() throws StoreFailure {
        store.close();
    }

    private void restart() throws StoreFailure {
        store.close();
        openStore();
    }

    private void write(Event event) throws StoreFailure {
        var stamped = EventTypes.place(head, event, 1_795_309_500_000L + head.lsn());
        store.write(new Written.Journalled(stamped, event));
        head = head.after(stamped);
    }

    private void land(EntriesForgotten landing) throws StoreFailure {
        store.write(new Written.Landed(landing));
    }

    private static QueueEvent issued(int number) {
        return new QueueEvent.TicketIssued(
                new TicketKey(DAY, 'A', number), new UUID(5, number), "2.000815", Channel.KIOSK);
    }

    /** Lsn 1 opens yesterday, 2 to 6 are tickets of it, 7 opens today, 8 is a ticket. */
    private void twoDays() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY - 1));
        for (int i = 1; i <= 5; i++) {
            write(issued(i));
        }
        write(new QueueEvent.DayOpened(DAY));
        write(issued(6));
        store.commit();
    }

    private static Limits before(long usual) {
        return new Limits(usual, Long.MAX_VALUE, 1);
    }

    @Test
    void onlyOldEntriesThatTheCentreHasMayGoAndNoneOfToday() throws StoreFailure {
        twoDays();
        long end = Long.MAX_VALUE;
        assertThat(store.floorAfter(Lane.URGENT, 8, before(end))).isEqualTo(6);
        assertThat(store.floorAfter(Lane.URGENT, 4, before(end))).isEqualTo(4);
        assertThat(store.floorAfter(Lane.URGENT, 0, before(end))).isZero();
        assertThat(store.floorAfter(Lane.URGENT, 8, before(head.at()))).isEqualTo(6);
        assertThat(store.floorAfter(Lane.URGENT, 8, before(head.at() - 5))).isEqualTo(2);
        assertThat(store.floorAfter(Lane.URGENT, 8, before(0))).isZero();
        assertThat(store.floorAfter(Lane.STATISTICS, 8, before(end))).isZero();
    }

    @Test
    void entriesGoEarlyWhenTheyTakeTooMuchOfTheDisk() throws StoreFailure {
        twoDays();
        assertThat(store.floorAfter(Lane.URGENT, 8, new Limits(0, Long.MAX_VALUE, 0)))
                .isEqualTo(6);
    }

    @Test
    void forgottenEntriesLeaveAFloorAndTheJournalGoesOn() throws StoreFailure {
        twoDays();
        assertThat(store.floor(Lane.URGENT)).isEqualTo(LaneHead.START);
        var fourth = store.laneAt(Lane.URGENT, 4);
        land(new EntriesForgotten(Lane.URGENT, 4));
        store.commit();
        restart();
        assertThat(store.floor(Lane.URGENT)).isEqualTo(fourth);
        assertThat(store.laneAt(Lane.URGENT, 4)).isEqualTo(fourth);
        assertThatThrownBy(() -> store.laneAt(Lane.URGENT, 3)).isInstanceOf(StoreFailure.class);
        assertThat(store.read(Lane.URGENT, 1, 9)).extracting(Entry::lseq).containsExactly(4L, 5L, 6L, 7L, 8L);
        assertThat(store.floorAfter(Lane.URGENT, 4, before(Long.MAX_VALUE)))
                .as("nothing more")
                .isZero();
        assertThat(store.today()).extracting(Entry::lsn).containsExactly(7L, 8L);
        write(issued(7));
        store.commit();
        assertThat(store.head().lsn()).isEqualTo(9);
    }

    @Test
    void lastNewsOfTheClockIsNeverForgotten() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY - 1));
        write(issued(1));
        write(new NodeEvent.ClockFellBehind(5_000));
        write(issued(2));
        write(new QueueEvent.DayOpened(DAY));
        store.commit();
        assertThat(store.floorAfter(Lane.URGENT, 9, before(Long.MAX_VALUE))).isEqualTo(2);
    }
}
