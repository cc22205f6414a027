package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.Appliance;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.feeds.FeedCommand.TakeFeed;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.TakeAcks;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.edge.sync.lease.KeepLease;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Link;

/** SQLite and memory under the same box and the same script: every answer and everything readable is equal. */
final class BoxStoreContractTest {
    private static final WardCode WARD = new WardCode("00070");
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final long EPOCH = 0x1234_5678_9abcL;
    private static final int DAY = 20_780;

    /** Keys of a counter, those of a plain visit more often. */
    private static final List<CounterVerb> KEYS = List.of(
            CounterVerb.CALL_NEXT,
            CounterVerb.CALL_NEXT,
            CounterVerb.START,
            CounterVerb.START,
            CounterVerb.FINISH,
            CounterVerb.RECALL,
            CounterVerb.HOLD,
            CounterVerb.ABSENT,
            CounterVerb.UNDO);

    /** No broker ever answers. */
    private static final Link DEAF = new Link() {
        @Override
        public void open(Session session, Listener listener) {}

        @Override
        public void send(String topic, byte[] payload, Consumer<Sent> settled) {}

        @Override
        public void close() {}
    };

    /** One box over one store; both of them see the same times and the same chance. */
    private static final class Box {
        private final ManualTimers time = new ManualTimers(BusinessDay.instant(DAY, java.time.LocalTime.of(8, 30)));
        private final Random chance = new Random(7);
        private Appliance appliance;

        Box(BoxStorage store) throws StoreFailure {
            this.appliance = started(store);
        }

        private Appliance started(BoxStorage from) throws StoreFailure {
            var platform = new Platform(time, time, chance, time);
            var identity = new BoxIdentity(BOX, "1.0", "nowhere", TestKeys.TRUSTED, TestKeys.BOX);
            var made = new Appliance(WARD, identity, platform, from, DEAF, changes -> {}, trouble -> {});
            made.core().start(() -> {});
            made.begin();
            return made;
        }

        void restart(BoxStorage again) throws StoreFailure {
            appliance.end();
            appliance = started(again);
        }

        List<Outcome<?>> play(List<Command<?>> group) {
            var answers = new ArrayList<Outcome<?>>();
            group.forEach(command -> appliance.submit(command).thenAccept(answers::add));
            while (appliance.core().drain()) {
                time.advance(Duration.ZERO);
            }
            return answers;
        }
    }

    @TempDir
    Path folder = Path.of("");

    private final Random script = new Random(20_261_122);
    private BoxStore sqlite = unopened();
    private MemoryBoxStore memory = new MemoryBoxStore(EPOCH);

    @SuppressWarnings("NullAway") // opened before each test
    private static BoxStore unopened() {
        return null;
    }

    @BeforeEach
    void openBoth() throws StoreFailure {
        sqlite = BoxStore.open(folder, BOX, EPOCH);
        memory = new MemoryBoxStore(EPOCH);
    }

    @AfterEach
    void closeSqlite() throws StoreFailure {
        sqlite.close();
    }

    @Test
    void bothStoresHoldTheSameThroughThreeDaysAndRestarts() throws StoreFailure {
        var real = new Box(sqlite);
        var fake = new Box(memory);
        for (int round = 0; round < 400; round++) {
            var group = group();
            assertThat(fake.play(group)).as("round %d: %s", round, group).isEqualTo(real.play(group));
            var pause = Duration.ofSeconds(script.nextInt(40));
            real.time.advance(pause);
            fake.time.advance(pause);
            if (round % 130 == 100) {
                real.time.advance(Duration.ofMinutes(1_425));
                fake.time.advance(Duration.ofMinutes(1_425));
            }
            if (round % 80 == 0) {
                sqlite.close();
                sqlite = BoxStore.open(folder, BOX, 99);
                real.restart(sqlite);
                fake.restart(memory);
            }
            if (round % 25 == 0) {
                assertSame();
            }
        }
        assertSame();
        assertThat(memory.head().lsn()).isGreaterThan(250);
        assertThat(fake.appliance.today().sorted())
                .isEqualTo(real.appliance.today().sorted());
    }

    @Test
    void whatWasNotCommittedIsGoneInBoth() throws StoreFailure {
        var real = new Box(sqlite);
        var fake = new Box(memory);
        var first = List.<Command<?>>of(issue('A'), issue('C'));
        assertThat(fake.play(first)).isEqualTo(real.play(first));
        long before = memory.head().lsn();

        for (var store : List.of(sqlite, memory)) {
            store.write(new Written.Landed(new AckLanded(Lane.URGENT, 3, 3, 5, EPOCH)));
            assertThat(store.recover().head().lsn()).isEqualTo(before);
        }

        assertSame();
        assertThat(memory.acks()).isEmpty();
    }

    @Test
    void bothRefuseANumberGivenTwice() throws StoreFailure {
        var real = new Box(sqlite);
        var fake = new Box(memory);
        var issued = List.<Command<?>>of(issue('A'));
        assertThat(fake.play(issued)).isEqualTo(real.play(issued));
        var event = memory.journal().get(memory.journal().size() - 1);

        var again = new vn.tram.kernel.hall.QueueEvent.TicketIssued(
                new TicketKey(DAY, 'A', 1), new UUID(1, 2), "", Channel.KIOSK);
        var placed = vn.tram.kernel.event.EventTypes.place(
                memory.head(), again, event.entry().at());
        for (var store : List.<BoxStorage>of(sqlite, memory)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> store.write(new Written.Journalled(placed, again)))
                    .isInstanceOf(StoreFailure.class);
            store.recover();
        }
        assertSame();
    }

    private void assertSame() throws StoreFailure {
        assertThat(memory.head()).isEqualTo(sqlite.head());
        for (var lane : Lane.values()) {
            long end = memory.head().lane(lane).lseq();
            assertThat(memory.read(lane, 1, 10_000)).isEqualTo(sqlite.read(lane, 1, 10_000));
            assertThat(memory.read(lane, end, 5)).isEqualTo(sqlite.read(lane, end, 5));
            assertThat(memory.read(lane, end + 1, 5)).isEqualTo(sqlite.read(lane, end + 1, 5));
            for (long lseq = 0; lseq <= end; lseq += 1 + end / 7) {
                assertThat(memory.laneAt(lane, lseq)).isEqualTo(sqlite.laneAt(lane, lseq));
            }
        }
        assertThat(memory.today()).isEqualTo(sqlite.today());
        assertThat(memory.feeds()).isEqualTo(sqlite.feeds());
        assertThat(memory.acks()).isEqualTo(sqlite.acks());
        assertThat(memory.lease()).isEqualTo(sqlite.lease());
        assertThat(memory.spent()).isEqualTo(sqlite.spent());
        for (int day = DAY; day < DAY + 4; day++) {
            assertThat(memory.ticketRows(day)).hasSameElementsAs(sqlite.ticketRows(day));
        }
        assertThat(memory.recover()).isEqualTo(sqlite.recover());
    }

    private List<Command<?>> group() {
        var commands = new ArrayList<Command<?>>();
        for (int i = 0; i <= script.nextInt(4); i++) {
            commands.add(command());
        }
        if (script.nextInt(10) == 0) {
            commands.add(commands.get(0)); // the same press again
        }
        return commands;
    }

    private Command<?> command() {
        int counter = 1 + script.nextInt(5);
        int kind = script.nextInt(100);
        if (kind < 30) {
            return issue("ACEGHKLV".charAt(script.nextInt(8)));
        } else if (kind < 78) {
            return new ActAtCounter(id(), counter, KEYS.get(script.nextInt(KEYS.size())));
        } else if (kind < 88) {
            var verbs = TicketVerb.values();
            var label = "ACEGHKLV".charAt(script.nextInt(8)) + "00" + (1 + script.nextInt(9));
            return new ActOnTicket(id(), counter, verbs[script.nextInt(verbs.length)], label, "đi nhầm quầy");
        } else if (kind < 93) {
            return new Transfer(id(), counter, "ACEGHKLV".charAt(script.nextInt(8)), "sai loại");
        } else if (kind < 94) {
            return new KeepLease(script.nextInt(50));
        } else if (kind < 96) {
            return new TakeAcks(
                    List.of(new AckLanded(Lane.URGENT, script.nextInt(50), script.nextInt(50), 5, EPOCH)),
                    List.of(new LaneSpent(Lane.RECORDS, script.nextInt(50), script.nextInt(50))));
        }
        return feed();
    }

    private IssueTicket issue(char series) {
        return new IssueTicket(id(), series, "", Channel.KIOSK);
    }

    private UUID id() {
        return new UUID(script.nextLong(), script.nextLong());
    }

    private Command<?> feed() {
        int kind = script.nextInt(3);
        var feed = kind == 0 ? FeedNames.PROCEDURES : FeedNames.ward(WARD);
        long feedEpoch = 1L + script.nextInt(2);
        int from = script.nextInt(3);
        var rows = new ArrayList<FeedRow>();
        if (kind == 0) {
            var procedure = StartingSet.procedures().get(script.nextInt(20));
            var body = script.nextBoolean() ? CatalogueJson.write(procedure) : Bytes.EMPTY;
            rows.add(new FeedRow(procedure.code(), from + 1, body));
        } else {
            rows.add(new FeedRow(FeedNames.SETTINGS_KEY, from + 1, CatalogueJson.write(WardSettings.standard())));
        }
        int head = from + (script.nextBoolean() ? 1 : 2);
        return new TakeFeed(new FeedBatch(
                feed, new FeedPosition(feedEpoch, from), new FeedPosition(feedEpoch, from + 1), head, rows));
    }
}
