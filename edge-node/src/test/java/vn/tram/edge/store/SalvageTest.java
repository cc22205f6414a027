package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.Witness;
import vn.tram.edge.sync.scrub.Salvaged;
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
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** Real SQLite files with bytes overwritten. */
final class SalvageTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int DAY = 20_780;
    private static final long NOW = Instant.parse("2026-11-23T02:00:00Z").toEpochMilli();
    private static final int PAGE = 4_096;

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path outside = Path.of("");

    private final List<Event> events = new ArrayList<>();
    private JournalHead head = JournalHead.start(77);

    private Path database() {
        return folder.resolve(BoxStore.FILE);
    }

    private WitnessFiles witness() {
        return new WitnessFiles(outside);
    }

    private Optional<Salvaged> look(long now) throws StoreFailure {
        return Salvage.ifDamaged(new Salvage.Place(folder, BOX, witness(), now));
    }

    private Salvaged salvaged() throws StoreFailure {
        return look(NOW).orElseThrow();
    }

    private void write(BoxStore store, Event... all) throws StoreFailure {
        for (var event : all) {
            var stamped = EventTypes.place(head, event, NOW - 1_000_000 + head.lsn());
            store.write(new Written.Journalled(stamped, event));
            head = head.after(stamped);
            events.add(event);
        }
    }

    private static QueueEvent issued(int day, int number) {
        return new QueueEvent.TicketIssued(
                new TicketKey(day, 'A', number), new UUID(day, number), "2.000815", Channel.KIOSK);
    }

    private static QueueEvent called(int day, int number) {
        return new QueueEvent.TicketCalled(
                new TicketKey(day, 'A', number), 3, 1, vn.tram.kernel.hall.CallRule.FIRST_COME, "");
    }

    /** Three days of 150 tickets and their calls, of which yesterday's and earlier ones are acknowledged. */
    private void history() throws StoreFailure {
        try (var store = BoxStore.open(folder, BOX, 77)) {
            head = store.recover().head();
            for (int day = DAY - 2; day <= DAY; day++) {
                write(store, new QueueEvent.DayOpened(day), new NodeEvent.NodeStarted("0.1.0"));
                if (day == DAY) {
                    acknowledged(
                            store,
                            head.lane(Lane.URGENT).lseq(),
                            head.lane(Lane.STATISTICS).lseq());
                }
                for (int number = 1; number <= 150; number++) {
                    write(store, issued(day, number), called(day, number));
                }
            }
            var row = new FeedRow("settings", 4, Bytes.of("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            store.write(
                    new Written.Landed(new FeedLanded("ward-00070", new FeedPosition(9, 4), List.of(row), true, 2)));
            store.write(new Answered(new UUID(0, 5), Bytes.of(new byte[] {1}), DAY, reply()));
            store.commit();
        }
        witness().newest();
    }

    private static TicketReply reply() {
        var ticket = Ticket.issued(new TicketKey(DAY, 'A', 300), new UUID(DAY, 300), "2.000815", Channel.KIOSK, NOW);
        return new TicketReply(ticket, 0);
    }

    private static void acknowledged(BoxStore store, long urgent, long statistics) throws StoreFailure {
        store.write(new Written.Landed(new AckLanded(Lane.URGENT, urgent, urgent, 5, 77)));
        store.write(new Written.Landed(new AckLanded(Lane.STATISTICS, statistics, statistics, 5, 77)));
        store.commit();
    }

    private void sql(String change) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private List<Long> numbers(String question) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var found = new ArrayList<Long>();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
            return found;
        }
    }

    /** Which page holds an entry, by what is written there: {@code body} of the entry, as bytes. */
    private int pageOf(long lsn) throws SQLException, IOException {
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] body;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT hash FROM entry WHERE lsn = " + lsn)) {
            row.next();
            body = row.getBytes(1);
        }
        var bytes = Files.readAllBytes(database());
        for (int at = 0; at + body.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + body.length, body, 0, body.length)) {
                return at / PAGE;
            }
        }
        throw new AssertionError("entry " + lsn + " is not in the file");
    }

    private void wreck(int page) throws IOException {
        try (var file = new RandomAccessFile(database().toFile(), "rw")) {
            file.seek((long) page * PAGE);
            var noise = new byte[PAGE];
            Arrays.fill(noise, (byte) 0xa5);
            file.write(noise);
        }
    }

    /** Everything that a sound folder has: entries and chains, and tickets as the entries give them. */
    private JournalHead checked() throws StoreFailure, SQLException {
        assertThat(numbers("SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'"))
                .isEmpty();
        try (var store = BoxStore.open(folder, BOX, 1)) {
            var end = store.recover().head();
            for (var lane : List.of(Lane.URGENT, Lane.STATISTICS)) {
                var floor = store.floor(lane);
                var hash = floor.lseq() == 0 ? LaneHead.START.hash() : floor.hash();
                for (var entry : store.read(lane, floor.lseq() + 1, Integer.MAX_VALUE)) {
                    hash = entry.hashAfter(hash);
                    assertThat(store.laneAt(lane, entry.lseq()).hash()).isEqualTo(hash);
                }
            }
            var today = store.today();
            if (!today.isEmpty()) {
                assertThat(store.ticketRows(DAY))
                        .containsExactlyInAnyOrderElementsOf(fold(store).tickets());
            }
            return end;
        }
    }

    private static HallDay fold(BoxStore store) throws StoreFailure {
        var hall = new HallDay(DAY);
        for (var entry : store.today()) {
            try {
                if (EventTypes.decode(entry).orElse(null) instanceof QueueEvent event) {
                    hall.apply(event, entry.at(), entry.lsn());
                }
            } catch (vn.tram.kernel.base.BadForm impossible) {
                throw new AssertionError(impossible);
            }
        }
        return hall;
    }

    @Test
    void soundFolderIsLeftAsItIs() throws StoreFailure, IOException {
        history();
        var before = Files.readAllBytes(database());

        assertThat(look(NOW)).isEmpty();

        assertThat(Files.readAllBytes(database())).isEqualTo(before);
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(Salvage.PREFIX));
    }

    @Test
    void damageOfTodayCutsTheJournalThereAndNumbersGoOnBehindAllThatWereGiven()
            throws StoreFailure, SQLException, IOException {
        history();
        long end = head.lsn();
        long broken = end - 200;
        wreck(pageOf(broken));

        var done = salvaged();

        assertThat(done.lostAny()).isTrue();
        assertThat(done.firstKept()).isEqualTo(1);
        assertThat(done.lastKept()).isBetween(broken - 60, broken - 1);
        assertThat(done.lastKnown()).isEqualTo(end);
        assertThat(done.words()).contains("entries " + (done.lastKept() + 1) + " to " + end + " of epoch 4d are lost");
        assertThat(checked().lsn()).isEqualTo(done.lastKept());
        var page = witness().newest().orElseThrow();
        assertThat(page.lsn()).isEqualTo(end);
        assertThat(page.day()).isEqualTo(DAY);
        assertThat(page.numbers()).as("of entries behind the break too").containsEntry('A', 150);
        assertThat(Files.readAllLines(Path.of(done.folder(), Salvage.ASIDE)))
                .as("each entry that is readable behind the break")
                .hasSize((int) done.aside())
                .hasSizeGreaterThan(150)
                .anyMatch(line -> line.contains("\"lsn\":" + end));
    }

    @Test
    void damagedFilesAreKeptByteForByte() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(head.lsn() - 100));
        var before = Files.readAllBytes(database());

        var done = salvaged();

        assertThat(Path.of(done.folder()).getFileName()).hasToString("damaged-20261123T020000Z");
        assertThat(Files.readAllBytes(Path.of(done.folder(), BoxStore.FILE))).isEqualTo(before);
    }

    @Test
    void damageOfOldEntriesThatTheCentreHasLosesNothing() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(40));

        var done = salvaged();

        assertThat(done.lostAny()).isFalse();
        assertThat(done.firstKept()).isGreaterThan(40);
        assertThat(done.words()).contains("no entry of epoch 4d that the centre has not is lost");
        assertThat(checked()).isEqualTo(head);
        assertThat(witness().newest()).as("nothing to pass over").isEmpty();
        assertThat(numbers("SELECT count(*) FROM ticket")).containsExactly(450L);
    }

    @Test
    void flippedBitInTodaysEntriesIsFoundAtTheStart() throws StoreFailure, SQLException {
        history();
        sql("UPDATE entry SET body = x'a0' WHERE lsn = " + (head.lsn() - 10));

        var done = salvaged();

        assertThat(done.what()).contains("entry " + (head.lsn() - 10) + " of today does not fit");
        assertThat(done.lastKept()).isEqualTo(head.lsn() - 11);
        assertThat(checked().lsn()).isEqualTo(head.lsn() - 11);
    }

    @Test
    void feedsAnswersAndWatermarksThatCanBeReadAreTakenOver() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(head.lsn() - 100));

        salvaged();

        try (var store = BoxStore.open(folder, BOX, 1)) {
            assertThat(store.feeds()).singleElement().satisfies(feed -> {
                assertThat(feed.rows()).hasSize(1);
                assertThat(feed.generation()).isEqualTo(2);
            });
            assertThat(store.recover().answers())
                    .extracting(Answered::requestId)
                    .containsExactly(new UUID(0, 5));
            assertThat(store.acks()).hasSize(2);
        }
    }

    @Test
    void databaseWithoutItsFirstPageIsReplacedByAnEmptyOneOfTheSameEpoch() throws StoreFailure, IOException {
        history();
        witness().write(new Witness.Page(77, 1_500, LaneHead.START.hash(), DAY, java.util.Map.of('A', 250)));
        wreck(0);

        var done = salvaged();

        assertThat(done.lastKept()).isZero();
        assertThat(done.lastKnown()).isEqualTo(1_500);
        try (var store = BoxStore.open(folder, BOX, 1)) {
            assertThat(store.recover().head()).isEqualTo(JournalHead.start(77));
        }
        assertThat(witness().newest().orElseThrow().numbers()).containsEntry('A', 250);
    }

    @Test
    void secondDamageWithinADayStopsWithClearWordsAndChangesNothing() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(head.lsn() - 100));
        salvaged();
        sql("UPDATE entry SET body = x'a0' WHERE lsn = (SELECT max(lsn) - 1 FROM entry)");
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        var before = Files.readAllBytes(database());

        assertThatThrownBy(() -> look(NOW + Duration.ofHours(23).toMillis()))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("second time within a day");
        assertThat(Files.readAllBytes(database())).isEqualTo(before);

        assertThat(look(NOW + Duration.ofHours(25).toMillis())).isPresent();
    }

    @Test
    void salvageCutOffAtAnyStepIsFinishedByTheNextStart() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(head.lsn() - 100));
        var whole = salvaged();
        var done = Path.of(whole.folder());

        // the power went before the new database came in its place
        Files.move(database(), done.resolve(Salvage.NEW));
        var again = look(NOW + 1_000).orElseThrow();
        assertThat(again.lastKept()).isEqualTo(whole.lastKept());
        assertThat(again.lastKnown()).isEqualTo(whole.lastKnown());
        assertThat(checked().lsn()).isEqualTo(whole.lastKept());

        // the power went in the middle of moving the old files
        Files.delete(done.resolve(Salvage.REPORT));
        Files.delete(database());
        Files.move(done.resolve(BoxStore.FILE), database());
        assertThat(look(NOW + 2_000).orElseThrow().lastKept()).isEqualTo(whole.lastKept());
        assertThat(checked().lsn()).isEqualTo(whole.lastKept());
    }

    @Test
    void peopleAreToldOfASalvageForAWeek() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(head.lsn() - 100));
        var done = salvaged();

        assertThat(look(NOW + Duration.ofDays(6).toMillis())).contains(done);
        assertThat(look(NOW + Duration.ofDays(8).toMillis())).isEmpty();
    }

    @Test
    void damagedDatabaseOfAnotherBoxIsRefusedAndLeftAlone() throws StoreFailure, SQLException, IOException {
        history();
        wreck(pageOf(head.lsn() - 100));
        var before = Files.readAllBytes(database());
        var stranger = new Salvage.Place(folder, new BoxId("w00004-1"), witness(), NOW);

        assertThatThrownBy(() -> Salvage.ifDamaged(stranger)).hasMessageContaining("belongs to box w00070-1");
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
    }

    @Test
    void runningBoxHearsOfDamageBeforeItsCallerDoes() throws StoreFailure, SQLException, IOException {
        history();
        long broken = head.lsn() - 100;
        wreck(pageOf(broken));
        var heard = new ArrayList<StoreFailure>();
        try (var store = BoxStore.open(folder, BOX, 1, heard::add)) {
            store.recover();
            assertThatThrownBy(() -> store.read(Lane.URGENT, 1, 5_000)).isInstanceOf(StoreFailure.class);
        }
        assertThat(heard).isNotEmpty();
    }
}
