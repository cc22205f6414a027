package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an operator meets it: what it says and how it ends. */
final class MainTest {
    @TempDir
    private Path folder = Path.of("");

    private record Ended(int code, String said) {}

    private static Ended run(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    private Ended runWith(String settings) throws Exception {
        var file = Files.writeString(folder.resolve("centre.properties"), settings);
        return run("--config", file.toString());
    }

    @Test
    void helpTellsHowToStart() throws Exception {
        var ended = run("--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.said()).contains("--config FILE", "--restored", "--train-dictionary");
    }

    @Test
    void wrongArgumentsAndMissingFileEndWithTwo() throws Exception {
        assertThat(run().code()).isEqualTo(2);
        var ended = run("--config", folder.resolve("nowhere").toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("Cannot read the settings");
    }

    @Test
    void badSettingsAreAllNamedAndNothingIsMade() throws Exception {
        var ended = runWith("node.data=" + folder.resolve("data") + "\nhttp.port=none\ncolour=blue\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("http.port must be a whole number", "colour is not a known key");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void takenPortEndsWithThreeAndAClearLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = runWith("node.data=" + folder.resolve("data") + "\nbroker.port=0\nhttp.port="
                    + taken.getLocalPort() + "\n");
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.said()).contains("Cannot start: cannot listen on", "http.port=" + taken.getLocalPort());
        }
    }

    @Test
    void fileIsAddressedToBoxesWithoutACentreThatRuns() throws Exception {
        var settings = Files.writeString(folder.resolve("centre.properties"), "node.data=" + folder.resolve("data"));
        var file = Files.writeString(folder.resolve("release"), "01020304");
        var ended = run("--config", settings.toString(), "--give", file.toString(), "w00070-1", "w00082-1");
        assertThat(ended.code()).as(ended.said()).isZero();
        var name = ended.said().substring(0, 64);
        for (var box : List.of("w00070-1", "w00082-1")) {
            assertThat(folder.resolve("data/blobs/peers")
                            .resolve(box)
                            .resolve("give")
                            .resolve(name))
                    .exists();
        }
    }

    @Test
    void fileForABoxOfAnotherCityIsNotAddressed() throws Exception {
        var settings = Files.writeString(folder.resolve("centre.properties"), "node.data=" + folder.resolve("data"));
        var ended = run("--config", settings.toString(), "--give", settings.toString(), "w99999-1");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).contains("w99999-1 is not a box of this city's wards");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void workerWithoutASharedFolderEndsWithTwoAndSaysItInBothLanguages() throws Exception {
        var ended = runWith("node.data=" + folder.resolve("data") + "\nstore.url=jdbc:postgresql://db.invalid/x\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("thiếu blobs.folder", "blobs.folder is missing");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** Into a folder on which nothing is mounted nothing is put. */
    @Test
    void fileIsNotAddressedInAFolderThatNoWorkerHasUsed() throws Exception {
        var settings = Files.writeString(
                folder.resolve("centre.properties"),
                "node.data=" + folder.resolve("data") + "\nstore.url=jdbc:postgresql://db.invalid/x\nblobs.folder="
                        + folder.resolve("shared") + "\n");
        var ended = run("--config", settings.toString(), "--give", settings.toString(), "w00070-1");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).contains("chưa có tiến trình nào", "was never used by a worker");
        assertThat(folder.resolve("shared")).doesNotExist();
    }
}
