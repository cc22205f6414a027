package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.OpenHall;
import vn.tram.system.store.SqliteFile;

/** A box's data folder is copied, both are started against one centre, and a person at the city decides. */
final class CopiedFolderSystemTest {
    private static final String WARD = "00070";
    private static final String BOX = "w00070-1";
    private static final int PATIENCE_SECONDS = 180;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final CountDownLatch never = new CountDownLatch(1);

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws Exception {
        for (int i = 0; i < PATIENCE_SECONDS * 2; i++) {
            if (condition.holds()) {
                return;
            }
            assertThat(never.await(500, TimeUnit.MILLISECONDS)).isFalse();
        }
        throw new AssertionError("not within " + PATIENCE_SECONDS + " s: " + what);
    }

    private JsonNode ask(String host, int port, String path) throws IOException {
        try (var line = new HttpLine(host, port)) {
            var answer = line.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            return json.readTree(answer.body());
        }
    }

    private JsonNode copies(CentreSite centre) throws IOException {
        return ask("127.0.0.1", centre.httpPort(), "/api/boxes/" + BOX + "/copies");
    }

    private String line(RunningBox box) throws IOException {
        return ask(box.host(), box.port(), "/api/status")
                .get("line")
                .get("state")
                .asText();
    }

    private long unsent(RunningBox box) throws IOException {
        return ask(box.host(), box.port(), "/api/status")
                .get("line")
                .get("unsent")
                .asLong();
    }

    private static void draw(RunningBox box) throws IOException {
        try (var line = box.connect()) {
            var press = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"series\":\"A\"}";
            assertThat(line.post("/api/tickets", press).status()).isEqualTo(201);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file :
                    files.filter(each -> !each.toString().endsWith(".lock")).toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void bothAreHeldBackAndServeOnUntilAPersonSaysWhichOfThemIsTheBox() throws Exception {
        var site = CentreSite.of(folder.resolve("centre"));
        try (var centre = site.start()) {
            assertThat(centre.isAlive()).isTrue();
            site.publish(WARD, OpenHall.json(Rules.STANDARD));
            var here = site.box(folder.resolve("here"), WARD, site.brokerPort());
            try (var first = here.start()) {
                await("the box is on line", () -> line(first).equals("ONLINE"));
                await("the hall is open", () -> opens(first));
                await("all is sent", () -> unsent(first) == 0);
            }
            copy(here.data(), folder.resolve("there/data"));
            copy(Path.of(here.data() + "-witness"), folder.resolve("there/data-witness"));
            var there = new BoxSite(here.checkout(), folder.resolve("there"), here.keys());
            try (var one = here.start();
                    var other = there.start()) {
                await("two copies are found", () -> copies(site).get("cloned").asBoolean());
                await(
                        "both know it",
                        () -> line(one).equals("CLONED") || line(other).equals("CLONED"));
                draw(one);
                draw(other);
                decide(site);
                var holder = holder(site, one, other);
                var fenced = holder.equals(one) ? other : one;
                await("the chosen one has sent everything", () -> unsent(holder) == 0);
                draw(holder);
                await("and goes on", () -> unsent(holder) == 0);
                draw(fenced);
                assertThat(line(fenced)).isNotEqualTo("ONLINE");
                assertThat(unsent(fenced)).isPositive();
            }
        }
        try (var rows = SqliteFile.open(site.database())) {
            assertThat(rows.number("SELECT count(*) FROM ruling")).isEqualTo(1);
            assertThat(rows.number("SELECT count(*) FROM quarantine")).isZero();
            assertThat(rows.rows("SELECT epoch, first_lseq, count(*) FROM landing WHERE lane = 1"
                            + " GROUP BY epoch, first_lseq HAVING count(*) > 1"))
                    .isEmpty();
        }
    }

    private boolean opens(RunningBox box) throws IOException {
        try (var line = box.connect()) {
            var press = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"series\":\"A\"}";
            return line.post("/api/tickets", press).status() == 201;
        }
    }

    /** On the page, by keyboard and click, as a person does. */
    private void decide(CentreSite site) throws Exception {
        var address = "http://127.0.0.1:" + site.httpPort();
        try (var page = new Chrome().open(address + "/incidents", 1366, 768)) {
            page.sees("Có hai máy cùng hoạt động dưới một tên");
            page.open(address + "/boxes/" + BOX, 1366, 768).sees("Hai bản cùng hoạt động dưới tên này");
            page.picture("city-copies");
            assertThat(page.seriousFindings()).isEmpty();
            page.click("#copies .copy .btn.primary");
            page.sees("Người quyết định");
            page.click("#dialog .primary");
            page.sees("Mời điền chỗ này");
            page.picture("city-copies-decide");
            assertThat(page.seriousFindings()).isEmpty();
            page.type("#who", "Trần Thị Lan");
            page.type("#why", "Thẻ nhớ bị sao chép khi sửa máy.");
            page.click("#dialog .primary");
            page.sees("Đã ghi quyết định");
            page.sees("Là máy thật");
            assertThat(page.complaints()).isEmpty();
        }
    }

    private RunningBox holder(CentreSite site, RunningBox one, RunningBox other) throws Exception {
        await(
                "one of them is on line",
                () -> line(one).equals("ONLINE") || line(other).equals("ONLINE"));
        assertThat(List.of(line(one), line(other))).containsOnlyOnce("ONLINE");
        assertThat(copies(site).get("ruling").get("who").asText()).isEqualTo("Trần Thị Lan");
        return line(one).equals("ONLINE") ? one : other;
    }
}
