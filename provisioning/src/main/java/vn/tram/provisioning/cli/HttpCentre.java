package vn.tram.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The centre by HTTP; an {@code https} server is judged by the roots that this machine trusts. */
final class HttpCentre implements CentreCalls {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String centre;
    private final String token;
    private final String lang;

    HttpCentre(String centre, String token, String lang) {
        this.centre = centre;
        this.token = token;
        this.lang = lang;
    }

    @Override
    public JsonNode get(String path) throws IOException, Problem {
        return send(request(path).GET().build());
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
