package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tram.centre.Worker;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Ownership;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.fleet.BoxSeen;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Landed;
import vn.tram.kernel.wire.Control.LineFigures;

/** Workers that share one database: who may commit what, and what they hear of each other. */
@Timeout(120)
final class WorkplaceTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Ownership OWNERSHIP = new Ownership() {
        @Override
        public String of(Landing landing) {
            return landing instanceof BoxNoted noted ? noted.row().box().value() : "";
        }

        @Override
        public boolean seenOnly(Landing landing) {
            return landing instanceof BoxSeen;
        }
    };

    private final List<Workplace> workers = new ArrayList<>();
    private @Nullable PostgresDatabase given;

    @BeforeEach
    void create() throws SQLException {
        given = PostgresDatabase.create();
    }

    @AfterEach
    void close() throws SQLException, StoreFailure {
        for (var worker : workers) {
            worker.close();
        }
        if (given != null) {
            given.close();
        }
    }

    private PostgresDatabase database() {
        return Objects.requireNonNull(given);
    }

    private Workplace worker(String name) throws StoreFailure {
        var worker = Workplace.open(database().address(), name, new SplittableRandom(workers.size() + 1), OWNERSHIP);
        workers.add(worker);
        return worker;
    }

    /** As the others see it when it has said nothing for a while. */
    private void silence(Workplace worker) throws SQLException {
        database().execute("UPDATE worker SET until = 0 WHERE life = '" + worker.life() + "'");
    }

    private static BoxRow row(long heardAt) {
        return new BoxRow(BOX, "", heardAt, true, 1, Map.of(), 0, 0, LineFigures.NONE);
    }

    private static void write(Workplace worker, long heardAt) throws StoreFailure {
        worker.store().write(new Landed(new BoxNoted(row(heardAt))));
    }

    /** Takes up what the last beat gave, as the core does. */
    private static Workplace takenUp(Workplace worker) throws StoreFailure {
        worker.beat();
        worker.store().recover();
        return worker;
    }

    private long heardAt() throws SQLException {
        try (var connection = DriverManager.getConnection(database().url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT heard_at FROM box")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    @Test
    void firstWorkerIsInChargeOfEverything() throws StoreFailure {
        var worker = worker("one");
        assertThat(worker.duty().fences()).isEmpty();
        assertThat(worker.beat()).isTrue();
        assertThat(worker.duty().fences()).hasSize(Workplace.PARTITIONS + 1).containsKey(Duty.CITY);
        assertThat(worker.beat()).isFalse();
    }

    @Test
    void workersShareTheBoxesAndOneAloneHasTheCity() throws StoreFailure {
        var one = worker("one");
        var two = worker("two");
        for (int i = 0; i < 4; i++) {
            one.beat();
            two.beat();
        }
        assertThat(one.duty().fences().size() + two.duty().fences().size()).isEqualTo(Workplace.PARTITIONS + 1);
        assertThat(two.duty().fences().size()).isBetween(30, 35);
        assertThat(one.duty().hasCity()).isNotEqualTo(two.duty().hasCity());
        assertThat(one.duty().has(BOX)).isNotEqualTo(two.duty().has(BOX));
    }

    @Test
    void workerWithoutTheShareIsRefusedBeforeItWrites() throws StoreFailure {
        var one = worker("one");
        assertThatThrownBy(() -> write(one, 5))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("not in charge of w00070-1");
    }

    /** The worker wrote, then slept for longer than its lease; another took over and went on. */
    @Test
    void workerThatWakesAfterATakeoverCannotCommit() throws Exception {
        var sleeper = takenUp(worker("sleeper"));
        var heir = worker("heir");
        write(sleeper, 5);
        sleeper.store().commit();
        write(sleeper, 6);
        silence(sleeper);
        heir.beat();
        heir.store().recover();
        assertThat(heir.duty().has(BOX)).isTrue();

        assertThatThrownBy(() -> sleeper.store().commit())
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("gone to another worker");
        sleeper.store().recover();
        write(heir, 7);
        heir.store().commit();

        assertThat(heardAt()).isEqualTo(7);
        assertThatThrownBy(() -> {
                    write(sleeper, 8);
                    sleeper.store().commit();
                })
                .isInstanceOf(StoreFailure.class);
        sleeper.beat();
        assertThat(sleeper.duty().has(BOX)).isFalse();
    }

    /** It sleeps in the middle of a transaction: its locks must not keep the heir waiting for ever. */
    @Test
    void locksOfASleeperAreTakenFromIt() throws Exception {
        var sleeper = takenUp(worker("sleeper"));
        var heir = worker("heir");
        write(sleeper, 5);
        sleeper.store().commit();
        write(sleeper, 6); // the row is locked from here on, and nothing more is said
        silence(sleeper);
        heir.beat();
        heir.store().recover();
        write(heir, 7); // waits until the server ends the sleeper's session
        heir.store().commit();
        assertThat(heardAt()).isEqualTo(7);
        assertThatThrownBy(() -> sleeper.store().commit()).isInstanceOf(StoreFailure.class);
    }

    @Test
    void workerThatLeavesInGoodOrderIsReplacedAtTheNextBeat() throws StoreFailure {
        var one = takenUp(worker("one"));
        var two = worker("two");
        one.leave();
        two.beat();
        assertThat(two.duty().fences()).hasSize(Workplace.PARTITIONS + 1);
    }

    @Test
    void othersHearWhichBoxMovedOnceItIsCommitted() throws Exception {
        var one = takenUp(worker("one"));
        var two = worker("two");
        assertThat(two.await(1)).as("nothing can be said before it listens").isEmpty();
        one.await(1);
        write(one, 5);
        assertThat(two.await(50)).contains(Set.of());
        one.store().commit();
        assertThat(two.await(5_000)).contains(Set.of("w00070-1"));
        assertThat(one.await(50)).as("its own").contains(Set.of());
        one.store().write(new Landed(new BoxNoted(row(6))));
        one.store().write(new Landed(new EpochTaken(BOX, 11)));
        one.store().commit();
        assertThat(two.await(5_000)).contains(Set.of("w00070-1", Workplace.FEEDS));
        var seen = two.look(Set.of("w00070-1", Workplace.FEEDS));
        assertThat(seen.feeds()).isPresent();
        assertThat(seen.boxes()).singleElement().satisfies(box -> {
            assertThat(box.row()).contains(row(6));
            assertThat(box.marks().epoch()).isEqualTo(11);
        });
    }

    @Test
    void whatAnotherCommittedIsNotWrittenAgain() throws Exception {
        var one = takenUp(worker("one"));
        one.store().write(new Landed(new BoxSeen(row(9))));
        one.store().commit();
        assertThat(heardAt()).isZero();
    }

    @Test
    void numberOfTheSharedFolderMovesOnlyFromWhatItIs() throws Exception {
        var one = worker("one");
        var two = worker("two");
        assertThat(one.folderNumber().number()).isEmpty();
        assertThat(one.folderNumber().move(OptionalLong.empty(), 7)).isTrue();
        assertThat(two.folderNumber().move(OptionalLong.empty(), 8)).isFalse();
        assertThat(two.folderNumber().move(OptionalLong.of(6), 8)).isFalse();
        assertThat(two.folderNumber().number()).hasValue(7);
        assertThat(two.folderNumber().move(OptionalLong.of(7), -9)).isTrue();
        assertThat(one.folderNumber().number()).hasValue(-9);
    }

    @Test
    void databaseFromACopyAsksForNoNumber() throws Exception {
        var one = worker("one");
        one.folderNumber().move(OptionalLong.empty(), 7);
        Workplace.beginLife(database().address(), new SplittableRandom(5), Worker.OWNERSHIP);
        assertThat(one.folderNumber().number()).isEmpty();
    }
}
