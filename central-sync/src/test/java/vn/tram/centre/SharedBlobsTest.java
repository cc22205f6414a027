package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.CentreProcess.StartFailure;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.blob.FolderMarks;

/** Whether a worker that starts has the folder that the others have. */
final class SharedBlobsTest {
    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom chance = new SplittableRandom(4);
    private final Table table = new Table();

    /** The database's row. */
    private static final class Table implements SharedBlobs.Register {
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

    private void start(Path on) throws StartFailure, StoreFailure {
        SharedBlobs.prove(on, table, chance);
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
            start(shared);
        }
        assertThat(shared.resolve("workers")).isDirectoryContaining(file -> true);
        try (var marks = Files.list(shared.resolve("workers"))) {
            assertThat(marks).as("what was left before is cleared away").hasSize(1);
        }
    }

    /** The folder is there and nothing is mounted on it. */
    @Test
    void anotherFolderIsRefusedInBothLanguagesAndNothingIsPutIntoIt() throws Exception {
        start(made("shared"));
        var other = made("other");
        assertThatThrownBy(() -> start(other))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("blobs.folder=" + other + " không phải thư mục")
                .hasMessageContaining("is another folder than the other workers'");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void copyIsRefusedOnceAWorkerHasStartedOnTheOther() throws Exception {
        var shared = made("shared");
        start(shared);
        copy(shared, folder.resolve("copy"));
        start(shared);
        assertThatThrownBy(() -> start(folder.resolve("copy"))).isInstanceOf(StartFailure.class);
        start(shared);
    }

    @Test
    void fileNamedInTheRefusalLetsAnotherFolderTakeThePlace() throws Exception {
        start(made("shared"));
        var next = made("next");
        new FolderMarks(next).put(table.number.orElseThrow());
        start(next);
        assertThatThrownBy(() -> start(folder.resolve("shared"))).isInstanceOf(StartFailure.class);
    }

    @Test
    void workersThatStartTogetherPassEachOtherBy() throws Exception {
        var shared = made("shared");
        table.meanwhile = () -> again(shared);
        start(shared);
        table.meanwhile = () -> again(shared);
        start(shared);
        start(shared);
    }

    @Test
    void ofTwoThatStartTogetherOnTwoFoldersOneIsRefused() throws Exception {
        var shared = made("shared");
        table.meanwhile = () -> again(shared);
        assertThatThrownBy(() -> start(made("other"))).isInstanceOf(StartFailure.class);
    }

    private void again(Path on) {
        try {
            start(on);
        } catch (StartFailure | StoreFailure refused) {
            throw new AssertionError(refused);
        }
    }
}
