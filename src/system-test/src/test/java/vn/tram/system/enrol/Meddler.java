package vn.tram.system.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Sits between box and centre, passes everything on, and puts its own broker into every answer. */
final class Meddler implements AutoCloseable {
    private final HttpServer server;
    private final int centre;
    private final HttpClient client = HttpClient.newHttpClient();

    Meddler(int centre) throws IOException {
        this.centre = centre;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + centre + exchange.getRequestURI()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            var changed =
                    answer.body().replace("ssl://localhost", "ssl://evil.host").getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.statusCode(), changed.length);
            exchange.getResponseBody().write(changed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
