package vn.tram.provisioning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.provisioning.ca.Pem;

class ProvisionTest {
    private static final String PHRASE = "mật khẩu dài và khó đoán";

    @TempDir
    private Path folder;

    private final ArrayDeque<String> typed = new ArrayDeque<>();

    private record Said(int code, String out, String err) {}

    private Said run(String lang, String... arguments) {
        var line = Provision.line(new Provision.World(
                InstantSource.system(),
                new SecureRandom(),
                Words.of(lang),
                prompt -> next(),
                (centre, token, said, anchors) -> {
                    throw new AssertionError("no centre is asked");
                }));
        var out = new StringWriter();
        var err = new StringWriter();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private char @Nullable [] next() {
        var next = typed.poll();
        return next == null ? null : next.toCharArray();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Said create(String... more) {
        typed.addAll(List.of(PHRASE, PHRASE));
        var words = Stream.concat(
                Stream.of(
                        "ca",
                        "create",
                        "--folder",
                        at("root"),
                        "--organisation",
                        "UBND thành phố Hà Nội",
                        "--domain",
                        "tram.hanoi.gov.vn"),
                Stream.of(more));
        return run("", words.toArray(String[]::new));
    }

    @Test
    void wholeWayFromNothingToAServersCertificate() throws IOException {
        assertThat(create().out()).contains("Đã tạo khóa gốc").containsPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        typed.add(PHRASE);
        assertThat(run("", "ca", "issuing", "--folder", at("root"), "--out", at("issuing")))
                .extracting(Said::code)
                .isEqualTo(0);
        var server = run(
                "en_GB.UTF-8",
                "ca",
                "server",
                "--folder",
                at("issuing"),
                "--out",
                at("broker"),
                "--name",
                "mqtt.tram.hanoi.gov.vn",
                "--address",
                "10.1.2.3");
        assertThat(server.out()).startsWith("mqtt.tram.hanoi.gov.vn has its certificate");
        for (var secret : List.of("root/root.key", "issuing/issuing.key", "broker/server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve("root/root.key"))).contains("ENCRYPTED");
        assertThat(run("", "ca", "show", "--folder", at("issuing"), "--json").out())
                .contains("\"file\" : \"root.pem\"")
                .contains("\"days\" : \"" + 2189);
        assertThat(run("", "ca", "show", "--folder", at("issuing")).out()).contains("issuing.pem");
    }

    @Test
    void rootIsNeverOverwritten() throws IOException {
        create();
        var before = Files.readString(folder.resolve("root/root.pem"));
        var again = create();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("Không làm gì").contains("city.properties");
        assertThat(folder.resolve("root/root.pem")).hasContent(before);
    }

    @Test
    void dryRunWritesNothing() {
        assertThat(create("--dry-run").out()).contains("Chưa ghi gì");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void wrongPassphraseChangesNothingAndSaysSo() {
        create();
        typed.add("another passphrase");
        var said = run("en", "ca", "issuing", "--folder", at("root"), "--out", at("issuing"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("passphrase is wrong").contains("Nothing has changed");
        assertThat(folder.resolve("issuing")).doesNotExist();
    }

    @Test
    void shortOrUnlikePassphrasesAreRefused() {
        typed.addAll(List.of("short", "short"));
        var line = new String[] {
            "ca", "create", "--folder", at("root"), "--organisation", "Hà Nội", "--domain", "tram.hanoi.gov.vn"
        };
        assertThat(run("en", line).err()).contains("at least " + Pem.SHORTEST_PASSPHRASE);
        typed.addAll(List.of(PHRASE, PHRASE + "x"));
        assertThat(run("en", line).err()).contains("not the same");
        assertThat(run("en", line).err()).contains("--passphrase-file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void serverOutsideTheDomainIsRefused() {
        create();
        typed.add(PHRASE);
        run("", "ca", "issuing", "--folder", at("root"), "--out", at("issuing"));
        var said = run("en", "ca", "server", "--folder", at("issuing"), "--out", at("b"), "--name", "www.example.com");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("www.example.com is not below the domain tram.hanoi.gov.vn");
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void wrongWordsOnTheLineAreTold() {
        assertThat(run("", "ca", "create").code()).isEqualTo(2);
        assertThat(run("", "ca", "destroy").code()).isEqualTo(2);
    }

    @Test
    void helpIsInBothLanguages() {
        assertThat(run("", "ca", "create", "--help").out())
                .contains("Tạo khóa gốc")
                .contains("thư mục của cơ quan chứng thực");
        assertThat(run("en", "ca", "create", "--help").out())
                .contains("Makes the root key")
                .contains("folder of the authority");
    }

    @Test
    void bothBundlesSayTheSameThings() {
        ResourceBundle vi = Words.of("").texts();
        ResourceBundle en = Words.of("en").texts();
        assertThat(new TreeSet<>(vi.keySet())).isEqualTo(new TreeSet<>(en.keySet()));
        for (var key : vi.keySet()) {
            assertThat(gaps(vi.getString(key))).as(key).isEqualTo(gaps(en.getString(key)));
        }
    }

    private static List<String> gaps(String text) {
        return java.util.regex.Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .sorted()
                .toList();
    }
}
