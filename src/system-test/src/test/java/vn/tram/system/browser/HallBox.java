package vn.tram.system.browser;

import java.nio.file.Path;
import java.util.Map;
import vn.tram.edge.ApplianceConfig;
import vn.tram.edge.BoxProcess;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.system.process.Doors;
import vn.tram.system.process.OpenHall;

/** A real box of Phường Hoàn Kiếm whose hall is open around the clock, because tests run at any hour. */
final class HallBox {
    private static final String WARD = "00070";
    private static final Words NOTICE =
            new Words("Mời ông/bà chuẩn bị sẵn căn cước và giấy tờ cần nộp.", "Please have your ID card ready.");

    private final Path folder;
    private BoxProcess box;
    private int port;

    HallBox(Path folder, Rules rules) throws Exception {
        this.folder = folder;
        OpenHall.into(folder, WARD, OpenHall.settings(rules, NOTICE));
        box = start();
        port = box.port();
        Doors.served(port, folder);
    }

    private BoxProcess start() throws BoxProcess.StartFailure {
        var config = ApplianceConfig.of(Map.of(
                "node.ward",
                WARD,
                "node.data",
                folder.toString(),
                "http.port",
                Integer.toString(port),
                "broker.url",
                "tcp://127.0.0.1:9"));
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
