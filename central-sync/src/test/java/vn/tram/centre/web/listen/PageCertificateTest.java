package vn.tram.centre.web.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.Pem;

final class PageCertificateTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final Authority issuing =
            Authority.root(new CityNames("UBND", "tram.test"), NOW, random).issuing(NOW);
    private final ManualTimers time = new ManualTimers(NOW);
    private final List<String> troubles = new ArrayList<>();

    @TempDir
    Path folder;

    private void write(KeyPair certified, KeyPair key) throws IOException {
        var made = new Certificates(issuing).server(certified.getPublic(), List.of("tram.test"), List.of(), NOW);
        Files.writeString(folder.resolve("server.pem"), Pem.of(made, issuing.certificate()));
        Files.writeString(folder.resolve("server.key"), Pem.of(key.getPrivate()));
    }

    private PageCertificate open() throws BadForm {
        return new PageCertificate(folder.resolve("server.pem"), folder.resolve("server.key"), time, troubles::add);
    }

    @Test
    void halfReplacedFilesChangeNothingAndAreToldOnce() throws Exception {
        var first = EcKeys.node(random);
        write(first, first);
        var files = open();
        files.begin();
        var second = EcKeys.node(random);
        write(second, first);
        time.advance(Duration.ofMinutes(2));
        assertThat(troubles).hasSize(1);
        assertThat(files.served().getPublicKey()).isEqualTo(first.getPublic());
        write(second, second);
        time.advance(Duration.ofSeconds(11));
        assertThat(files.served().getPublicKey()).isEqualTo(second.getPublic());
        assertThat(troubles).hasSize(1);
    }

    @Test
    void filesThatCannotBeUsedNameTheirSetting() throws Exception {
        assertThatThrownBy(this::open).isInstanceOf(BadForm.class).hasMessageContaining("https.certificate=");
        write(EcKeys.node(random), EcKeys.node(random));
        assertThatThrownBy(this::open).isInstanceOf(BadForm.class).hasMessageContaining("https.key");
    }
}
