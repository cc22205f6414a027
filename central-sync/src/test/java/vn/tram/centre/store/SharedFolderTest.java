package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.blob.FolderMarks;

/** Whether a worker that starts has the folder that the others have. */
final class SharedFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom chance = new SplittableRandom(4);
    private final Table table = new Table();

    /** The database's row. */
    private static final class Table implements SharedFolder.Register {
        private OptionalLong number = OptionalLong.empty();
        private Runnable meanwhile = () -> {};

        @Override
        public OptionalLong number() {
            return number;
        }

        @Override
        public boolean move(OptionalLong from, long to) {
            var before = meanwhile;
            meanwhile = () -> {};
            before.run();
            if (!number.equals(from)) {
                return false;
            }
            number = OptionalLong.of(to);
            return true;
        }
    }

    private boolean starts(Path on) throws StoreFailure {
        return new SharedFolder(table, chance).lacking(on).isEmpty();
    }

    private Path made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("workers"));
        try (var files = Files.list(from.resolve("workers"))) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve("workers").resolve(file.getFileName()));
            }
        }
    }

    @Test
    void anyNumberOfWorkersStartOnOneFolderAgainAndAgain() throws Exception {
        var shared = made("shared");
        for (int i = 0; i < 5; i++) {
            assertThat(starts(shared)).isTrue();
        }
        assertThat(shared.resolve("workers")).isDirectoryContaining(file -> true);
        try (var marks = Files.list(shared.resolve("workers"))) {
            assertThat(marks).as("what was left before is cleared away").hasSize(1);
        }
    }

    /** The folder is there and nothing is mounted on it. */
    @Test
    void anotherFolderIsToldByWhatItLacksAndNothingIsPutIntoIt() throws Exception {
        assertThat(starts(made("shared"))).isTrue();
        var other = made("other");
        var number = String.format(Locale.ROOT, "%016x", table.number.orElseThrow());
        assertThat(new SharedFolder(table, chance).lacking(other))
                .hasValue(other.resolve("workers").resolve(number));
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void copyIsRefusedOnceAWorkerHasStartedOnTheOther() throws Exception {
        var shared = made("shared");
        assertThat(starts(shared)).isTrue();
        copy(shared, folder.resolve("copy"));
        assertThat(starts(shared)).isTrue();
        assertThat(starts(folder.resolve("copy"))).isFalse();
        assertThat(starts(shared)).isTrue();
    }

    @Test
    void fileNamedInTheRefusalLetsAnotherFolderTakeThePlace() throws Exception {
        assertThat(starts(made("shared"))).isTrue();
        var next = made("next");
        new FolderMarks(next).put(table.number.orElseThrow());
        assertThat(starts(next)).isTrue();
        assertThat(starts(folder.resolve("shared"))).isFalse();
    }

    @Test
    void workersThatStartTogetherPassEachOtherBy() throws Exception {
        var shared = made("shared");
        table.meanwhile = () -> again(shared);
        assertThat(starts(shared)).isTrue();
        table.meanwhile = () -> again(shared);
        assertThat(starts(shared)).isTrue();
        assertThat(starts(shared)).isTrue();
    }

    @Test
    void ofTwoThatStartTogetherOnTwoFoldersOneIsRefused() throws Exception {
        var shared = made("shared");
        table.meanwhile = () -> again(shared);
        assertThat(starts(made("other"))).isFalse();
    }

    private void again(Path on) {
        try {
            assertThat(starts(on)).isTrue();
        } catch (StoreFailure refused) {
            throw new AssertionError(refused);
        }
    }
}
