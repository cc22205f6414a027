package vn.tram.system.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.kernel.base.StoreFailure;

/** The judge of the kill runs must see every kind of loss that is planted into two sound files. */
final class VerdictTest {
    private static final List<String> BOX = List.of(
            "CREATE TABLE ticket (day, series, number, id BLOB, state)",
            "INSERT INTO ticket VALUES (1, 'A', 1, x'01', 6), (1, 'A', 2, x'02', 1)",
            "CREATE TABLE entry (epoch, lsn, lane, lseq, lane_hash BLOB)",
            "INSERT INTO entry VALUES (7, 1, 1, 1, x'aa'), (7, 2, 1, 2, x'bb')");
    private static final List<String> CENTRE = List.of(
            BOX.get(0),
            BOX.get(1),
            "CREATE TABLE watermark (lane, durable, hash BLOB, applied)",
            "INSERT INTO watermark VALUES (1, 2, x'bb', 2)",
            "CREATE TABLE landing (lane, first_lseq, last_lseq)",
            "INSERT INTO landing VALUES (1, 1, 1), (1, 2, 2)",
            "CREATE TABLE quarantine (id)",
            "CREATE TABLE parked (id)");

    @TempDir
    private Path folder;

    private final Answers answers = new Answers(() -> 0);

    @BeforeEach
    void soundFiles() throws SQLException {
        run("box", BOX);
        run("centre", CENTRE);
        answers.slip("press-1", new Answers.Slip("A001", "01"));
        answers.slip("press-2", new Answers.Slip("A002", "02"));
        answers.finished("A001");
    }

    @Test
    void soundFilesAreFoundSound() throws StoreFailure {
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            box    | DELETE FROM ticket WHERE number = 2              | answered and lost
            box    | UPDATE ticket SET number = 3 WHERE number = 2    | jumps from 1 to 3
            box    | UPDATE ticket SET number = 3 WHERE number = 2    | answered as
            box    | UPDATE ticket SET id = x'01'                     | one id for
            box    | UPDATE ticket SET state = 3 WHERE number = 1     | finished by an officer, but in state 3
            box    | UPDATE entry SET lsn = 3 WHERE lsn = 2           | holes in the journal
            box    | UPDATE entry SET lseq = 3 WHERE lseq = 2         | lane 1 has holes
            box    | UPDATE entry SET epoch = 8 WHERE lsn = 2         | epochs of the journal
            centre | DELETE FROM ticket WHERE number = 2              | different tickets
            centre | UPDATE ticket SET state = 1                      | different tickets
            centre | UPDATE watermark SET hash = x'cc'                | lane 1: the centre has
            centre | UPDATE watermark SET applied = 1                 | lane 1: the centre has
            centre | UPDATE landing SET first_lseq = 1                | overlap or holes
            centre | INSERT INTO quarantine VALUES (1)                | quarantined frames
            centre | INSERT INTO parked VALUES (1)                    | parked entries
            """)
    void plantedLossIsSeen(String file, String sql, String words) throws SQLException, StoreFailure {
        run(file, List.of(sql));

        assertThat(violations()).anyMatch(line -> line.contains(words));
    }

    @Test
    void twoPressesThatHoldOneTicketAreSeen() throws StoreFailure {
        answers.slip("press-3", new Answers.Slip("A002", "02"));

        assertThat(violations()).anyMatch(line -> line.contains("two presses hold"));
    }

    @Test
    void onePressThatGotTwoTicketsIsSeen() throws StoreFailure {
        answers.slip("press-1", new Answers.Slip("A002", "02"));

        assertThat(violations()).anyMatch(line -> line.contains("and later"));
    }

    private List<String> violations() throws StoreFailure {
        return new Verdict(answers).of(folder.resolve("box"), folder.resolve("centre"));
    }

    private void run(String file, List<String> sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                var statement = connection.createStatement()) {
            for (var each : sql) {
                statement.executeUpdate(each);
            }
        }
    }
}
