package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.wire.Control.LineFigures;

final class CentreStoreTest extends CentreStoreContractTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<CentreStore> opened = new ArrayList<>();

    @Override
    Opened open() throws StoreFailure {
        var store = CentreStore.open(folder, new SplittableRandom(opened.size()));
        opened.add(store);
        return new Opened(store, store, store, store, store.reports());
    }

    @AfterEach
    void close() throws StoreFailure {
        for (var store : opened) {
            store.close();
        }
    }

    @Test
    void fileThatIsNoDatabaseIsAFailureWithItsName() throws Exception {
        Files.writeString(
                folder.resolve(CentreStore.FILE), "this is no database, but long enough to look at".repeat(50));
        assertThatThrownBy(() -> CentreStore.open(folder, new SplittableRandom(1)))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining(CentreStore.FILE);
    }

    /** After a full disk SQLite has dropped the transaction by itself: the centre must go on when there is room. */
    @Test
    void transactionThatSqliteGaveUpItselfIsNotTheEnd() throws Exception {
        var store = CentreStore.open(folder, new SplittableRandom(1));
        opened.add(store);
        outside("CREATE TRIGGER worn BEFORE INSERT ON box BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
        var row = new BoxRow(new BoxId("w00008-1"), "", 5, false, 5, Map.of(), 0, 0, LineFigures.NONE);
        var noted = new Written.Landed(new BoxNoted(row));
        assertThatThrownBy(() -> store.write(noted)).isInstanceOf(StoreFailure.class);
        store.recover();
        store.commit();
        outside("DROP TRIGGER worn");
        store.write(noted);
        store.commit();
        assertThat(store.boxes()).containsExactly(row);
    }

    private void outside(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(CentreStore.FILE));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void folderIsMadeWhenItIsNotThere() throws StoreFailure {
        var deep = folder.resolve("a/b");
        CentreStore.open(deep, new SplittableRandom(1)).close();
        assertThat(deep.resolve(CentreStore.FILE)).exists();
    }
}
