package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.edge.ApplianceConfig;
import vn.tram.edge.BoxProcess;
import vn.tram.provisioning.ca.Pem;
import vn.tram.system.process.LanAddress;

/** What a person sees who opens a box by plain HTTP from another machine. */
final class TrustPageSystemTest {
    @TempDir
    private Path folder;

    private BoxProcess box(String host) throws BoxProcess.StartFailure {
        var config = ApplianceConfig.of(Map.of(
                "node.ward",
                "00070",
                "node.data",
                folder.toString(),
                "http.host",
                host,
                "http.port",
                "0",
                "http.tls.port",
                "0",
                "broker.url",
                "tcp://127.0.0.1:9"));
        return new BoxProcess(config, "test", bug -> {
            throw new AssertionError("a bug ended the box", bug);
        });
    }

    @Test
    void newComputerIsToldFourStepsInCalmWordsOnAnyScreen() throws Exception {
        var told = Files.createDirectories(folder.resolve("city"));
        Files.writeString(
                told.resolve("roots.pem"), Pem.of(new TestCity().root().certificate()));
        Files.writeString(told.resolve("city.properties"), "centre=https://127.0.0.1:9\n");
        var host = LanAddress.find();
        var box = box(host);
        var address = "http://" + host + ":" + box.port() + "/";
        try (var page = new Chrome().open(address, 1366, 768)) {
            page.sees("bốn bước");
            page.picture("trust");
            assertThat(page.seriousFindings()).isEmpty();
            assertThat(page.bytesLoaded()).isLessThan(Chrome.MOST_BYTES * 2);
            page.open(address + "?lang=en", 390, 844).sees("four steps");
            page.picture("trust-phone");
            assertThat(page.script("return document.documentElement.scrollWidth <= 390"))
                    .isEqualTo(true);
            assertThat(page.seriousFindings()).isEmpty();
            assertThat(page.complaints()).isEmpty();
        } finally {
            box.close();
        }
    }

    @Test
    void boxThatIsNewItselfLeadsToItsSetupPage() throws Exception {
        var host = LanAddress.find();
        var box = box(host);
        try (var page = new Chrome().open("http://" + host + ":" + box.port() + "/kiosk", 1366, 768)) {
            page.sees("chưa được thành phố nhận");
            page.picture("trust-new");
            assertThat(page.seriousFindings()).isEmpty();
        } finally {
            box.close();
        }
    }
}
