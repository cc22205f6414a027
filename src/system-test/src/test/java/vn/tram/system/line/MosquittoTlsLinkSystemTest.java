package vn.tram.system.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.system.process.CityFiles;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.Mosquitto;

/** The same where boxes come by certificate. */
@Timeout(120)
final class MosquittoTlsLinkSystemTest extends MosquittoLinkSystemTest {
    private int boxes;
    private @Nullable TestCity city;

    @Override
    protected Mosquitto mosquitto(Path folder) throws IOException {
        var files = CityFiles.in(folder);
        city = files.city();
        boxes = FreePort.find();
        var plain = Mosquitto.in(folder);
        var settings = folder.resolve("config");
        var trusted = Files.readString(folder.resolve("issuing.pem")) + Files.readString(folder.resolve("city.pem"));
        Files.writeString(folder.resolve("trusted.pem"), trusted);
        Files.writeString(
                settings,
                Files.readString(settings)
                        + """
                listener %d 127.0.0.1
                cafile %s
                certfile %s
                keyfile %s
                crlfile %s
                require_certificate true
                use_identity_as_username true
                """.formatted(
                                        boxes,
                                        folder.resolve("trusted.pem"),
                                        folder.resolve("broker.pem"),
                                        folder.resolve("broker.key"),
                                        folder.resolve("revoked.pem")));
        return plain;
    }

    @Override
    protected int port(String clientId) {
        return clientId.equals(Topics.CENTRE) ? super.port(clientId) : boxes;
    }

    @Override
    protected Credentials credentials(String clientId) {
        if (clientId.equals(Topics.CENTRE)) {
            return super.credentials(clientId);
        }
        var known = Objects.requireNonNull(city, "mosquitto was not made");
        return known.credentials(known.box(new BoxId(clientId)));
    }
}
