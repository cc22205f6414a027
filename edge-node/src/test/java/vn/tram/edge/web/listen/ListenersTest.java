package vn.tram.edge.web.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.web.ServerRig;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.SelfMade;
import vn.tram.ui.WebAddress;

/** The two doors of a box, by a client that believes the city alone. */
final class ListenersTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final HallNames HERE = new HallNames(Set.of(), Set.of("127.0.0.1"));

    private final Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final Authority root = Authority.root(new CityNames("UBND", "tram.test"), now, random);
    private final Authority issuing = root.issuing(now);

    @TempDir
    Path folder;

    private ServerRig rig;
    private Listeners listeners;
    private int secured;
    private int plain;

    private Face ofCity(Instant from) throws BadForm {
        var key = EcKeys.node(random);
        var leaf = new Certificates(issuing).hall(key.getPublic(), BOX, HERE, from);
        return new Face(
                NodeIdentity.of(key.getPrivate(), List.of(leaf, issuing.certificate())),
                true,
                leaf.getNotAfter().toInstant().toEpochMilli(),
                Optional.of(root.certificate()));
    }

    private Face selfMade() throws BadForm {
        var key = EcKeys.node(random);
        var leaf = SelfMade.certificate(key, BOX, HERE, now);
        return new Face(NodeIdentity.of(key.getPrivate(), List.of(leaf)), false, 0, Optional.empty());
    }

    @BeforeEach
    void open() throws Exception {
        rig = new ServerRig(folder, now);
        listeners =
                new Listeners(rig.server(), WebAddress.of("127.0.0.1", 0, ""), selfMade(), () -> now.toEpochMilli());
        secured = opened(listeners.secured("127.0.0.1", 0));
        plain = opened(listeners.plain());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static int opened(Future<Integer> listening) throws Exception {
        return listening.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private PeerTrust believing(X509Certificate anchor) {
        return PeerTrust.inServers(List.of(anchor), new Dates(now::toEpochMilli, Long.MIN_VALUE));
    }

    private HttpResponse<String> get(X509Certificate anchor, String path) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .sslContext(TlsContexts.of(believing(anchor)))
                .build();
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + secured + path))
                .timeout(Duration.ofSeconds(10));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void selfMadeCertificateServesPagesAndPromisesNothing() throws Exception {
        var shown = selfMade();
        listeners.show(shown);
        var answer = get(shown.identity().leaf(), "/setup");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThatThrownBy(() -> get(root.certificate(), "/setup")).hasRootCauseInstanceOf(Exception.class);
    }

    @Test
    void nextHandshakeShowsTheNewCertificateAndThePromiseEndsWithIt() throws Exception {
        listeners.show(ofCity(now));
        var answer = get(root.certificate(), "/api/setup");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=" + 180 * 86_400);
        listeners.show(ofCity(now.minus(Duration.ofDays(100))));
        assertThat(get(root.certificate(), "/").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=" + 80 * 86_400);
    }

    @Test
    void onlyTls12And13AreSpoken() throws Exception {
        listeners.show(ofCity(now));
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            assertThat(spoken(version)).isEqualTo(version);
        }
        assertThatThrownBy(() -> spoken("TLSv1.1")).isInstanceOfAny(SSLHandshakeException.class, IOException.class);
    }

    private String spoken(String version) throws IOException {
        var context = TlsContexts.of(believing(root.certificate()));
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", secured)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @Test
    void plainHttpOnThisMachineServesEverything() throws Exception {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plain + "/api/setup"))
                .timeout(Duration.ofSeconds(10))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }
}
