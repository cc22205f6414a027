package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.store.CentreStore;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.EntriesAgain;
import vn.tram.kernel.wire.Control.SendEntries;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.Topics;

/** A real SQLite file at the centre, whose bytes another program changes. */
final class LandingScrubTest {
    @TempDir
    private Path folder = Path.of("");

    private final ManualTimers time = new ManualTimers(CentreRig.MORNING);
    private final FakeLink link = new FakeLink();
    private final CentreRig events = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);
    private CentreStore store;
    private Centre centre;

    @BeforeEach
    void begin() throws StoreFailure {
        var chance = new SplittableRandom(3);
        store = CentreStore.open(folder, chance);
        centre = new Centre(
                new Centre.Authority(CentreRig.WARDS, TestKeys.CITY),
                new Platform(time, time, chance, time),
                store,
                link,
                new SimpleMeterRegistry(),
                changes -> {},
                trouble -> {});
        centre.core().start(() -> {});
        centre.begin();
        run();
        link.comesUp();
        run();
        for (int i = 1; i <= 6; i++) {
            box.add(CentreRig.MORNING, events.issued("A" + i));
        }
        says(box.hello());
        for (int first = 1; first <= 6; first += 2) {
            var frame = box.frame(Lane.URGENT, first, first + 1);
            link.brings(Topics.up(box.box(), Lane.URGENT), BoxJournal.raw(frame).toArray());
        }
        run();
        pass(Duration.ofMinutes(2));
        assertThat(asked()).isEmpty();
    }

    @AfterEach
    void end() throws StoreFailure {
        centre.end();
        store.close();
    }

    private void run() {
        for (int round = 0; round < 30; round++) {
            time.advance(Duration.ZERO);
            boolean more = true;
            while (more) {
                more = centre.core().drain();
            }
        }
    }

    private void pass(Duration by) {
        for (var left = by; left.toSeconds() > 0; left = left.minusSeconds(5)) {
            time.advance(Duration.ofSeconds(5));
            run();
        }
    }

    private void says(Control message) {
        link.brings(Topics.up(box.box(), Lane.CONTROL), ControlCodec.encode(message));
        run();
    }

    private List<SendEntries> asked() {
        return link.saidTo(box.box(), SendEntries.class);
    }

    private List<Alarm> alarms() {
        var answer = centre.submit(new AskIncidents()).toCompletableFuture();
        run();
        return answer.join() instanceof Outcome.Accepted<List<Alarm>> told ? told.reply() : List.of();
    }

    private void sql(String change) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(CentreStore.FILE));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(change);
        }
    }

    private Bytes row(long first) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(CentreStore.FILE));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT raw FROM landing WHERE first_lseq = " + first)) {
            row.next();
            return Bytes.of(row.getBytes(1));
        }
    }

    /** One bit of a frame's bytes. */
    private void flip(long first, int at) throws SQLException {
        var bytes = row(first).toArray();
        bytes[at] ^= 0x10;
        sql("UPDATE landing SET raw = x'" + Bytes.of(bytes).hex() + "' WHERE first_lseq = " + first);
    }

    private EntriesAgain again(long first, long last) {
        return new EntriesAgain(11, Lane.URGENT, List.of(BoxJournal.raw(box.frame(Lane.URGENT, first, last))));
    }

    @Test
    void everyFlippedBitOfAFrameIsFoundAndMendedByItsBox() throws SQLException, BadForm {
        var whole = row(3);
        int found = 0;
        for (int at = 0; at < whole.size(); at += 7) {
            flip(3, at);
            pass(Duration.ofMinutes(2));
            var asked = asked();
            if (asked.isEmpty()) { // a bit of the packing that means nothing
                assertThat(FrameCodec.decode(row(3).toArray()))
                        .as("byte " + at)
                        .isEqualTo(box.frame(Lane.URGENT, 3, 4));
                sql("UPDATE landing SET raw = x'" + whole.hex() + "' WHERE first_lseq = 3");
                continue;
            }
            assertThat(asked).last().isEqualTo(new SendEntries(11, Lane.URGENT, 3, 4));
            found++;
            assertThat(alarms()).extracting(Alarm::code).containsExactly(AlarmCode.FRAME_DAMAGED);
            assertThat(alarms().get(0).detail()).isEqualTo("lane URGENT 3 to 4 of epoch b");

            says(again(3, 4));

            assertThat(row(3)).isEqualTo(whole);
            assertThat(alarms()).as("taken back, byte " + at).isEmpty();
        }
        assertThat(found).isGreaterThan(10);
        assertThat(centre.marks(box.box()).lane(Lane.URGENT).durable())
                .as("no watermark moved")
                .isEqualTo(6);
    }

    @Test
    void whatDoesNotFitTheChainIsNotTakenInItsPlace() throws SQLException {
        flip(3, 60);
        pass(Duration.ofMinutes(2));
        var other = new BoxJournal("w00070-1", 11);
        for (int i = 1; i <= 6; i++) {
            other.add(CentreRig.MORNING, events.issued("B" + i));
        }
        var damaged = row(3);

        says(new EntriesAgain(11, Lane.URGENT, List.of(BoxJournal.raw(other.frame(Lane.URGENT, 3, 4)))));
        says(again(1, 4));
        says(again(3, 3));
        says(new EntriesAgain(11, Lane.URGENT, List.of(Bytes.ofHex("a10001"), Bytes.EMPTY)));

        assertThat(row(3)).isEqualTo(damaged);
        assertThat(alarms()).extracting(Alarm::code).contains(AlarmCode.FRAME_DAMAGED);
    }

    @Test
    void rowsOfBeforeTheirChainWasKeptAreMendedByWhatLiesBehind() throws SQLException {
        sql("UPDATE landing SET hash = ''");
        flip(3, 60);
        pass(Duration.ofMinutes(2));
        assertThat(asked()).last().isEqualTo(new SendEntries(11, Lane.URGENT, 3, 4));

        says(again(3, 4));

        pass(Duration.ofMinutes(2));
        assertThat(alarms()).isEmpty();
    }

    @Test
    void damageIsAskedForAgainWhenTheBoxGreetsAndInEachRound() throws SQLException {
        flip(5, 60);
        pass(Duration.ofMinutes(2));
        assertThat(asked()).isNotEmpty();

        says(box.hello());

        assertThat(asked()).containsExactly(new SendEntries(11, Lane.URGENT, 5, 6));
        pass(Duration.ofMinutes(2));
        assertThat(asked()).isNotEmpty();
    }

    @Test
    void aloneADamagedChainHashIsSetRightByTheSameFrame() throws SQLException {
        sql("UPDATE landing SET hash = x'" + "00".repeat(32) + "' WHERE first_lseq = 1");
        pass(Duration.ofMinutes(2));
        assertThat(alarms()).isNotEmpty();

        says(again(1, 2));

        pass(Duration.ofMinutes(2));
        assertThat(alarms()).isEmpty();
    }
}
