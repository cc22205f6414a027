package vn.tram.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;

/** The centre by HTTP; an {@code https} server is judged by the given roots, else by those that this machine trusts. */
final class HttpCentre implements CentreCalls {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String centre;
    private final String token;
    private final String lang;

    /** @param now by which a server's certificate is judged, epoch milliseconds */
    HttpCentre(String centre, String token, String lang, List<X509Certificate> anchors, LongSupplier now) {
        var making = HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1);
        if (!anchors.isEmpty()) {
            making.sslContext(TlsContexts.of(PeerTrust.inServers(anchors, new Dates(now, Long.MIN_VALUE))));
        }
        this.client = making.build();
        this.centre = centre;
        this.token = token;
        this.lang = lang;
    }

    @Override
    public JsonNode get(String path) throws IOException, Problem {
        var request = request(path).GET();
        return send((token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build());
    }

    @Override
    public JsonNode post(String path, Map<String, String> fields) throws IOException, Problem {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(fields)))
                .build());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        try {
            return HttpRequest.newBuilder(URI.create(centre + path))
                    .timeout(LIMIT)
                    .header("Accept-Language", lang);
        } catch (IllegalArgumentException noAddress) {
            throw new IOException(centre + " is no address", noAddress);
        }
    }

    private JsonNode send(HttpRequest request) throws IOException, Problem {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            var read = JSON.readTree(response.body());
            if (response.statusCode() == OK) {
                return read;
            }
            if (read == null || !read.path("title").isTextual()) {
                throw new IOException("status " + response.statusCode() + " from something that is no centre");
            }
            throw new Problem(read.path("title").asText(), read.path("detail").asText());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ending);
        }
    }
}
