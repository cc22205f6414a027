package vn.tram.edge.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Secret;

/** Commands the box that runs on this machine. Any thread; blocks. */
public final class ConsoleHttp {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final int port;
    private final Secret token;

    public ConsoleHttp(int port, Secret token) {
        this.port = port;
        this.token = token;
    }

    /** @param body what the box said, JSON */
    public record Said(int status, String body) {
        public boolean isDone() {
            return status < 300;
        }
    }

    /** Asks for one of the console's acts. */
    public Said post(String path, Bytes document) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.reveal())
                .POST(BodyPublishers.ofByteArray(document.toArray()))
                .build();
        var answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Said(answer.statusCode(), answer.body());
    }
}
