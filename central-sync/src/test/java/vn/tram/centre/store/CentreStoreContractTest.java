package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.tram.centre.CentreRig.MORNING;
import static vn.tram.centre.CentreRig.TODAY;
import static vn.tram.centre.CentreRig.called;
import static vn.tram.centre.CentreRig.ticket;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.tram.centre.BoxJournal;
import vn.tram.centre.CentreRig;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.fleet.WardHistory;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.Item;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written.Landed;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.LineFigures;

/** What every store of the centre keeps and forgets. */
abstract class CentreStoreContractTest {
    private static final long AT = MORNING.toEpochMilli();

    /** A store behind its ports, in the order of {@link #open}. */
    record Opened(Ledger ledger, IntakeBook intake, FleetBook fleet, FeedShelf shelf, WardHistory history) {}

    private final BoxJournal box = new BoxJournal("w00070-1", 11);
    private final SplittableRandom chance = new SplittableRandom(3);

    /** Opens the one store of this test, again and again. */
    abstract Opened open() throws StoreFailure;

    private static void write(Opened store, Landing... landings) throws StoreFailure {
        for (var landing : landings) {
            store.ledger().write(new Landed(landing));
        }
    }

    private QueueEvent.TicketIssued issued(String label) {
        return new QueueEvent.TicketIssued(ticket(label), UuidV7.at(AT, chance), "2.000815", Channel.RECEPTION);
    }

    private FrameLanded landed(long first, long last) {
        var hash = box.head(Lane.URGENT, last).hash();
        return new FrameLanded(box.box(), 11, Lane.URGENT, first, last, raw(first), hash, AT);
    }

    private static FrameLanded landed(BoxJournal of, long first, long last) {
        var hash = of.head(Lane.URGENT, last).hash();
        return new FrameLanded(of.box(), 11, Lane.URGENT, first, last, raw(first), hash, AT);
    }

    private static Bytes raw(long mark) {
        return Bytes.of(new byte[] {1, (byte) mark});
    }

    private static Shown shown(Entry entry) {
        try {
            return new Shown(entry, EventTypes.decode(entry).orElseThrow());
        } catch (BadForm bad) {
            throw new AssertionError(bad);
        }
    }

    private EntriesProjected projected(long upTo, Item... items) {
        return new EntriesProjected(box.box(), 11, Lane.URGENT, upTo, List.of(items));
    }

    private Opened withThreeTickets() throws StoreFailure {
        box.add(MORNING, issued("A1"), issued("A2"), issued("A3"));
        box.add(MORNING.plusSeconds(9), called("A2", 4));
        var store = open();
        store.ledger().recover();
        write(store, new EpochTaken(box.box(), 11), landed(1, 2), landed(3, 4));
        return store;
    }

    @Test
    void namesOfTheDatabaseStayAsLongAsItDoes() throws StoreFailure {
        var first = open();
        assertThat(open().intake().intake().incarnation())
                .isEqualTo(first.intake().intake().incarnation())
                .isNotZero();
        assertThat(open().shelf().feeds().feedEpoch())
                .isEqualTo(first.shelf().feeds().feedEpoch())
                .isNotZero();
    }

    @Test
    void newLifeOfTheDatabaseIsKeptOrUndoneLikeEverything() throws StoreFailure {
        var store = open();
        long before = store.intake().intake().incarnation();
        write(store, new LifeBegun(77, 76));
        store.ledger().recover();
        assertThat(store.intake().intake().incarnation()).isEqualTo(before);
        write(store, new LifeBegun(77, 76));
        store.ledger().commit();
        assertThat(open().intake().intake().incarnation()).isEqualTo(77);
        assertThat(open().intake().intake().pastLives()).containsExactlyInAnyOrder(76L, before);
    }

    @Test
    void emptyStoreHasNothing() throws StoreFailure {
        var store = open();
        assertThat(store.ledger().recover().head().at()).isZero();
        assertThat(store.intake().intake().boxes()).isEmpty();
        assertThat(store.fleet().boxes()).isEmpty();
        assertThat(store.shelf().feeds().rows()).isEmpty();
        assertThat(store.history().daysOf(box.box(), 9)).isEmpty();
    }

    @Test
    void dayFoldedAnewTakesThePlaceOfItsRowsAndOfWhatWasPutAside() throws StoreFailure {
        var store = withThreeTickets();
        var entries = box.entries(Lane.URGENT);
        write(
                store,
                projected(3, shown(entries.get(0)), new Parked(entries.get(1)), shown(entries.get(2))),
                projected(4, new Quarantined(4, 4, raw(4), "no ticket")));
        store.ledger().commit();
        var again = open();
        again.ledger().recover();
        assertThat(again.intake().parkedLanes()).containsExactly(new ParkedLane(box.box(), Lane.URGENT));
        assertThat(again.intake().parked(box.box(), 11, Lane.URGENT, 0, 9)).containsExactly(entries.get(1));
        assertThat(again.intake().parked(box.box(), 11, Lane.URGENT, 2, 9)).isEmpty();
        var all = entries.stream().map(CentreStoreContractTest::shown).toList();
        write(again, new TakenUp(box.box(), 11, Lane.URGENT, List.of(2L), List.of(), CentreRig.TODAY, all));
        again.ledger().commit();
        assertThat(again.intake().parkedLanes()).isEmpty();
        assertThat(again.intake().tickets(box.box(), CentreRig.TODAY))
                .hasSize(3)
                .anyMatch(ticket -> ticket.key().equals(ticket("A2")) && ticket.counter() == 4);
    }

    @Test
    void landedFramesAndTheirWatermarkStayTogether() throws StoreFailure {
        withThreeTickets().ledger().commit();
        var store = open();
        store.ledger().recover();
        var marks = store.intake().intake().boxes().getOrDefault(box.box(), new BoxMarks(0, Map.of()));
        assertThat(marks.epoch()).isEqualTo(11);
        assertThat(marks.lane(Lane.URGENT).durable()).isEqualTo(4);
        assertThat(marks.lane(Lane.URGENT).applied()).isZero();
        assertThat(marks.lane(Lane.URGENT).hash())
                .isEqualTo(box.head(Lane.URGENT, 4).hash());
    }

    @Test
    void whatIsNotCommittedIsGoneAfterRecovery() throws StoreFailure {
        var store = withThreeTickets();
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 0, 9)).hasSize(2);
        store.ledger().recover();
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 0, 9)).isEmpty();
        assertThat(store.intake().intake().boxes()).isEmpty();
    }

    @Test
    void landingLogIsReadFromTheFrameThatHoldsTheNextEntry() throws StoreFailure {
        var store = withThreeTickets();
        var first = new LandedFrame(1, 2, raw(1), box.head(Lane.URGENT, 2).hash());
        var second = new LandedFrame(3, 4, raw(3), box.head(Lane.URGENT, 4).hash());
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 0, 9)).containsExactly(first, second);
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 1, 9)).containsExactly(first, second);
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 2, 9)).containsExactly(second);
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 4, 9)).isEmpty();
        assertThat(store.intake().landed(box.box(), 11, Lane.URGENT, 0, 1)).containsExactly(first);
        assertThat(store.intake().landed(box.box(), 12, Lane.URGENT, 0, 9)).isEmpty();
        assertThat(store.intake().landed(box.box(), 11, Lane.RECORDS, 0, 9)).isEmpty();
    }

    @Test
    void shownEntriesAreTicketsAndMoveTheCursor() throws StoreFailure {
        var store = withThreeTickets();
        var entries = box.entries(Lane.URGENT);
        write(store, projected(3, shown(entries.get(0)), shown(entries.get(1)), shown(entries.get(2))));
        write(store, projected(4, shown(entries.get(3))));
        store.ledger().commit();
        var tickets = open().intake().tickets(box.box(), TODAY);
        assertThat(tickets).hasSize(3);
        assertThat(tickets)
                .filteredOn(ticket -> ticket.key().equals(ticket("A2")))
                .singleElement()
                .satisfies(ticket -> {
                    assertThat(ticket.state()).isEqualTo(TicketState.CALLED);
                    assertThat(ticket.counter()).isEqualTo(4);
                    assertThat(ticket.channel()).isEqualTo(Channel.RECEPTION);
                    assertThat(ticket.firstCalledAt()).isEqualTo(AT + 9_000);
                });
        var marks = open().intake().intake().boxes().getOrDefault(box.box(), new BoxMarks(0, Map.of()));
        assertThat(marks.lane(Lane.URGENT).applied()).isEqualTo(4);
        assertThat(marks.unprojected()).isFalse();
    }

    /** A backlog is written ticket by ticket, live events one by one: the tables must be the same. */
    @Test
    void backlogInOneGoIsTheDayEventByEvent() throws StoreFailure {
        var other = new BoxJournal("w00004-1", 11);
        for (var journal : List.of(box, other)) {
            aLongMorning(journal);
        }
        var store = open();
        store.ledger().recover();
        var all = box.entries(Lane.URGENT);
        write(store, new EpochTaken(box.box(), 11), new EpochTaken(other.box(), 11));
        write(store, landed(1, all.size()), landed(other, 1, all.size()));
        for (var entry : other.entries(Lane.URGENT)) {
            var one = List.<Item>of(shown(entry));
            write(store, new EntriesProjected(other.box(), 11, Lane.URGENT, entry.lseq(), one));
        }
        int half = all.size() / 2;
        write(store, projected(half, items(all.subList(0, half))));
        write(store, projected(all.size(), items(all.subList(half, all.size()))));
        store.ledger().commit();
        var again = open();
        assertThat(again.intake().tickets(box.box(), TODAY))
                .hasSize(30)
                .containsExactlyInAnyOrderElementsOf(again.intake().tickets(other.box(), TODAY));
    }

    private static Item[] items(List<Entry> entries) {
        return entries.stream().map(CentreStoreContractTest::shown).toArray(Item[]::new);
    }

    /** Thirty tickets in all states, their events mixed. */
    private static void aLongMorning(BoxJournal journal) {
        var ids = new SplittableRandom(7);
        journal.add(MORNING, new QueueEvent.DayOpened(TODAY));
        for (int i = 1; i <= 30; i++) {
            var key = ticket("A" + i);
            journal.add(
                    MORNING.plusSeconds(i),
                    new QueueEvent.TicketIssued(key, UuidV7.at(AT, ids), "2.000815", Channel.KIOSK));
            if (i > 3) {
                journal.add(MORNING.plusSeconds(i), called("A" + (i - 3), 1 + i % 4));
            }
            if (i > 5 && i % 5 == 0) {
                journal.add(MORNING.plusSeconds(i), new QueueEvent.TicketAbsent(ticket("A" + (i - 5)), 2));
            } else if (i > 5) {
                journal.add(MORNING.plusSeconds(i), new QueueEvent.ServingStarted(ticket("A" + (i - 5)), 2));
            }
            if (i > 12 && i % 5 != 2) {
                journal.add(MORNING.plusSeconds(i), new QueueEvent.ServingFinished(ticket("A" + (i - 12)), 2));
            }
        }
    }

    @Test
    void numberGivenTwiceInABacklogIsRefusedToo() throws StoreFailure {
        aLongMorning(box);
        var store = open();
        store.ledger().recover();
        var all = box.entries(Lane.URGENT);
        write(store, new EpochTaken(box.box(), 11), landed(1, all.size()));
        write(store, projected(20, items(all.subList(0, 20))));
        assertThatThrownBy(() -> write(store, projected(40, items(all.subList(0, 20)))))
                .isInstanceOf(StoreFailure.class);
    }

    @Test
    void numberGivenTwiceIsRefusedByTheStoreToo() throws StoreFailure {
        var store = withThreeTickets();
        var first = shown(box.entries(Lane.URGENT).get(0));
        assertThatThrownBy(() -> write(store, projected(2, first, first))).isInstanceOf(StoreFailure.class);
    }

    @Test
    void changeOfATicketThatIsNotThereIsRefused() throws StoreFailure {
        var store = withThreeTickets();
        var call = shown(box.entries(Lane.URGENT).get(3));
        assertThatThrownBy(() -> write(store, projected(1, call))).isInstanceOf(StoreFailure.class);
    }

    @Test
    void parkedAndQuarantinedEntriesAreKeptApart() throws StoreFailure {
        var store = withThreeTickets();
        var entry = box.entries(Lane.URGENT).get(0);
        write(store, projected(2, new Parked(entry), new Quarantined(2, 2, raw(7), "because")));
        store.ledger().commit();
        assertThat(open().intake().tickets(box.box(), TODAY)).isEmpty();
    }

    @Test
    void frameLandsOnceOnly() throws StoreFailure {
        var store = withThreeTickets();
        assertThatThrownBy(() -> write(store, landed(3, 4))).isInstanceOf(StoreFailure.class);
    }

    @Test
    void marksAreOfTheEpochThatIsTaken() throws StoreFailure {
        var store = withThreeTickets();
        write(store, new EpochTaken(box.box(), 12));
        assertThat(store.intake().intake().boxes()).containsExactly(Map.entry(box.box(), new BoxMarks(12, Map.of())));
    }

    @Test
    void alarmHasOneLine() throws StoreFailure {
        var store = open();
        var first = new Alarm("w00070-1", AlarmCode.FORK, 5, 5, 1, true, "one");
        var second = new Alarm("w00070-1", AlarmCode.FORK, 5, 9, 2, false, "two");
        write(store, new AlarmNoted(first), new AlarmNoted(second));
        store.ledger().commit();
        assertThat(open().intake().intake().alarms()).containsExactly(second);
    }

    @Test
    void boxRowsComeBackAsTheyWere() throws StoreFailure {
        var store = open();
        var heads = Map.of(Lane.URGENT, 17L, Lane.STATISTICS, 2L);
        var row = new BoxRow(new BoxId("w00004-1"), "0.1.0", AT + 5, true, AT, heads, -12, 3, new LineFigures(8, 3, 5));
        var bare = new BoxRow(new BoxId("w00008-1"), "", AT, false, AT, Map.of(), 0, 0, LineFigures.NONE);
        write(store, new BoxNoted(row), new BoxNoted(bare), new BoxNoted(row));
        store.ledger().commit();
        assertThat(open().fleet().boxes()).containsExactlyInAnyOrder(row, bare);
        assertThat(open().ledger().recover().head().at()).isEqualTo(AT + 5);
    }

    @Test
    void feedsKeepTheNewestRowOfEachKey() throws StoreFailure {
        var store = open();
        write(store, published(1, row("a", 1, "1"), row("b", 2, "2"), row("c", 3, "3")));
        write(store, published(5, row("a", 4, "4"), row("b", 5, "")));
        store.ledger().commit();
        assertThat(open().shelf().feeds().rows())
                .containsExactly(Map.entry("services", List.of(row("c", 3, "3"), row("a", 4, "4"), row("b", 5, ""))));
    }

    @Test
    void whatABoxHasOfAFeedIsKept() throws StoreFailure {
        var store = open();
        var first = new FeedTold(box.box(), "services", new FeedPosition(7, 1));
        var second = new FeedTold(box.box(), "services", new FeedPosition(7, 8));
        write(store, first, second);
        store.ledger().commit();
        assertThat(open().shelf().feeds().told()).containsExactly(second);
    }

    private static RowsPublished published(long head, FeedRow... rows) {
        return new RowsPublished("services", new FeedPosition(1, head), List.of(rows), 5);
    }

    private static FeedRow row(String key, long offset, String body) {
        return new FeedRow(key, offset, Bytes.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void historyTellsDaysAndTickets() throws StoreFailure {
        var store = open();
        for (int day : new int[] {TODAY - 3, TODAY - 1, TODAY}) {
            box.add(MORNING, new QueueEvent.DayOpened(day));
            box.add(MORNING, new QueueEvent.TicketIssued(ticket(day, "A1"), UuidV7.at(AT, chance), "", Channel.KIOSK));
        }
        var items = box.entries(Lane.URGENT).stream()
                .map(CentreStoreContractTest::shown)
                .toArray(Item[]::new);
        write(store, new EpochTaken(box.box(), 11), landed(1, 6), projected(6, items));
        store.ledger().commit();
        assertThat(store.history().daysOf(box.box(), 9)).containsExactly(TODAY, TODAY - 1, TODAY - 3);
        assertThat(store.history().daysOf(box.box(), 2)).containsExactly(TODAY, TODAY - 1);
        assertThat(store.history().ticketsOf(box.box(), TODAY - 3)).hasSize(1);
        assertThat(store.history().ticketsOf(box.box(), TODAY - 2)).isEmpty();
        assertThat(store.history().daysOf(new BoxId("w00004-1"), 9)).isEmpty();
    }
}
