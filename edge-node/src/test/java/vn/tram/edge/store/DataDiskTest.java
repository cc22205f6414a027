package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.StoreFailure;

final class DataDiskTest {
    @TempDir
    Path folder = Path.of("");

    private DataDisk disk() {
        return new DataDisk(folder, 3_000_000);
    }

    @Test
    void roomIsThatOfTheDiskBelowTheFolder() throws StoreFailure {
        assertThat(disk().look().total()).isEqualTo(folder.toFile().getTotalSpace());
        assertThat(disk().look().usable()).isPositive();
    }

    @Test
    void reserveIsMadeOnceAndGivenBack() throws StoreFailure {
        var disk = disk();
        disk.reserve();
        disk.reserve();
        var file = folder.resolve(DataDisk.FILE);
        assertThat(file).hasSize(3_000_000);
        disk.release();
        disk.release();
        assertThat(file).doesNotExist();
    }

    @Test
    void reserveThatWasCutShortIsMadeWhole() throws StoreFailure, IOException {
        Files.write(folder.resolve(DataDisk.FILE), new byte[100]);
        disk().reserve();
        assertThat(folder.resolve(DataDisk.FILE)).hasSize(3_000_000);
    }

    @Test
    void folderThatIsGoneIsAFailureWithItsName() {
        var gone = new DataDisk(folder.resolve("gone"), 10);
        assertThatThrownBy(gone::look).isInstanceOf(StoreFailure.class).hasMessageContaining("gone");
        assertThatThrownBy(gone::reserve).isInstanceOf(StoreFailure.class).hasMessageContaining("gone");
    }
}
