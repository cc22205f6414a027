package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.wire.Control.LineFigures;

@Timeout(120)
final class PgStoreTest extends CentreStoreContractTest {
    private final List<CentreStore> opened = new ArrayList<>();
    private @Nullable PostgresDatabase given;

    @BeforeEach
    void create() throws SQLException {
        given = PostgresDatabase.create();
    }

    @AfterEach
    void close() throws SQLException, StoreFailure {
        for (var store : opened) {
            store.close();
        }
        if (given != null) {
            given.close();
        }
    }

    private PostgresDatabase database() {
        return Objects.requireNonNull(given);
    }

    private CentreStore store() throws StoreFailure {
        var backing = new PgBacking(database().address());
        var store = CentreStore.open(backing, Share.ALL, new SplittableRandom(opened.size()));
        opened.add(store);
        return store;
    }

    @Override
    Opened open() throws StoreFailure {
        var store = store();
        return new Opened(store, store, store, store, store.reports());
    }

    private static Written noted(String box) {
        return new Written.Landed(
                new BoxNoted(new BoxRow(new BoxId(box), "", 5, false, 5, Map.of(), 0, 0, LineFigures.NONE)));
    }

    @Test
    void databaseThatIsNotThereIsAFailureWithItsName() {
        var nowhere = new PgAddress(database().url().replaceFirst("/tram_\\w+", "/no_such_database"), "");
        assertThatThrownBy(() -> new PgBacking(nowhere))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("no_such_database");
    }

    @Test
    void commitThatIsNotDurableIsNotStartedWith() throws Exception {
        var name = database().url().replaceFirst(".*/(tram_\\w+)\\?.*", "$1");
        database().execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
        assertThatThrownBy(this::store).isInstanceOf(StoreFailure.class).hasMessageContaining("synchronous_commit=off");
    }

    /** The server went away in the middle, as at a restart: what was committed stays, the rest is written again. */
    @Test
    void connectionThatBreaksIsMadeAnew() throws Exception {
        var store = store();
        store.write(noted("w00008-1"));
        store.commit();
        store.write(noted("w00004-1"));
        database()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        assertThatThrownBy(store::commit).isInstanceOf(StoreFailure.class);
        store.recover();
        assertThat(store.boxes()).hasSize(1);
        store.write(noted("w00004-1"));
        store.commit();
        assertThat(store.boxes()).hasSize(2);
    }

    @Test
    void migrationsAreReadInPostgresWords() {
        assertThat(PgScripts.translated("CREATE TABLE t (a INTEGER, b BLOB, offset INTEGER) WITHOUT ROWID;"))
                .isEqualTo("CREATE TABLE t (a BIGINT, b BYTEA, \"offset\" BIGINT);");
        assertThat(PgScripts.translated("ON feed_row (feed, \"offset\"), box_offset"))
                .isEqualTo("ON feed_row (feed, \"offset\"), box_offset");
    }
}
