package vn.tram.system.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.IdentityFiles;
import vn.tram.provisioning.ca.Pem;

/**
 * A city's certificates as they lie on the disks of a centre and of its boxes.
 *
 * @param folder for the centre's; made when missing
 */
public record CityFiles(TestCity city, Path folder) {
    /** A new city, whose broker is on this machine. */
    public static CityFiles in(Path folder) throws IOException {
        var city = new TestCity();
        var broker = city.broker();
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("broker.pem"),
                Pem.of(broker.leaf(), city.issuing().certificate()));
        Files.writeString(folder.resolve("broker.key"), Pem.of(broker.key()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.of(city.issuing().certificate()));
        Files.writeString(folder.resolve("city.pem"), Pem.of(city.root().certificate()));
        Files.writeString(folder.resolve("revoked.pem"), city.revoked());
        return new CityFiles(city, folder);
    }

    /** Keys of the settings of a centre to which boxes come by certificate. */
    public Map<String, String> centre() {
        return Map.of(
                "broker.certificate", folder.resolve("broker.pem").toString(),
                "broker.key", folder.resolve("broker.key").toString(),
                "broker.ca", folder.resolve("issuing.pem").toString(),
                "broker.revoked", folder.resolve("revoked.pem").toString());
    }

    /** The box with a certificate, at the same port by TLS. */
    public BoxSite certified(BoxSite box) throws StoreFailure {
        var identity = city.box(new BoxId(box.name()));
        new IdentityFiles(
                        box.data().resolve("identity"),
                        List.of(city.root().certificate()),
                        new Dates(() -> 0, 0),
                        any -> true,
                        what -> {})
                .add(identity);
        return trusting(box);
    }

    /** The box at the same port by TLS, without a certificate of its own. */
    public BoxSite trusting(BoxSite box) {
        var broker = String.valueOf(box.keys().get("broker.url")).replace("tcp://", "ssl://");
        return box.with("broker.url", broker)
                .with("line.ca", folder.resolve("city.pem").toString());
    }
}
