package vn.tram.provisioning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoxActsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private int failsAfter = Integer.MAX_VALUE;

    private record Said(int code, String out, String err) {}

    /** A centre that makes a code for whatever it is asked. */
    private final class FakeCentre implements CentreCalls {
        private final String token;

        FakeCentre(String token) {
            this.token = token;
        }

        @Override
        public JsonNode get(String path) throws IOException {
            asked.add("GET " + path + " " + token);
            return JSON.readTree("""
                    {"boxes":[{"box":"w00070-1","name":"Phường Hoàn Kiếm","claim":{"state":"OPEN"},
                     "certificate":null,"lastContact":1795400000000,"replacedBy":null}]}""");
        }

        @Override
        public JsonNode post(String path, Map<String, String> fields) throws IOException, Problem {
            if (asked.size() >= failsAfter) {
                throw new Problem("Trung tâm đang bận", "Chưa có gì thay đổi.");
            }
            asked.add("POST " + path + " " + token + " " + fields.get("who"));
            var box = path.split("/", -1)[3];
            var claim = "{\"box\":\"" + box + "\",\"code\":\"7K2M-9QXD-04TF\",\"expires\":1795400000000}";
            return JSON.readTree(
                    path.endsWith("claim")
                            ? claim
                            : "{\"box\":\"" + box + "\",\"changed\":true,\"next\":\"w00070-2\",\"claim\":" + claim
                                    + "}");
        }
    }

    private Said run(String lang, String... arguments) throws IOException {
        var token = Files.writeString(folder.resolve("token"), "secret\n");
        var line = Provision.line(new Provision.World(
                InstantSource.system(),
                new SecureRandom(),
                Words.of(lang),
                prompt -> null,
                (centre, shown, said, anchors) -> new FakeCentre(shown)));
        var out = new StringWriter();
        var err = new StringWriter();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var words = Stream.concat(
                Stream.of("box"),
                Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--centre", "https://tram.test", "--token-file", token.toString(), "--who", "An")));
        int code = line.execute(words.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void listIsATableOrJsonAndShowsNoToken() throws IOException {
        assertThat(run("", "list").out()).contains("w00070-1", "Phường Hoàn Kiếm", "OPEN");
        assertThat(JSON.readTree(run("", "list", "--json").out())
                        .get(0)
                        .get("claim")
                        .asText())
                .isEqualTo("OPEN");
        assertThat(asked).allMatch(each -> each.equals("GET /api/boxes "));
    }

    @Test
    void codesOfAllWardsAreWrittenForTheOwnerAlone() throws IOException {
        var file = folder.resolve("codes.csv");
        var said = run("", "claim", "--all-hanoi", "--out", file.toString());
        assertThat(said.code()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(127).contains("w00070-1,7K2M-9QXD-04TF,2026-11-23 09:13");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(said.out()).doesNotContain("7K2M");
        assertThat(said.err()).contains("126/126");
        assertThat(run("", "claim", "--all-hanoi", "--out", file.toString()).code())
                .isEqualTo(1);
    }

    @Test
    void sheetForPrintingHasEachCodeAsTextAndAsASquareAndIsForItsOwnerAlone() throws IOException {
        var file = folder.resolve("sheets.html");
        var said = run("", "claim", "w00070-1", "w00004-1", "--sheet", file.toString());
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("2 tờ").doesNotContain("7K2M");
        var html = Files.readString(file);
        assertThat(html).contains("w00070-1", "w00004-1", "7K2M-9QXD-04TF", "https://tram.test");
        assertThat(html.split("<svg", -1)).hasSize(3);
        assertThat(html).doesNotContain("<script", "src=");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(run("", "claim", "w00070-1", "--sheet", file.toString()).code())
                .isEqualTo(1);
    }

    @Test
    void fileOfRootsThatIsNoneIsRefusedBeforeAnybodyIsAsked() throws IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), "nothing");
        var said = run("", "claim", "w00070-1", "--ca", file.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void codesThatWereMadeBeforeAFailureAreShown() throws IOException {
        failsAfter = 2;
        var said = run("en", "claim", "w00004-1", "w00008-1", "w00025-1");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("w00008-1").doesNotContain("w00025-1");
        assertThat(said.err()).contains("Trung tâm đang bận");
    }

    @Test
    void dryRunAsksNothing() throws IOException {
        assertThat(run("en", "claim", "w00070-1", "--dry-run").out()).contains("Would make 1 codes: w00070-1");
        assertThat(run("en", "void", "w00070-1", "--dry-run").code()).isZero();
        assertThat(run("en", "revoke", "w00070-1", "--why", "x", "--dry-run").code())
                .isZero();
        assertThat(run("en", "replace", "w00070-1", "--why", "x", "--dry-run").code())
                .isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void wrongNamesAreRefusedBeforeAnybodyIsAsked() throws IOException {
        assertThat(run("", "claim", "w70").code()).isEqualTo(1);
        assertThat(run("", "revoke", "../x", "--why", "x").code()).isEqualTo(1);
        assertThat(run("", "claim").code()).isEqualTo(1);
        assertThat(run("", "revoke", "w00070-1").code()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void replacingShowsTheNextNameAndItsCode() throws IOException {
        assertThat(run("en", "replace", "w00070-1", "--why", "hỏng").out()).contains("w00070-2", "7K2M-9QXD-04TF");
        assertThat(asked).containsExactly("POST /api/boxes/w00070-1/replace secret An");
        assertThat(run("en", "revoke", "w00070-1", "--why", "hỏng").out()).contains("taken back");
        assertThat(run("en", "void", "w00070-1").out()).contains("called off");
    }
}
