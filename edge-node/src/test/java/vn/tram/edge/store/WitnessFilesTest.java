package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.sync.Witness.Page;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.Digest;

final class WitnessFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private static Page page(long lsn) {
        return new Page(-77, lsn, Digest.of(new byte[] {(byte) lsn}), 20_780, Map.of('A', 40, 'C', 7));
    }

    private WitnessFiles files() {
        return new WitnessFiles(folder.resolve("a/b"));
    }

    private Path file(String name) {
        return folder.resolve("a/b").resolve(name);
    }

    @Test
    void newFolderHoldsNoPage() throws StoreFailure {
        assertThat(files().newest()).isEmpty();
    }

    @Test
    void newestPageComesBackAfterARestart() throws StoreFailure {
        var files = files();
        for (long lsn = 1; lsn <= 5; lsn++) {
            files.write(page(lsn));
            assertThat(files().newest()).contains(page(lsn));
        }
    }

    @Test
    void newestIsTheOneWrittenLastThoughItTellsOfLess() throws StoreFailure {
        files().write(page(90));
        var files = files();
        files.newest();
        files.write(page(12));
        assertThat(files().newest()).contains(page(12));
    }

    @Test
    void pageCutAnywhereLeavesTheOneBefore() throws StoreFailure, IOException {
        var files = files();
        files.write(page(1));
        files.write(page(2));
        var whole = Files.readAllBytes(file("witness-b"));
        for (int size = 0; size < whole.length; size++) {
            Files.write(file("witness-b"), Arrays.copyOf(whole, size));
            assertThat(files().newest()).as("%d bytes", size).contains(page(1));
        }
        for (int i = 0; i < whole.length; i++) {
            var flipped = whole.clone();
            flipped[i] ^= 0x10;
            Files.write(file("witness-b"), flipped);
            assertThat(files().newest()).as("byte %d", i).contains(page(1));
        }
    }

    @Test
    void nextPageTakesThePlaceOfTheBrokenOne() throws StoreFailure, IOException {
        var files = files();
        files.write(page(1));
        files.write(page(2));
        Files.write(file("witness-b"), new byte[] {1, 2, 3});
        var again = files();
        assertThat(again.newest()).contains(page(1));
        again.write(page(3));
        assertThat(Files.size(file("witness-b"))).isGreaterThan(3);
        assertThat(files().newest()).contains(page(3));
    }

    @Test
    void somethingHugeInItsPlaceIsNoPage() throws StoreFailure, IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.write(file("witness-a"), new byte[1 << 20]);
        assertThat(files().newest()).isEmpty();
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("a"), "in the way");
        assertThatThrownBy(() -> files().write(page(1)))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("witness-a");
    }
}
