package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.sync.AckLanded;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.WardDay;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** The real SQLite file. */
class BoxStoreTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int DAY = 20_780;

    @TempDir
    Path folder = Path.of("");

    private BoxStore store;
    private JournalHead head = JournalHead.start(0);

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

    @Test
    void newFolderBeginsWithItsFreshEpochAndKeepsIt() throws StoreFailure {
        assertThat(head).isEqualTo(JournalHead.start(77));
        assertThat(store.today()).isEmpty();
        store.close();
        store = BoxStore.open(folder, BOX, 78);
        assertThat(store.recover().head().epoch()).isEqualTo(77);
    }

    @Test
    void whatWasCommittedIsThereAfterARestartWithItsChains() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY));
        write(issued(1));
        write(new NodeEvent.NodeStarted("0.1.0"));
        store.commit();
        var before = head;
        restart();
        assertThat(head).isEqualTo(before);
        assertThat(store.head()).isEqualTo(before);
        assertThat(store.read(Lane.URGENT, 1, 10)).extracting(Entry::lseq).containsExactly(1L, 2L);
        assertThat(store.read(Lane.STATISTICS, 1, 10)).hasSize(1);
        assertThat(store.laneAt(Lane.URGENT, 2)).isEqualTo(before.lane(Lane.URGENT));
        assertThat(store.laneAt(Lane.URGENT, 0)).isEqualTo(LaneHead.START);
        checkChains();
    }

    /** The chains recomputed from the entries alone. */
    private void checkChains() throws StoreFailure {
        for (var lane : List.of(Lane.URGENT, Lane.STATISTICS)) {
            var hash = LaneHead.START.hash();
            for (var entry : store.read(lane, 1, Integer.MAX_VALUE)) {
                hash = entry.hashAfter(hash);
                assertThat(store.laneAt(lane, entry.lseq()).hash()).isEqualTo(hash);
            }
        }
    }

    @Test
    void powerCutAfterACommitLosesNothing(@TempDir Path image) throws StoreFailure, IOException {
        write(new QueueEvent.DayOpened(DAY));
        write(issued(1));
        store.commit();
        write(issued(2));
        copyFiles(image);
        var durable = store.head();
        try (var again = BoxStore.open(image, BOX, 1)) {
            assertThat(again.recover().head()).isEqualTo(durable);
            assertThat(again.ticketRows(DAY)).hasSize(1);
        }
    }

    private void copyFiles(Path image) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!file.getFileName().toString().endsWith("-shm")) {
                    Files.copy(file, image.resolve(file.getFileName().toString()));
                }
            }
        }
    }

    @Test
    void whatWasNotCommittedIsSeenByNobodyAndGoneAfterRecovery() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY));
        store.commit();
        var durable = head;
        write(issued(1));
        assertThat(store.head()).isEqualTo(durable);
        assertThat(store.read(Lane.URGENT, 1, 10)).hasSize(1);
        assertThat(store.recover().head()).isEqualTo(durable);
        assertThat(store.ticketRows(DAY)).isEmpty();
    }

    @Test
    void numberGivenTwiceIsRefusedByTheTableToo() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY));
        write(issued(1));
        store.commit();
        assertThatThrownBy(() -> write(issued(1))).isInstanceOf(StoreFailure.class);
        head = store.recover().head();
        write(issued(2));
        store.commit();
        assertThat(store.ticketRows(DAY)).hasSize(2);
    }

    @Test
    void entryThatDoesNotFollowIsRefusedByTheTable() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY));
        store.commit();
        head = JournalHead.start(77);
        assertThatThrownBy(() -> write(issued(1))).isInstanceOf(StoreFailure.class);
        assertThat(store.recover().head().lsn()).isEqualTo(1);
    }

    @Test
    void folderOfAnotherBoxIsRefusedAndLeftAlone() throws StoreFailure {
        store.close();
        assertThatThrownBy(() -> BoxStore.open(folder, new BoxId("w00091-1"), 5))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("w00070-1")
                .hasMessageContaining("w00091-1");
        openStore();
        assertThat(head.epoch()).isEqualTo(77);
    }

    @Test
    void folderThatCannotBeMadeIsAFailureWithItsName() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> BoxStore.open(file.resolve("data"), BOX, 1))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("file");
    }

    @Test
    void fileThatIsNoDatabaseIsAFailureAndIsKept(@TempDir Path other) throws IOException {
        var file = other.resolve(BoxStore.FILE);
        Files.writeString(file, "không phải cơ sở dữ liệu ".repeat(400));
        assertThatThrownBy(() -> BoxStore.open(other, BOX, 1))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining(BoxStore.FILE);
        assertThat(Files.readString(file)).startsWith("không phải");
    }

    /** A full disk or an I/O error may end the transaction inside SQLite: then nothing of it may come through later. */
    @ParameterizedTest
    @ValueSource(strings = {"ABORT", "ROLLBACK", "FAIL"})
    void diskErrorInTheMiddleLeavesNothingHalfVisible(String how) throws StoreFailure, SQLException {
        write(new QueueEvent.DayOpened(DAY));
        write(issued(1));
        store.commit();
        var durable = head;
        outside("CREATE TRIGGER worn BEFORE INSERT ON ticket WHEN NEW.number = 3" + " BEGIN SELECT RAISE(" + how
                + ", 'disk I/O error'); END");
        write(issued(2));
        assertThatThrownBy(() -> write(issued(3))).isInstanceOf(StoreFailure.class);
        head = store.recover().head();
        assertThat(head).isEqualTo(durable);
        assertThat(store.ticketRows(DAY)).hasSize(1);
        outside("DROP TRIGGER worn");
        write(issued(2));
        write(issued(3));
        assertThat(store.read(Lane.URGENT, 1, 10)).as("not committed yet").hasSize(2);
        assertThat(store.recover().head()).as("still one transaction").isEqualTo(durable);
        head = durable;
        write(issued(2));
        store.commit();
        restart();
        assertThat(store.ticketRows(DAY)).hasSize(2);
        checkChains();
    }

    private void outside(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(BoxStore.FILE));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void answersOutliveARestartForTwoDays() throws StoreFailure {
        var old = answer(new UUID(0, 1), DAY - 2);
        var yesterday = answer(new UUID(0, 2), DAY - 1);
        var today = answer(new UUID(0, 3), DAY);
        for (var each : List.of(old, yesterday, today)) {
            store.write(each);
        }
        store.commit();
        assertThat(store.recover().answers()).containsExactly(yesterday, today);
    }

    @Test
    void requestIdOfLastWeekCountsAsNewAndStopsNobody() throws StoreFailure {
        store.write(answer(new UUID(0, 1), DAY - 7));
        store.write(answer(new UUID(0, 2), DAY));
        store.commit();
        restart();
        var again = answer(new UUID(0, 1), DAY);
        store.write(again);
        store.commit();
        assertThat(store.recover().answers()).contains(again);
    }

    @Test
    void answerOfAnotherVersionDoesNotKeepTheBoxFromStarting() throws StoreFailure, SQLException {
        store.write(answer(new UUID(0, 1), DAY));
        store.write(answer(new UUID(0, 2), DAY));
        store.commit();
        outside("UPDATE answer SET reply = CAST('{\"kind\":\"of tomorrow\"' AS BLOB) WHERE request_id = x'"
                + "00000000000000000000000000000001'");
        restart();
        assertThat(store.recover().answers()).hasSize(1);
    }

    @Test
    void answersOfOldDaysAreForgottenWhenADayOpens() throws StoreFailure, SQLException {
        store.write(answer(new UUID(0, 1), DAY - 2));
        store.write(answer(new UUID(0, 2), DAY - 1));
        write(new QueueEvent.DayOpened(DAY));
        store.commit();
        assertThat(store.recover().answers()).extracting(Answered::day).containsExactly(DAY - 1);
        outside("UPDATE answer SET day = " + DAY);
        assertThat(store.recover().answers()).as("rows left").hasSize(1);
    }

    @Test
    void todayBeginsAtTheNewestOpening() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY - 1));
        write(new NodeEvent.NodeStarted("0.1.0"));
        write(new QueueEvent.DayOpened(DAY));
        write(issued(1));
        store.commit();
        assertThat(store.today()).extracting(Entry::lsn).containsExactly(3L, 4L);
    }

    @Test
    void lastNewsOfTheClockIsKnownHoweverOldItIs() throws StoreFailure {
        write(new QueueEvent.DayOpened(DAY - 2));
        write(new NodeEvent.ClockRecovered());
        write(new NodeEvent.ClockFellBehind(5_000));
        write(new QueueEvent.DayOpened(DAY));
        write(issued(1));
        store.commit();
        assertThat(store.today()).extracting(Entry::lsn).containsExactly(3L, 4L, 5L);
        write(new NodeEvent.ClockRecovered());
        store.commit();
        assertThat(store.today()).extracting(Entry::lsn).containsExactly(4L, 5L, 6L);
    }

    @Test
    void watermarksAreReplacedLaneByLane() throws StoreFailure {
        land(new AckLanded(Lane.URGENT, 5, 4, 5, 77));
        land(new AckLanded(Lane.RECORDS, 1, 1, 5, 77));
        land(new AckLanded(Lane.URGENT, 9, 9, 5, 77));
        store.commit();
        assertThat(store.acks()).hasSize(2).contains(new AckLanded(Lane.URGENT, 9, 9, 5, 77));
    }

    @Test
    void feedRowsAndTheirOffsetMoveTogether() throws StoreFailure {
        land(feed(8, 2, false, row("a", 1, "1"), row("b", 2, "2")));
        store.commit();
        land(feed(8, 3, true, row("a", 3, "")));
        store.recover();
        assertThat(store.feeds()).singleElement().satisfies(stored -> {
            assertThat(stored.position()).isEqualTo(new FeedPosition(8, 2));
            assertThat(stored.whole()).isFalse();
            assertThat(stored.rows()).hasSize(2);
        });
        land(feed(8, 3, true, row("a", 3, "")));
        store.commit();
        land(feed(9, 1, false, row("c", 1, "3")));
        store.commit();
        assertThat(store.feeds()).singleElement().satisfies(stored -> {
            assertThat(stored.position()).isEqualTo(new FeedPosition(9, 1));
            assertThat(stored.whole()).as("once whole, for ever").isTrue();
            assertThat(stored.rows()).extracting(each -> each.row().key()).containsExactly("c", "b");
        });
        land(feed(9, 2, true));
        store.commit();
        assertThat(store.feeds().get(0).rows())
                .extracting(each -> each.row().key())
                .containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tableEqualsTheFoldAfterARandomDay(long seed) throws StoreFailure, BadForm {
        var fold = new HallDay(DAY);
        int written = 0;
        for (var timed : WardDay.events(DAY, seed, 150)) {
            write(timed.event(), timed.at());
            fold.apply(timed.event(), timed.at(), head.lsn());
            if (++written % 37 == 0) {
                store.commit();
            }
        }
        store.commit();
        restart();
        assertThat(sorted(store.ticketRows(DAY))).isEqualTo(fold.sorted());
        var again = new HallDay(DAY);
        for (var entry : store.today()) {
            var event = EventTypes.decode(entry).orElseThrow();
            if (event instanceof QueueEvent queued) {
                again.apply(queued, entry.at(), entry.lsn());
            }
        }
        assertThat(again.sorted()).isEqualTo(fold.sorted());
        assertThat(again.counters()).isEqualTo(fold.counters());
        checkChains();
    }

    private static List<Ticket> sorted(List<Ticket> tickets) {
        var all = new ArrayList<>(tickets);
        all.sort(java.util.Comparator.comparing(Ticket::key));
        return all;
    }

    private void write(Event event) throws StoreFailure {
        write(event, 1_795_309_500_000L + head.lsn());
    }

    private void write(Event event, long at) throws StoreFailure {
        var stamped = EventTypes.place(head, event, at);
        store.write(new Written.Journalled(stamped, event));
        head = head.after(stamped);
    }

    private void land(vn.tram.kernel.base.Landing landing) throws StoreFailure {
        store.write(new Written.Landed(landing));
    }

    private static FeedLanded feed(long epoch, long offset, boolean whole, FeedRow... rows) {
        return new FeedLanded("procedures", new FeedPosition(epoch, offset), List.of(rows), whole);
    }

    private static FeedRow row(String key, long offset, String body) {
        return new FeedRow(key, offset, Bytes.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static QueueEvent issued(int number) {
        return new QueueEvent.TicketIssued(
                new TicketKey(DAY, 'A', number), new UUID(5, number), "2.000815", Channel.KIOSK);
    }

    private static Answered answer(UUID id, int day) {
        var ticket = Ticket.issued(new TicketKey(day, 'A', 1), id, "", Channel.RECEPTION, 5);
        return new Answered(id, Bytes.ofHex("0102030405060708"), day, new TicketReply(ticket, 3));
    }
}
