package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.devices.DeviceCommand;
import vn.tram.edge.devices.DeviceRejection;
import vn.tram.edge.feeds.FeedCommand.TakeFeed;
import vn.tram.edge.staff.Begun;
import vn.tram.edge.staff.Entered;
import vn.tram.edge.staff.Entered.Verdict;
import vn.tram.edge.staff.Guesses;
import vn.tram.edge.staff.OpenTry.Kind;
import vn.tram.edge.staff.StaffCommand;
import vn.tram.edge.staff.StaffRejection;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.StaffEvent;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** Who may come in at a box, by what, over restarts: the features, the core and SQLite, without pages. */
class StaffAtTheBoxTest {
    private static final String LAN = "nguyen.thi.lan";
    private static final String HAI = "tran.van.hai";
    private static final String PC = "d-pc";
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path folder = Path.of("");

    private BoxDriver box;
    private long offset;

    @BeforeEach
    void startBox() throws StoreFailure {
        box = new BoxDriver(folder).started();
        told(row(LAN, Role.RECEPTION), row(HAI, Role.LEADER));
    }

    @AfterEach
    void stopBox() throws StoreFailure {
        box.crash();
    }

    private StaffRow row(String name, Role role) {
        long now = box.time.millis();
        return new StaffRow(
                name,
                name,
                Set.of(role),
                now + 30 * DAY,
                now + 7 * DAY,
                "code of " + name,
                now + 3 * DAY,
                0,
                List.of());
    }

    private void later(Duration by) {
        box.time.jumpWallClock(by);
        box.pass(Duration.ofMillis(100));
    }

    private void told(StaffRow... rows) {
        var all = new ArrayList<FeedRow>();
        for (var row : rows) {
            all.add(new FeedRow(StaffRow.key(row.name()), ++offset, row.write()));
        }
        take(all);
    }

    private void takenBack(String name) {
        take(List.of(new FeedRow(StaffRow.key(name), ++offset, Bytes.EMPTY)));
    }

    private void take(List<FeedRow> rows) {
        var feed = FeedNames.ward(BoxDriver.WARD);
        var from = new FeedPosition(9, offset - rows.size());
        box.accepted(new TakeFeed(new FeedBatch(feed, from, new FeedPosition(9, offset), offset, rows)));
    }

    private Begun begin(String name, Kind kind) {
        return box.accepted(new StaffCommand.BeginTry(name, PC, kind));
    }

    private Entered choose(String name, String pin) {
        var begun = begin(name, Kind.CODE);
        boolean right = !begun.hashes().isEmpty();
        var matched = right ? begun.hashes().get(0) : "";
        return box.accepted(new StaffCommand.ChoosePin(begun.number(), right, matched, pin));
    }

    /** As the pages do it: a hash is right when it is the PIN's own text here. */
    private Entered signIn(String name, String pin) {
        var begun = begin(name, Kind.PIN);
        assertThat(begun.verdict()).isEqualTo(Guesses.Verdict.GO);
        return box.accepted(
                new StaffCommand.SignIn(begun.number(), begun.hashes().contains(pin)));
    }

    private Set<Right> rights(String name) {
        return box.appliance.people().staff().rights(name, box.time.millis(), false);
    }

    private List<StaffEvent> written() throws StoreFailure, BadForm {
        var events = new ArrayList<StaffEvent>();
        for (var entry : box.store.read(Lane.URGENT, 1, 10_000)) {
            if (EventTypes.decode(entry).orElseThrow() instanceof StaffEvent event) {
                events.add(event);
            }
        }
        return events;
    }

    @Test
    void aCodeMakesAPinAndThePinOpensAlsoAfterARestart() throws Exception {
        assertThat(choose(LAN, "pin of lan").verdict()).isEqualTo(Verdict.IN);
        assertThat(choose(LAN, "another").verdict()).as("a code is good once").isEqualTo(Verdict.CODE_WRONG);
        box.crash();
        box.started();
        assertThat(choose(LAN, "another").verdict()).as("also after a restart").isEqualTo(Verdict.CODE_WRONG);
        assertThat(signIn(LAN, "pin of lan").verdict()).isEqualTo(Verdict.IN);
        assertThat(signIn(LAN, "another").verdict()).isEqualTo(Verdict.PIN_WRONG);
    }

    @Test
    void noPinAndNoHashIsInTheJournal() throws Exception {
        choose(LAN, "pin of lan");
        signIn(LAN, "pin of lan");
        for (var lane : Lane.values()) {
            for (var entry : box.store.read(lane, 1, 10_000)) {
                assertThat(new String(entry.body().toArray(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("pin of lan", "code of");
            }
        }
    }

    @Test
    void aTryCountsBeforeItIsLookedAtSoManyAtOnceWinNothing() {
        choose(LAN, "pin of lan");
        for (int i = 0; i < Guesses.FREE; i++) {
            assertThat(begin(LAN, Kind.PIN).verdict()).isEqualTo(Guesses.Verdict.GO);
        }
        assertThat(begin(LAN, Kind.PIN).verdict()).isEqualTo(Guesses.Verdict.WAIT);
    }

    @Test
    void aKilledProcessForgivesNoTry() throws Exception {
        choose(LAN, "pin of lan");
        for (int i = 0; i < Guesses.FREE; i++) {
            begin(LAN, Kind.PIN);
        }
        box.crash();
        box.started();
        assertThat(begin(LAN, Kind.PIN).verdict()).isEqualTo(Guesses.Verdict.WAIT);
    }

    @Test
    void tenWrongOnesLockUntilALeaderOrANewCodeUnlocks() throws Exception {
        choose(LAN, "pin of lan");
        for (int i = 0; i < Guesses.LOCK; i++) {
            later(Duration.ofMinutes(40));
            signIn(LAN, "wrong");
        }
        assertThat(begin(LAN, Kind.PIN).verdict()).isEqualTo(Guesses.Verdict.LOCKED);
        assertThat(written()).contains(new StaffEvent.PinLocked(LAN, PC));
        assertThat(box.refused(new StaffCommand.Unlock(LAN, LAN))).isEqualTo(StaffRejection.NOT_ALLOWED);
        box.accepted(new StaffCommand.Unlock(LAN, HAI));
        assertThat(signIn(LAN, "pin of lan").verdict()).isEqualTo(Verdict.IN);
    }

    @Test
    void whomTheCityTakesBackIsOutAtOnce() {
        choose(LAN, "pin of lan");
        assertThat(rights(LAN)).contains(Right.SERVE);
        takenBack(LAN);
        assertThat(rights(LAN)).isEmpty();
        assertThat(begin(LAN, Kind.PIN).hashes()).isEmpty();
    }

    @Test
    void aRaisedGenerationWantsANewPin() {
        choose(LAN, "pin of lan");
        var row = row(LAN, Role.RECEPTION);
        told(new StaffRow(
                LAN, LAN, row.roles(), row.until(), row.freshUntil(), "new code", row.codeUntil(), 1, List.of()));
        assertThat(begin(LAN, Kind.PIN).hashes()).isEmpty();
        assertThat(choose(LAN, "pin anew").verdict()).isEqualTo(Verdict.IN);
        assertThat(signIn(LAN, "pin anew").verdict()).isEqualTo(Verdict.IN);
    }

    @Test
    void entitlementHoldsSevenDaysWithTheCityInSightAndThirtyWithout() {
        var memory = box.appliance.people().staff();
        long now = box.time.millis();
        assertThat(memory.entitled(LAN, now + 6 * DAY, true)).isTrue();
        assertThat(memory.entitled(LAN, now + 8 * DAY, true)).isFalse();
        assertThat(memory.entitled(LAN, now + 29 * DAY, false)).isTrue();
        assertThat(memory.entitled(LAN, now + 31 * DAY, false)).isFalse();
    }

    @Test
    void twoTogetherOpenADayOfWorkAtCountersWhenAllIsOver() throws Exception {
        choose(LAN, "pin of lan");
        choose(HAI, "pin of hai");
        later(Duration.ofDays(40));
        assertThat(signIn(LAN, "pin of lan").verdict()).isEqualTo(Verdict.ENTITLEMENT_OVER);
        var alone = new StaffCommand.OpenEmergency(LAN, LAN, PC);
        assertThat(box.refused(alone)).isEqualTo(StaffRejection.NOT_TWO);
        assertThat(box.refused(new StaffCommand.OpenEmergency(LAN, HAI, PC))).isEqualTo(StaffRejection.NOT_TWO);
        prove(HAI, "pin of hai");
        assertThat(box.refused(new StaffCommand.OpenEmergency(LAN, HAI, "d-other")))
                .isEqualTo(StaffRejection.NOT_TWO);
        box.accepted(new StaffCommand.OpenEmergency(LAN, HAI, PC));
        assertThat(rights(HAI)).containsExactlyInAnyOrder(Right.SERVE, Right.LOOK_UP);
        box.crash();
        box.started();
        assertThat(signIn(LAN, "pin of lan").verdict()).isEqualTo(Verdict.IN);
        later(Duration.ofHours(25));
        assertThat(rights(LAN)).isEmpty();
    }

    private void prove(String name, String pin) {
        var begun = begin(name, Kind.PIN);
        box.accepted(new StaffCommand.ProvePin(begun.number(), begun.hashes().contains(pin)));
    }

    @Test
    void nobodyOpensAnEmergencyWhileTheCitysWordHolds() {
        choose(LAN, "pin of lan");
        choose(HAI, "pin of hai");
        prove(LAN, "pin of lan");
        prove(HAI, "pin of hai");
        assertThat(box.refused(new StaffCommand.OpenEmergency(LAN, HAI, PC))).isEqualTo(StaffRejection.NOT_OVER);
    }

    @Test
    void whoeverActsAtACounterIsWrittenDownOnceUntilAnotherComes() throws Exception {
        assertThat(box.accepted(new StaffCommand.TakeCounter(3, LAN, PC))).isTrue();
        assertThat(box.accepted(new StaffCommand.TakeCounter(3, LAN, PC))).isFalse();
        assertThat(box.accepted(new StaffCommand.TakeCounter(3, HAI, PC))).isTrue();
        assertThat(written().stream().filter(StaffEvent.CounterTaken.class::isInstance))
                .hasSize(2);
    }

    @Test
    void aDeviceIsOfTheHallOnceItsCodeIsConfirmedAndAlsoAfterARestart() throws Exception {
        var secret = Bytes.owned(new byte[32]);
        var pairing = box.accepted(new DeviceCommand.Pair("d-1", "7K2M9X", DeviceKind.KIOSK, secret));
        assertThat(box.appliance.people().devices().bySecret(secret)).isEmpty();
        assertThat(box.refused(new DeviceCommand.Confirm("7K2M9X", "Kiosk", LAN)))
                .isEqualTo(StaffRejection.NOT_ALLOWED);
        assertThat(box.refused(new DeviceCommand.Confirm("7K2M9Y", "Kiosk", StaffCommand.CONSOLE)))
                .isEqualTo(DeviceRejection.CODE_UNKNOWN);
        box.accepted(new DeviceCommand.Confirm(pairing.code(), "Kiosk", StaffCommand.CONSOLE));
        box.crash();
        box.started();
        assertThat(box.appliance
                        .people()
                        .devices()
                        .bySecret(secret)
                        .orElseThrow()
                        .id())
                .isEqualTo("d-1");
        box.accepted(new DeviceCommand.Revoke("d-1", StaffCommand.CONSOLE));
        assertThat(box.appliance.people().devices().bySecret(secret)).isEmpty();
    }

    @Test
    void aCodeOnAScreenIsNothingAfterTenMinutes() {
        box.accepted(new DeviceCommand.Pair("d-1", "7K2M9X", DeviceKind.BOARD, Bytes.owned(new byte[32])));
        later(Duration.ofMinutes(10));
        assertThat(box.refused(new DeviceCommand.Confirm("7K2M9X", "Bảng", StaffCommand.CONSOLE)))
                .isEqualTo(DeviceRejection.CODE_UNKNOWN);
    }

    /** Whatever happens in whatever order: what may be tried follows from what was tried, on disk as in memory. */
    @Test
    void countsAreTheSameOnDiskAndInMemoryWhateverHappens() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            var chance = new SplittableRandom(seed);
            var wrong = new TreeMap<String, Integer>(Map.of(LAN, 0, HAI, 0));
            choose(LAN, "pin of lan");
            choose(HAI, "pin of hai");
            wrong.replaceAll((name, count) -> pinState(name));
            for (int step = 0; step < 60; step++) {
                act(chance, wrong);
                for (var name : wrong.keySet()) {
                    assertThat(pinState(name))
                            .as("seed " + seed + " step " + step)
                            .isEqualTo(wrong.get(name));
                }
            }
        }
    }

    private int pinState(String name) {
        return box.accepted(new StaffCommand.ShowStaff()).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow()
                .wrong();
    }

    private void act(SplittableRandom chance, Map<String, Integer> wrong) throws StoreFailure {
        var name = chance.nextBoolean() ? LAN : HAI;
        var pin = name.equals(LAN) ? "pin of lan" : "pin of hai";
        switch (chance.nextInt(5)) {
            case 0, 1 -> {
                var begun = begin(name, Kind.PIN);
                if (begun.verdict() == Guesses.Verdict.GO) {
                    boolean right = chance.nextInt(3) > 0;
                    box.accepted(new StaffCommand.SignIn(
                            begun.number(), right && begun.hashes().contains(pin)));
                    wrong.merge(name, right ? -wrong.getOrDefault(name, 0) : 1, Integer::sum);
                }
            }
            case 2 -> {
                var begun = begin(name, Kind.PIN); // and the browser goes away
                wrong.merge(name, begun.verdict() == Guesses.Verdict.GO ? 1 : 0, Integer::sum);
            }
            case 3 -> {
                box.crash();
                box.started();
            }
            default -> {
                box.accepted(new StaffCommand.Unlock(name, StaffCommand.CONSOLE));
                wrong.put(name, 0);
            }
        }
        later(Duration.ofSeconds(chance.nextInt(90)));
    }

    @Test
    void everyRoleMayWhatItsTableSays() {
        var may = new EnumMap<Role, Set<Right>>(Role.class);
        for (var role : Role.values()) {
            may.put(role, role.rights());
        }
        assertThat(may.get(Role.RECEPTION)).doesNotContain(Right.APPROVE, Right.UNLOCK_STAFF, Right.MANAGE_DEVICES);
        assertThat(may.get(Role.WARD_ADMIN)).doesNotContain(Right.LOOK_UP, Right.SERVE, Right.APPROVE);
        assertThat(may.get(Role.AUDITOR)).containsExactly(Right.AUDIT);
        assertThat(may.get(Role.CITY_VIEWER)).containsExactly(Right.SEE_FLEET);
    }
}
