package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.StoreFailure;

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

    @Test
    void folderIsMadeWhenItIsNotThere() throws StoreFailure {
        var deep = folder.resolve("a/b");
        CentreStore.open(deep, new SplittableRandom(1)).close();
        assertThat(deep.resolve(CentreStore.FILE)).exists();
    }
}
