package vn.tram.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.store.SqliteFile;

/** A box that cannot start says why, ends with the documented code and changes nothing. Real processes. */
final class BoxStartFaultTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NO_BROKER = 9;
    private static final int BAD_SETTINGS = 2;
    private static final int CANNOT_START = 3;
    private static final int DAMAGED = 5;

    @TempDir
    private Path folder;

    @Test
    void takenPortIsNamedAndNothingChanges() throws IOException, InterruptedException, StoreFailure {
        var site = usedSite();
        var before = dump(site);
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            var ended = launch(site.with("http.port", port));

            assertThat(ended.code()).isEqualTo(CANNOT_START);
            assertThat(ended.error()).contains("Cannot start", port, "the port is taken by another program");
        }
        assertThat(dump(site)).isEqualTo(before);
    }

    @Test
    void dataFolderThatIsAFileIsRefused() throws IOException, InterruptedException {
        var site = BoxSite.of(folder, "00070", NO_BROKER);
        Files.writeString(site.data(), "somebody's notes");

        var ended = launch(site);

        assertThat(ended.code()).isEqualTo(CANNOT_START);
        assertThat(ended.error())
                .contains("cannot make the data folder", site.data().toString());
        assertThat(site.data()).hasContent("somebody's notes");
    }

    @Test
    void dataFolderWhereNobodyMayWriteIsRefused() throws IOException, InterruptedException {
        // Not even root makes a folder there.
        var settings = Files.writeString(folder.resolve("box.properties"), "node.ward=00070\nnode.data=/proc/tram\n");

        var ended = launch(settings);

        assertThat(ended.code()).isEqualTo(CANNOT_START);
        assertThat(ended.error()).contains("cannot make the data folder", "/proc/tram");
    }

    @Test
    void everyProblemOfTheSettingsIsToldAtOnce() throws IOException, InterruptedException {
        var settings = Files.writeString(
                folder.resolve("box.properties"),
                "node.ward=7\nhttp.port=99999\nbroker.url=http://somewhere\nnode.datum=" + folder.resolve("data"));

        var ended = launch(settings);

        assertThat(ended.code()).isEqualTo(BAD_SETTINGS);
        assertThat(ended.error().lines())
                .anyMatch(line -> line.contains("node.ward"))
                .anyMatch(line -> line.contains("node.data is missing"))
                .anyMatch(line -> line.contains("http.port") && line.contains("99999"))
                .anyMatch(line -> line.contains("broker.url") && line.contains("tcp://HOST:PORT"))
                .anyMatch(line -> line.contains("node.datum is not a known key"))
                .hasSize(5);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void settingsThatAreNoTextAreRefused() throws IOException, InterruptedException {
        var settings = Files.write(folder.resolve("box.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});

        var ended = launch(settings);

        assertThat(ended.code()).isEqualTo(BAD_SETTINGS);
        assertThat(ended.error()).contains("Cannot read the settings " + settings);
    }

    @Test
    void missingSettingsAreNamed() throws InterruptedException {
        var ended = launch(folder.resolve("nowhere.properties"));

        assertThat(ended.code()).isEqualTo(BAD_SETTINGS);
        assertThat(ended.error()).contains("Cannot read the settings", "nowhere.properties");
    }

    @Test
    void foreignDataFolderIsRefused() throws IOException, InterruptedException, StoreFailure {
        var site = usedSite();
        var before = dump(site);

        var ended = launch(site.with("node.ward", "00004"));

        assertThat(ended.code()).isEqualTo(CANNOT_START);
        assertThat(ended.error()).contains("belongs to box w00070-1, not to w00004-1");
        assertThat(dump(site)).isEqualTo(before);
    }

    @Test
    void fileThatIsNoDatabaseIsLeftAlone() throws IOException, InterruptedException {
        var site = BoxSite.of(folder, "00070", NO_BROKER);
        Files.createDirectories(site.data());
        var noise = new byte[64 * 1024];
        Arrays.fill(noise, (byte) 0x5a);
        Files.write(site.database(), noise);

        var ended = launch(site);

        assertThat(ended.code()).isEqualTo(CANNOT_START);
        assertThat(ended.error())
                .contains("cannot open the database", site.database().toString());
        assertThat(Files.readAllBytes(site.database())).isEqualTo(noise);
    }

    @Test
    void databaseWithDamagedPagesIsKeptAsideAndTheHallServesWithoutAPerson()
            throws IOException, InterruptedException, StoreFailure {
        var site = usedSite();
        var bytes = zeroed(site.database(), 4_096);

        try (var box = site.start();
                var line = box.connect()) {
            var drawn = draw(line, "3");
            assertThat(drawn.status())
                    .as("with its settings lost the hall keeps the usual hours")
                    .isIn(201, 409);
            assertThat(drawn.status() == 409 || number(drawn) > 9)
                    .as("numbers go on behind all that may have been given: %s", drawn)
                    .isTrue();
            assertThat(line.get("/api/status").body()).contains("\"code\":\"SALVAGED_WITH_LOSS\"", "\"firstLost\":1");
        }
        var aside = damaged(site);
        assertThat(Files.readAllBytes(aside.resolve("tram.db"))).isEqualTo(bytes);
        assertThat(aside.resolve("report.json")).content().contains("\"lastKept\" : 0");
        assertThat(passedOver(site)).isPositive();

        zeroed(site.database(), 4_096);
        var ended = launch(site);
        assertThat(ended.code()).as("no second time within a day").isEqualTo(CANNOT_START);
        assertThat(ended.error()).contains("damaged for the second time within a day", "Replace the disk");
    }

    @Test
    void pagesDamagedUnderARunningBoxEndItAtOnceAndTheNextStartSavesWhatIsThere()
            throws IOException, InterruptedException, StoreFailure {
        var site = openSite();
        try (var box = site.start();
                var line = box.connect()) {
            for (int i = 10; i < 70; i++) {
                draw(line, Integer.toString(i)); // so many that the oldest lie on a page that nobody writes any more
            }
            zeroed(site.database(), 4_096);
            zeroed(site.database().resolveSibling("tram.db-wal"), 32);
            try {
                draw(line, "3");
            } catch (IOException endedMeanwhile) {
                // Expected when the process was faster.
            }
            assertThat(box.process().awaitExit(LIMIT)).isEqualTo(DAMAGED);
        }
        try (var box = site.start();
                var line = box.connect()) {
            var drawn = draw(line, "4");
            assertThat(drawn.status() == 409 || number(drawn) > 9)
                    .as("%s", drawn)
                    .isTrue();
        }
        assertThat(damaged(site)).exists();
        assertThat(passedOver(site)).isPositive();
    }

    /** Series in which numbers were passed over, so that none is given twice. */
    private static long passedOver(BoxSite site) throws StoreFailure {
        try (var file = SqliteFile.open(site.database())) {
            return file.number("SELECT count(*) FROM entry WHERE type = 14");
        }
    }

    /** Zeros in the place of all bytes from one on, written into the file as it is; returns what it holds then. */
    private static byte[] zeroed(Path path, int from) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(from);
            file.write(new byte[(int) file.length() - from]);
        }
        return Files.readAllBytes(path);
    }

    private static Path damaged(BoxSite site) throws IOException {
        try (var all = Files.list(site.data())) {
            return all.filter(each -> each.getFileName().toString().startsWith("damaged-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int number(HttpLine.Answer drawn) {
        assertThat(drawn.status()).isEqualTo(201);
        var found =
                Pattern.compile("\"(?:label|ticket|number)\":\"A0*([0-9]+)\"").matcher(drawn.body());
        assertThat(found.find()).as(drawn.body()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void secondBoxOnTheSameFolderIsRefusedWhileTheFirstWorksOn()
            throws IOException, InterruptedException, StoreFailure {
        var site = usedSite();
        try (var first = site.start();
                var line = first.connect()) {
            var ended = launch(site);

            assertThat(ended.code()).isEqualTo(CANNOT_START);
            assertThat(ended.error()).contains("another process");
            assertThat(draw(line).status()).isEqualTo(201);
        }
    }

    @Test
    void boxWorksWithoutABroker() throws IOException, InterruptedException, StoreFailure {
        var site = openSite();
        try (var box = site.start();
                var line = box.connect()) {
            assertThat(draw(line).status()).isEqualTo(201);
            assertThat(line.post("/api/counters/1/call-next", request("2")).status())
                    .isEqualTo(200);
            assertThat(line.get("/api/hall").body()).contains("\"line\":{\"state\":\"NEVER\"");
            assertThat(box.process().isAlive()).isTrue();
        }
    }

    private BoxSite openSite() throws StoreFailure {
        var site = BoxSite.of(folder, "00070", NO_BROKER);
        OpenHall.into(site.data(), "00070", OpenHall.settings(Rules.STANDARD));
        return site;
    }

    /** A box that has given out a number and was stopped in good order. */
    private BoxSite usedSite() throws IOException, InterruptedException, StoreFailure {
        var site = openSite();
        try (var box = site.start();
                var line = box.connect()) {
            assertThat(draw(line).status()).isEqualTo(201);
            box.process().stop();
        }
        return site;
    }

    private static HttpLine.Answer draw(HttpLine line) throws IOException {
        return draw(line, "1");
    }

    private static HttpLine.Answer draw(HttpLine line, String digit) throws IOException {
        return line.post("/api/tickets", request(digit).replace("}", ",\"series\":\"A\"}"));
    }

    private static String request(String digit) {
        return "{\"requestId\":\"0192a3b4-0000-7000-8000-" + "0".repeat(12 - digit.length()) + digit + "\"}";
    }

    private record Ended(int code, String error) {}

    private static Ended launch(BoxSite site) throws InterruptedException {
        return ended(site.launch(List.of()));
    }

    private static Ended launch(Path settings) throws InterruptedException {
        var command = new ArrayList<>(Checkout.find().box());
        command.addAll(List.of("--config", settings.toString()));
        return ended(NodeProcess.start(command, "box"));
    }

    private static Ended ended(NodeProcess process) throws InterruptedException {
        try (process) {
            return new Ended(process.awaitExit(LIMIT), process.standardError());
        }
    }

    private static List<String> dump(BoxSite site) throws StoreFailure {
        try (var file = SqliteFile.open(site.database())) {
            assertThat(file.damage()).isEmpty();
            return file.dump();
        }
    }
}
