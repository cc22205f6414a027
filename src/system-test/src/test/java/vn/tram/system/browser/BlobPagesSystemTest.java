package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.CentreConfig;
import vn.tram.centre.CentreProcess;
import vn.tram.edge.ApplianceConfig;
import vn.tram.edge.BoxProcess;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.blob.Blobs;
import vn.tram.system.process.Doors;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/** A scan goes up and a release comes down a weak line while people look at the status pages of both ends. */
final class BlobPagesSystemTest {
    private static final String WARD = "00070";
    private static final String BOX = "w00070-1";
    private static final int MANY_SECONDS_LONG = 600_000;

    @TempDir
    Path folder;

    @Test
    void bothEndsShowHowFarBlobsAreAndThatTheyMove() throws Exception {
        try (var centre = centre();
                var line = new LineProxy(Objects.requireNonNull(centre.broker()).getPort(), LineWeather.WEAK);
                var box = box(
                        line.port(),
                        Objects.requireNonNull(centre.cityKey()).raw().hex());
                var status = new Chrome();
                var ward = new Chrome()) {
            Doors.served(box.port(), folder.resolve("box"));
            status.open("http://127.0.0.1:" + box.port() + "/status", 1366, 768).sees("Không có tệp nào đang chờ");
            ward.open("http://127.0.0.1:" + centre.port() + "/wards/" + WARD, 1366, 768);
            var scan = put(box.blobs(), 1);
            var release = put(centre.blobs(), 2);
            box.outbox().give(scan);
            centre.outbox(new BoxId(BOX)).give(release);
            for (var page : List.of(status, ward)) {
                for (var name : List.of(scan, release)) {
                    double before = page.seesMore(share(name), 0);
                    page.seesMore(share(name), before);
                }
                page.sees("Lên thành phố: tệp " + scan.hex().substring(0, 8));
                page.sees("Về phường: tệp " + release.hex().substring(0, 8));
                assertThat(page.seriousFindings()).isEmpty();
                assertThat(page.complaints()).isEmpty();
            }
            status.picture("status-blobs");
            ward.script("document.querySelector('#blobs').scrollIntoView({block: 'center'}); return true");
            ward.picture("city-ward-blobs");
        }
    }

    /** Percent of the bar under a blob's name. */
    private static String share(BlobName name) {
        return "const row = [...document.querySelectorAll('.blobs li')].find(li => li.querySelector('[title=\""
                + name.hex() + "\"]')); return row ? row.querySelector('progress').value : 0";
    }

    private CentreProcess centre() throws CentreProcess.StartFailure {
        var config = CentreConfig.of(
                Map.of("node.data", folder.resolve("centre").toString(), "http.port", "0", "broker.port", "0"));
        return new CentreProcess(config, BlobPagesSystemTest::broken);
    }

    private BoxProcess box(int brokerPort, String cityKey) throws BoxProcess.StartFailure {
        var config = ApplianceConfig.of(Map.of(
                "node.ward",
                WARD,
                "node.data",
                folder.resolve("box").toString(),
                "http.port",
                "0",
                "broker.url",
                URI.create("tcp://127.0.0.1:" + brokerPort).toString(),
                "city.key",
                cityKey));
        return new BoxProcess(config, "test", BlobPagesSystemTest::broken);
    }

    private static void broken(Throwable bug) {
        throw new AssertionError("a bug ended a node", bug);
    }

    private static BlobName put(Blobs at, long seed) throws StoreFailure, IOException, BadForm {
        var bytes = new byte[MANY_SECONDS_LONG];
        new SplittableRandom(seed).nextBytes(bytes);
        return at.put(new ByteArrayInputStream(bytes), bytes.length);
    }
}
