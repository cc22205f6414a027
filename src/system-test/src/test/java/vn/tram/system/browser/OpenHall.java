package vn.tram.system.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.tram.edge.ApplianceConfig;
import vn.tram.edge.BoxProcess;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.store.BoxStore;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettings.Hours;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** A real box of Phường Hoàn Kiếm whose hall is open around the clock, because tests run at any hour. */
final class OpenHall {
    private static final WardCode WARD = new WardCode("00070");
    private static final BoxId BOX = new BoxId("w00070-1");

    private final Path folder;
    private BoxProcess box;
    private int port;

    OpenHall(Path folder, Rules rules) throws Exception {
        this.folder = folder;
        openAroundTheClock(rules);
        box = start();
        port = box.port();
    }

    /** Settings as an earlier connection to the city would have left them. */
    private void openAroundTheClock(Rules rules) throws Exception {
        var standard = WardSettings.standard();
        var settings = new WardSettings(
                standard.counters(),
                List.of(new Hours("00:00", "23:59")),
                List.of(1, 2, 3, 4, 5, 6, 7),
                new Words("Mời ông/bà chuẩn bị sẵn căn cước và giấy tờ cần nộp.", "Please have your ID card ready."),
                true,
                List.of(),
                false,
                rules,
                999);
        var feed = new FeedLanded(
                FeedNames.ward(WARD),
                new FeedPosition(1, 1),
                List.of(new FeedRow(FeedNames.SETTINGS_KEY, 1, CatalogueJson.write(settings))),
                true);
        var store = BoxStore.open(folder, BOX, 7);
        store.recover();
        store.write(new Written.Landed(feed));
        store.commit();
        store.close();
    }

    private BoxProcess start() throws BoxProcess.StartFailure {
        var config = ApplianceConfig.of(Map.of(
                "node.ward", WARD.value(),
                "node.data", folder.toString(),
                "http.port", Integer.toString(port),
                "broker.url", "tcp://127.0.0.1:9"));
        return new BoxProcess(config, "test", bug -> {
            throw new AssertionError("a bug ended the box", bug);
        });
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** The box goes away; its address stays empty. */
    void stop() {
        box.close();
    }

    /** The box comes back at the same address with the same data. */
    void startAgain() throws BoxProcess.StartFailure {
        box = start();
    }
}
