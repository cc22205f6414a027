package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.devices.DeviceCommand;
import vn.tram.edge.feeds.FeedCommand;
import vn.tram.edge.queue.QueueCommand;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueRejection;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.staff.OpenTry;
import vn.tram.edge.staff.StaffCommand;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.TakeAcks;
import vn.tram.edge.sync.epochs.EpochCommand;
import vn.tram.edge.sync.epochs.Lost;
import vn.tram.edge.sync.erasure.EraseEntry;
import vn.tram.edge.sync.lease.KeepLease;
import vn.tram.edge.sync.retention.ForgetOld;
import vn.tram.edge.sync.scrub.MendEntries;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.kernel.event.EraseReason;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.event.SignOutReason;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** The whole box but its pages: real features, core, SQLite and uplink, on a clock that the test moves. */
class ApplianceTest {
    @TempDir
    Path folder = Path.of("");

    private BoxDriver box;

    @BeforeEach
    void startBox() throws StoreFailure {
        box = new BoxDriver(folder).started();
    }

    @AfterEach
    void stopBox() throws StoreFailure {
        box.crash();
    }

    @Test
    void ticketIsInTheHallOnTheDiskAndAtTheCentre() throws StoreFailure, BadForm {
        var reply = box.accepted(issue('A'));
        assertThat(reply.ticket().key().label()).isEqualTo("A001");
        box.pass(Duration.ofSeconds(1));
        assertThat(events(box.centre.kept(Lane.URGENT)))
                .containsExactly(
                        new QueueEvent.DayOpened(BoxDriver.MONDAY),
                        new QueueEvent.TicketIssued(
                                reply.ticket().key(), reply.ticket().id(), "", Channel.KIOSK));
        assertThat(events(box.centre.kept(Lane.STATISTICS))).containsExactly(new NodeEvent.NodeStarted("0.1.0"));
        assertThat(box.store.ticketRows(BoxDriver.MONDAY)).containsExactly(reply.ticket());
        assertThat(box.appliance.line().state()).isEqualTo(Connection.ONLINE);
        assertThat(box.troubles).isEmpty();
    }

    @Test
    void killedBoxGoesOnWhereItWas() throws StoreFailure {
        var first = issue('A');
        var answer = box.accepted(first);
        box.accepted(issue('A'));
        var called = box.accepted(act(1, CounterVerb.CALL_NEXT));
        box.crash();
        box.started();
        assertThat(box.appliance.today().ticket(called.ticket().key())).contains(called.ticket());
        assertThat(box.accepted(first))
                .as("the same press gets the same answer")
                .isEqualTo(answer);
        assertThat(box.accepted(issue('A')).ticket().key().label()).isEqualTo("A003");
        assertThat(box.accepted(act(1, CounterVerb.UNDO)).ticket().counter()).isZero();
        assertThat(box.accepted(new ShowHall()).series().get(0).waiting()).isEqualTo(3);
    }

    @Test
    void pressWithAnUsedIdForSomethingElseIsRefused() {
        var id = new UUID(9, 9);
        box.accepted(new IssueTicket(id, 'A', "", Channel.KIOSK));
        assertThat(box.refused(new IssueTicket(id, 'C', "", Channel.KIOSK))).isEqualTo(CoreRejection.REQUEST_ID_REUSED);
    }

    @Test
    void dayOpensByItselfAtMidnight() throws BadForm {
        box.accepted(issue('A'));
        box.pass(Duration.ofHours(15).plusSeconds(6));
        assertThat(box.appliance.today().day()).isEqualTo(BoxDriver.MONDAY + 1);
        box.pass(Duration.ofSeconds(2));
        assertThat(events(box.centre.kept(Lane.URGENT)))
                .endsWith(
                        new QueueEvent.TicketExpired(new vn.tram.kernel.hall.TicketKey(BoxDriver.MONDAY, 'A', 1)),
                        new QueueEvent.DayOpened(BoxDriver.MONDAY + 1));
    }

    @Test
    void clockThatFallsBehindIsToldOnceAndTheHallGoesOn() throws BadForm {
        box.accepted(issue('A'));
        box.time.jumpWallClock(Duration.ofDays(-1));
        box.pass(Duration.ofMinutes(5));
        assertThat(box.accepted(issue('A')).ticket().key().day()).isEqualTo(BoxDriver.MONDAY);
        box.time.jumpWallClock(Duration.ofDays(1));
        box.pass(Duration.ofMinutes(5));
        assertThat(clockNews()).containsExactly("ClockFellBehind", "ClockRecovered");
    }

    @Test
    void clockMendedByARestartOnAnotherDayIsToldToo() throws StoreFailure, BadForm {
        box.time.jumpWallClock(Duration.ofHours(-3));
        box.pass(Duration.ofHours(16));
        assertThat(box.appliance.today().day()).isEqualTo(BoxDriver.MONDAY + 1);
        box.crash();
        box.time.jumpWallClock(Duration.ofHours(3));
        box.started().pass(Duration.ofSeconds(10));
        assertThat(clockNews()).containsExactly("ClockFellBehind", "ClockRecovered");
    }

    private List<String> clockNews() throws BadForm {
        box.pass(Duration.ofSeconds(2));
        return Stream.of(Lane.values())
                .flatMap(lane -> box.centre.kept(lane).stream())
                .filter(entry -> entry.type() == 41 || entry.type() == 42)
                .map(entry -> event(entry).getClass().getSimpleName())
                .toList();
    }

    @Test
    void settingsOfTheCityChangeTheHallAndOutliveARestart() throws StoreFailure {
        sendSettings(1, CatalogueJson.write(paused()));
        assertThat(box.refused(issue('A'))).isEqualTo(QueueRejection.HALL_CLOSED);
        assertThat(box.appliance.rules().settings().paused()).isTrue();
        box.crash();
        box.started();
        assertThat(box.refused(issue('A'))).isEqualTo(QueueRejection.HALL_CLOSED);
        assertThat(box.centre.hellos.get(box.centre.hellos.size() - 1).feeds())
                .containsEntry(FeedNames.ward(BoxDriver.WARD), new FeedPosition(9, 1));
    }

    @Test
    void unusableSettingsOfTheCityStopNobody() throws StoreFailure {
        sendSettings(
                1, vn.tram.kernel.base.Bytes.of("{\"voice\":true}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(box.troubles).singleElement().asString().contains("BAD_ROW");
        assertThat(box.accepted(issue('A')).ticket().key().label()).isEqualTo("A001");
        box.crash();
        box.started();
        assertThat(box.accepted(issue('A')).ticket().key().label()).isEqualTo("A002");
    }

    private void sendSettings(long offset, vn.tram.kernel.base.Bytes body) {
        box.centre.say(new FeedBatch(
                FeedNames.ward(BoxDriver.WARD),
                new FeedPosition(9, offset - 1),
                new FeedPosition(9, offset),
                offset,
                List.of(new FeedRow(FeedNames.SETTINGS_KEY, offset, body))));
        box.pass(Duration.ofMillis(200));
    }

    private static WardSettings paused() {
        var s = WardSettings.standard();
        return new WardSettings(
                s.counters(),
                s.hours(),
                s.workingWeekdays(),
                s.notice(),
                s.voice(),
                s.closedSeries(),
                true,
                s.rules(),
                s.maxPerSeries());
    }

    @Test
    void wornDiskRefusesPlainlyAndTheHallStandsAsBefore() throws SQLException {
        box.accepted(issue('A'));
        outside("CREATE TRIGGER worn BEFORE INSERT ON entry BEGIN SELECT RAISE(ROLLBACK, 'disk I/O error'); END");
        assertThat(box.refused(issue('A'))).isEqualTo(CoreRejection.STORE_UNAVAILABLE);
        assertThat(box.accepted(new ShowHall()).series().get(0).waiting()).isEqualTo(1);
        assertThat(box.troubles)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("disk I/O error"));
        outside("DROP TRIGGER worn");
        assertThat(box.accepted(issue('A')).ticket().key().label()).isEqualTo("A002");
        box.pass(Duration.ofSeconds(1));
        assertThat(box.centre.kept(Lane.URGENT)).hasSize(3);
    }

    private void outside(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(BoxStore.FILE));
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    @Test
    void lineMayBeAwayAllDayAndTheHallDoesNotNotice() {
        box.broker.cut(BoxDriver.BOX.value());
        for (int i = 0; i < 100; i++) {
            box.accepted(issue('A'));
            box.pass(Duration.ofMinutes(1));
        }
        assertThat(box.appliance.line().unsent()).isGreaterThanOrEqualTo(100);
        assertThat(box.appliance.line().state()).isEqualTo(Connection.OFFLINE);
        box.broker.heal(BoxDriver.BOX.value());
        box.pass(Duration.ofSeconds(70));
        assertThat(box.appliance.line().unsent()).isZero();
        assertThat(box.centre.kept(Lane.URGENT)).hasSize(101);
    }

    @Test
    void everyCommandOfTheBoxIsAnswered() {
        var id = new UUID(1, 1);
        var samples = List.<Command<?>>of(
                issue('A'),
                act(1, CounterVerb.CALL_NEXT),
                new QueueCommand.ActOnTicket(id, 1, QueueCommand.TicketVerb.CALL, "A001", "có hẹn"),
                new QueueCommand.Transfer(new UUID(1, 2), 1, 'C', "nhầm"),
                new QueueCommand.OpenDay(),
                new QueueCommand.SkipNumbers(1, Map.of()),
                new QueueCommand.PassOver(3),
                new ShowHall(),
                new QueueCommand.ShowCounter(1),
                new QueueCommand.ShowTicket("A001"),
                new FeedCommand.TakeFeed(
                        new FeedBatch("somebody-elses", new FeedPosition(0, 0), new FeedPosition(1, 1), 1, List.of())),
                new FeedCommand.ShowFeeds(),
                new FeedCommand.ShowCatalogue(),
                new NodeDiary.Note(""),
                new TakeAcks(List.of(), List.of()),
                new KeepLease(1),
                new ForgetOld(List.of()),
                new MendEntries(List.of()),
                new EraseEntry(1, Lane.RECORDS, 1, EraseReason.TERM_OVER),
                new EpochCommand.TurnEpoch(TurnReason.HARDWARE),
                new EpochCommand.NoteMachine("0f"),
                new StaffCommand.BeginTry("nguyen.thi.lan", "d-1", OpenTry.Kind.PIN),
                new StaffCommand.SignIn(1, true),
                new StaffCommand.ChoosePin(1, true, "hash", "hash"),
                new StaffCommand.ProvePin(1, true),
                new StaffCommand.StepUp(1, true, Right.APPROVE),
                new StaffCommand.SignInByProvider("issuer|1", "d-1"),
                new StaffCommand.SignOut("nguyen.thi.lan", "d-1", SignOutReason.ASKED),
                new StaffCommand.NoteRefused("nguyen.thi.lan", "d-1", "NOT_ALLOWED"),
                new StaffCommand.Unlock("nguyen.thi.lan", StaffCommand.CONSOLE),
                new StaffCommand.OpenEmergency("nguyen.thi.lan", "tran.van.hai", "d-1"),
                new StaffCommand.TakeCounter(1, "nguyen.thi.lan", "d-1"),
                new StaffCommand.Invite(
                        new StaffRow("le.van.an", "Lê Văn An", Set.of(Role.LEADER), 1, 1, "", 0, 0, List.of())),
                new StaffCommand.ShowStaff(),
                new DeviceCommand.Pair("d-1", "7K2M9X", DeviceKind.KIOSK, Bytes.ofHex("0f")),
                new DeviceCommand.Confirm("7K2M9X", "Kiosk", StaffCommand.CONSOLE),
                new DeviceCommand.ConfirmFirst("7K2M9X", "Kiosk", StaffCommand.CONSOLE),
                new DeviceCommand.Revoke("d-1", StaffCommand.CONSOLE),
                new DeviceCommand.ShowDevices(),
                new EpochCommand.HealFork(
                        new Lost(List.of(new EndedEpoch(5, Map.of(), TurnReason.FORK)), 0, Map.of(), List.of())));
        var forms = Features.commands().stream()
                .flatMap(form -> form.isSealed() ? Stream.of(form.getPermittedSubclasses()) : Stream.of(form));
        assertThat(samples.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(forms.toList());
        for (var sample : samples) {
            assertThat(box.answer(sample)).as(sample.toString()).isNotNull();
        }
    }

    private IssueTicket issue(char series) {
        return new IssueTicket(box.id(), series, "", Channel.KIOSK);
    }

    private Command<TicketReply> act(int counter, CounterVerb verb) {
        return new ActAtCounter(box.id(), counter, verb);
    }

    private static List<Event> events(List<Entry> entries) {
        return entries.stream().map(ApplianceTest::event).toList();
    }

    private static Event event(Entry entry) {
        try {
            return EventTypes.decode(entry).orElseThrow();
        } catch (BadForm damaged) {
            throw new AssertionError(damaged);
        }
    }

    @Test
    void wardOfTheBoxDecidesItsFeed() {
        assertThat(box.centre.fetches)
                .extracting(fetch -> fetch.feed())
                .containsExactlyInAnyOrder("procedures", "services", "codec", "ward-" + new WardCode("00070"));
    }
}
