package vn.tram.node.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;

/** Keys and certificates are made by openssl, so that what it writes is read here, and the other way. */
final class IdentityFilesTest {
    @TempDir
    private Path work;

    private Path folder;
    private final List<String> trouble = new ArrayList<>();

    @BeforeEach
    void city() throws Exception {
        folder = work.resolve("identity");
        key("ca");
        openssl("req", "-x509", "-new", "-key", "ca.key", "-subj", "/CN=City", "-days", "2", "-out", "ca.pem");
    }

    private void key(String name) throws Exception {
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", name + ".key");
    }

    private NodeIdentity made(String name) throws Exception {
        key(name);
        openssl("req", "-new", "-key", name + ".key", "-subj", "/CN=" + name, "-out", name + ".csr");
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-days",
                "2",
                "-text",
                "-out",
                name + ".pem");
        var chain = PemText.certificates(read(name + ".pem") + read("ca.pem"));
        return NodeIdentity.of(PemText.key(read(name + ".key")), chain);
    }

    private String read(String name) throws IOException {
        return Files.readString(work.resolve(name));
    }

    private void openssl(String... words) throws Exception {
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of("openssl"), Stream.of(words)).toList())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private IdentityFiles files() throws Exception {
        return new IdentityFiles(
                folder,
                PemText.certificates(read("ca.pem")),
                new Dates(() -> 0, 0),
                certificate -> !certificate.getSubjectX500Principal().getName().contains("stranger"),
                trouble::add);
    }

    private List<String> generations() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsAddedIsUsedAndNobodyElseMayReadIt() throws Exception {
        var identity = made("box");
        files().add(identity);
        var again = files();
        assertThat(again.newest()).hasValueSatisfying(read -> {
            assertThat(read.chain()).isEqualTo(identity.chain());
            assertThat(read.key()).isEqualTo(identity.key());
        });
        assertThat(again.next()).isNotNull();
        try (var all = Files.walk(folder)) {
            for (var each : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
        openssl("verify", "-CAfile", "identity/1/chain.pem", "identity/1/cert.pem");
        openssl("pkey", "-in", "identity/1/key.pem", "-noout");
    }

    @Test
    void oneThatWasRenewedStaysUntilTheNewOneHasWorked() throws Exception {
        var files = files();
        files.add(made("first"));
        files.next();
        files.worked();
        files.add(made("second"));
        assertThat(generations()).containsExactly("1", "2");

        files.next();
        files.next(); // the second did not work, so the first is tried
        files.worked();
        assertThat(generations()).containsExactly("1", "2");

        files.next();
        files.worked();
        assertThat(generations()).containsExactly("2");
        assertThat(files.newest().orElseThrow().leaf())
                .isEqualTo(PemText.certificates(read("second.pem")).get(0));
    }

    @Test
    void generationWhosePartsDoNotFitIsPassedOver() throws Exception {
        var files = files();
        var first = made("first");
        files.add(first);
        files.add(made("second"));
        var second = folder.resolve("2");
        for (var damage : List.of("key.pem", "cert.pem", "chain.pem")) {
            var before = Files.readString(second.resolve(damage));
            for (var instead : List.of("", before.substring(0, before.length() / 2), foreign(damage))) {
                Files.writeString(second.resolve(damage), instead);
                assertThat(files().newest().orElseThrow().leaf())
                        .as(damage + ": " + instead)
                        .isEqualTo(first.leaf());
            }
            Files.delete(second.resolve(damage));
            assertThat(files().newest().orElseThrow().leaf()).isEqualTo(first.leaf());
            Files.writeString(second.resolve(damage), before);
        }
        assertThat(trouble).allMatch(words -> words.contains("2 is not used"));
        assertThat(files().newest().orElseThrow().leaf()).isNotEqualTo(first.leaf());
    }

    /** What lies in another identity's file of that name; in place of the chain, a certificate that issued nothing. */
    private String foreign(String name) throws IOException {
        return name.equals("chain.pem")
                ? read("first.pem")
                : Files.readString(folder.resolve("1").resolve(name));
    }

    @Test
    void halfWrittenGenerationIsNone() throws Exception {
        Files.createDirectories(folder.resolve("new"));
        Files.writeString(folder.resolve("new/key.pem"), "half");
        var files = files();
        assertThatThrownBy(files::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate that can be used in " + folder);
        files.add(made("box"));
        assertThat(generations()).containsExactly("1");
    }

    @Test
    void identityOfAnotherNodeIsNeitherTakenNorUsed() throws Exception {
        var stranger = made("stranger");
        assertThatThrownBy(() -> files().add(stranger)).isInstanceOf(StoreFailure.class);
        new IdentityFiles(folder, stranger.chain(), new Dates(() -> 0, 0), any -> true, trouble::add).add(stranger);
        assertThat(files().newest()).isEmpty();
        assertThat(trouble).anyMatch(words -> words.contains("is not about this node"));
    }

    @Test
    void keyDoesNotShowItself() throws Exception {
        assertThat(made("box")).hasToString("the identity CN=box");
    }

    @Test
    void textsThatAreNoneAreBadForm() {
        for (var bad : List.of("", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")) {
            assertThatThrownBy(() -> PemText.certificates(bad)).isInstanceOf(BadForm.class);
            assertThatThrownBy(() -> PemText.key(bad)).isInstanceOf(BadForm.class);
        }
        assertThatThrownBy(() -> PemText.key("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
                .isInstanceOf(BadForm.class);
    }
}
