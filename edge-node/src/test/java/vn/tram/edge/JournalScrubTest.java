package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.scrub.DamagedEntry;
import vn.tram.edge.sync.scrub.MendEntries;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;

/** A real SQLite file at the box, whose rows another program changes; the centre is played by hand. */
final class JournalScrubTest {
    private static final Duration PERIOD = Duration.ofHours(24);

    @TempDir
    private Path folder = Path.of("");

    private final List<String> fetched = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private List<String> before = List.of();
    private List<Entry> centreHas = List.of();
    private long epoch;
    private int upTo = 30;
    private boolean busy;
    private BoxDriver box;
    private Scrub scrub;

    @BeforeEach
    void begin() throws StoreFailure, SQLException {
        box = new BoxDriver(folder).started();
        for (int i = 0; i < 30; i++) {
            box.accepted(new IssueTicket(box.id(), 'A', "", Channel.KIOSK));
        }
        epoch = box.store.head().epoch();
        before = rows();
        centreHas = box.store.read(Lane.URGENT, 1, 1_000);
        scrub = new Scrub(box.store, box.time, new Home(), PERIOD);
        scrub.begin();
        box.pass(PERIOD);
        assertThat(scrub.damaged()).isEmpty();
        assertThat(troubles).isEmpty();
    }

    @AfterEach
    void end() throws StoreFailure {
        scrub.end();
        box.crash();
    }

    private final class Home implements Scrub.Home {
        @Override
        public boolean busy() {
            return busy;
        }

        @Override
        public void fetch(long epoch, Lane lane, long afterLseq) {
            fetched.add(lane + " " + afterLseq);
        }

        @Override
        public void mend(List<Stamped> entries, Runnable done) {
            if (box.answer(new MendEntries(entries)) instanceof Outcome.Accepted<Integer>) {
                done.run();
            }
        }

        @Override
        public void trouble(String what) {
            troubles.add(what);
        }
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve(BoxStore.FILE);
    }

    private void sql(String change) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(change);
        }
    }

    private List<String> rows() throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT lsn, lane, lseq, type, version, at, hex(salt), hex(body),"
                        + " hex(hash), hex(lane_hash) FROM entry WHERE epoch = " + epoch + " AND lsn <= " + upTo
                        + " ORDER BY lsn")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= 10; i++) {
                    row.append(rows.getString(i)).append(' ');
                }
                all.add(row.toString());
            }
            return all;
        }
    }

    private List<Entry> from(long lseq) {
        return centreHas.stream().filter(entry -> entry.lseq() >= lseq).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET body = x'a0' WHERE lsn = 12",
                "UPDATE entry SET at = at + 1 WHERE lsn = 12",
                "UPDATE entry SET type = 7 WHERE lsn = 12",
                "UPDATE entry SET version = 70000 WHERE lsn = 12",
                "UPDATE entry SET salt = x'01' WHERE lsn = 12",
                "UPDATE entry SET body = x'a0', hash = x'00', lane_hash = x'00' WHERE lsn = 12",
                "DELETE FROM entry WHERE lsn = 12",
                "DELETE FROM entry WHERE lsn BETWEEN 12 AND 17",
                "UPDATE entry SET body = x'a0' WHERE lsn IN (12, 13, 20)"
            })
    void whatIsNotWhatWasWrittenIsFoundInADayAndMendedFromTheCentre(String damage) throws SQLException {
        sql(damage);

        box.pass(PERIOD);

        var found = scrub.damaged();
        assertThat(found).isNotEmpty();
        assertThat(fetched).contains("URGENT " + (found.get(0).lseq() - 1));
        assertThat(troubles.get(0)).contains("is not what was written");

        scrub.came(epoch, Lane.URGENT, from(found.get(0).lseq()));

        assertThat(scrub.damaged()).isEmpty();
        assertThat(rows()).isEqualTo(before);
        box.pass(PERIOD);
        assertThat(scrub.damaged()).isEmpty();
    }

    /** The epoch ends, as for a disk in another machine, and its last ten entries are as if they had come back. */
    private void epochEnds() throws SQLException, StoreFailure {
        box.appliance.startGuard().standsIn("0a");
        box.accepted(new IssueTicket(box.id(), 'A', "", Channel.KIOSK));
        centreHas = box.store.read(Lane.URGENT, 1, 1_000);
        box.crash();
        box.started();
        box.appliance.startGuard().standsIn("0b");
        box.accepted(new IssueTicket(box.id(), 'A', "", Channel.KIOSK));
        assertThat(box.store.head().epoch()).isNotEqualTo(epoch);
        sql("UPDATE entry SET hash = x'' WHERE lsn > 20 AND epoch = " + epoch);
        upTo = 1_000;
        before = rows();
        scrub.end();
        scrub = new Scrub(box.store, box.time, new Home(), PERIOD);
        scrub.begin();
        box.pass(PERIOD);
        assertThat(scrub.damaged()).isEmpty();
        assertThat(troubles).isEmpty();
    }

    private String lastOfEpoch() throws StoreFailure {
        return String.valueOf(box.store.ended().get(0).lane(Lane.URGENT).lseq());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET body = x'a0' WHERE lane = 1 AND lseq = 12",
                "UPDATE entry SET body = x'a0' WHERE lane = 1 AND lseq = 27",
                "UPDATE entry SET body = x'a0' WHERE lane = 1 AND lseq IN (26, 27)",
                "UPDATE entry SET lane_hash = x'11' WHERE lane = 1 AND lseq = 27",
                "UPDATE entry SET body = x'a0' WHERE lane = 1 AND lseq = LAST",
                "UPDATE entry SET lane_hash = x'11' WHERE lane = 1 AND lseq = LAST",
                "DELETE FROM entry WHERE lane = 1 AND lseq = 24",
                "DELETE FROM entry WHERE lane = 1 AND lseq >= LAST"
            })
    void whatIsOfAnEndedEpochIsFoundAndMendedToo(String damage) throws SQLException, StoreFailure {
        epochEnds();
        sql(damage.replace("LAST", lastOfEpoch()) + " AND epoch = " + epoch);

        box.pass(PERIOD);

        var found = scrub.damaged();
        assertThat(found).isNotEmpty().allSatisfy(one -> assertThat(one.epoch()).isEqualTo(epoch));
        assertThat(fetched).contains("URGENT " + (found.get(0).lseq() - 1));

        scrub.came(epoch + 1, Lane.URGENT, from(1));
        scrub.came(epoch, Lane.URGENT, from(found.get(0).lseq()));

        assertThat(scrub.damaged()).isEmpty();
        assertThat(laneRows(rows())).isEqualTo(laneRows(before));
        box.pass(PERIOD);
        assertThat(scrub.damaged()).isEmpty();
    }

    /** Without the chain of the box, which entries that came back have none of. */
    private static List<String> laneRows(List<String> rows) {
        return rows.stream()
                .map(row -> row.replaceAll(" [0-9A-F]*( [0-9A-F]* )$", "$1"))
                .toList();
    }

    /** What a process folds its day from while it runs is looked at as at a start. */
    @ParameterizedTest
    @ValueSource(strings = {"body = x'a0'", "at = at + 1", "hash = x'11'"})
    void dayIsNeverFoldedFromWhatWasNotWritten(String damage) throws SQLException, StoreFailure {
        for (int i = 0; i < 5; i++) {
            box.accepted(new IssueTicket(box.id(), 'A', "", Channel.KIOSK));
        }
        long lsn = box.store.head().lsn() - 2;
        box.crash();
        var heard = new ArrayList<String>();
        try (var store = BoxStore.open(folder, BoxDriver.BOX, 1, found -> heard.add(found.getMessage()))) {
            store.recover();
            assertThat(store.today()).isNotEmpty();
            sql("UPDATE entry SET " + damage + " WHERE lsn = " + lsn);
            assertThatThrownBy(store::today).isInstanceOf(StoreFailure.class);
            assertThat(heard).singleElement().asString().contains("entry " + lsn + " of today does not fit the chain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "lane_hash"})
    void chainAloneThatIsWrongIsSetRightFromItsNeighbours(String column) throws SQLException {
        sql("UPDATE entry SET " + column + " = x'" + "11".repeat(32) + "' WHERE lsn = 12");

        box.pass(PERIOD);

        assertThat(rows()).isEqualTo(before);
        assertThat(fetched).isEmpty();
        assertThat(scrub.damaged()).isEmpty();
    }

    @Test
    void whatDoesNotFitTheChainIsNotTaken() throws SQLException {
        sql("UPDATE entry SET body = x'a0' WHERE lsn = 12");
        box.pass(PERIOD);
        var damaged = scrub.damaged();
        var right = from(damaged.get(0).lseq()).get(0);
        var wrong = new Entry(
                right.epoch(),
                right.lsn(),
                right.lane(),
                right.lseq(),
                right.type(),
                right.version(),
                right.at() + 1,
                right.salt(),
                right.body());
        var rows = rows();

        scrub.came(epoch, Lane.URGENT, List.of(wrong));

        assertThat(rows()).isEqualTo(rows);
        assertThat(scrub.damaged()).isEqualTo(damaged);
    }

    @Test
    void damageThatTheCentreCannotMendYetIsAskedForAgain() throws SQLException {
        sql("UPDATE entry SET body = x'a0' WHERE lsn = 12");
        box.pass(PERIOD);
        int asked = fetched.size();

        box.pass(Duration.ofHours(1));

        assertThat(fetched).hasSizeGreaterThan(asked + 4);
    }

    @Test
    void searchWaitsWhileTheHallWritesButNotForEver() throws SQLException {
        sql("UPDATE entry SET body = x'a0' WHERE lsn = 12");
        busy = true;

        box.pass(Duration.ofHours(30));

        assertThat(scrub.damaged()).extracting(DamagedEntry::lane).containsExactly(Lane.URGENT);
    }
}
