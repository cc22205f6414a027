package vn.tram.edge.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import vn.tram.edge.web.http.Body;

/** Comes into a box as people do: a device shows a code, the console confirms it and lets somebody in by another. */
final class Cookies {
    static final String PIN = "274916";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Cookies(int port) {
        this.port = port;
    }

    /** Cookies of a workstation at which somebody is signed in. */
    String enter(String name, String roles) throws IOException, InterruptedException {
        return signIn(device("WORKSTATION", "Máy của " + name), name, roles);
    }

    /** The cookie of a device that was confirmed. */
    String device(String kind, String label) throws IOException, InterruptedException {
        var shown = ask("/api/pair", "{\"kind\":\"" + kind + "\"}", "");
        var code = json(shown).get("code").textValue();
        console("/console/confirm", "{\"code\":\"" + code + "\",\"label\":\"" + label + "\"}");
        return cookie(shown);
    }

    /** Both cookies, once somebody whom the console lets in has chosen a PIN at a workstation. */
    String signIn(String device, String name, String roles) throws IOException, InterruptedException {
        var invited = console("/console/invite", "{\"name\":\"" + name + "\",\"roles\":\"" + roles + "\"}");
        var body = "{\"name\":\"" + name + "\",\"code\":\""
                + json(invited).get("code").textValue() + "\",\"newPin\":\"" + PIN + "\"}";
        return device + "; " + cookie(ask("/api/choose-pin", body, device));
    }

    HttpResponse<String> console(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path, body)
                        .header("Authorization", "Bearer " + HttpBox.CONSOLE)
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String path, String body, String cookies) throws IOException, InterruptedException {
        var request = request(path, body).header("X-Tram", "1");
        return client.send(
                (cookies.isEmpty() ? request : request.header("Cookie", cookies)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String cookies, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Body.JSON.readTree(answer.body());
    }

    /** Name and value of the cookie that an answer gives. */
    static String cookie(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new AssertionError(answer.body()))
                .split(";", 2)[0];
    }
}
