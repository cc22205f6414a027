package vn.tram.system.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import vn.tram.edge.store.console.ConsoleFile;
import vn.tram.kernel.base.StoreFailure;

/**
 * Comes into a running box by the ways that people have: a workstation shows a code, the box's console confirms it and
 * lets somebody in by another code, and whoever that is chooses a PIN; after a restart of the box the PIN alone. Any
 * thread, one at a time.
 */
public final class Entry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "nguyen.thi.lan";
    private static final String PIN = "274916";
    private static final String ROLES = "RECEPTION,LEADER,WARD_ADMIN";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path data;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String address = "";
    private String device = "";
    private String session = "";

    /** @param data the box's data folder, in which the file of its console lies */
    Entry(Path data) {
        this.data = data;
    }

    /**
     * Value of the header {@code Cookie} of a workstation; of whoever is signed in at it too, once somebody had to be.
     */
    public synchronized String cookies() throws IOException {
        if (device.isEmpty()) {
            enter();
        }
        return shown();
    }

    /** The same with somebody signed in. */
    public synchronized String signedIn() throws IOException {
        if (session.isEmpty()) {
            enter();
        }
        return shown();
    }

    private String shown() {
        return session.isEmpty() ? device : device + "; " + session;
    }

    /** The box did not let {@code before} in: comes in anew, unless another thread has done so. */
    public synchronized String renew(String before) throws IOException {
        if (before.equals(shown())) {
            session = "";
        }
        return signedIn();
    }

    /** The box was started anew: nobody is signed in at it. */
    synchronized void started(int port) {
        address = "http://127.0.0.1:" + port;
        session = "";
    }

    private void enter() throws IOException {
        try {
            if (!device.isEmpty()) {
                var answer = post("/api/sign-in", node("name", NAME, "pin", PIN), device);
                if (answer.statusCode() == 200) {
                    session = cookie(answer);
                    return;
                }
            }
            pair();
            choosePin();
        } catch (StoreFailure none) {
            throw new IOException("the box has no console yet", none);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new IOException("ending", wanted);
        }
    }

    private void pair() throws IOException, InterruptedException, StoreFailure {
        var shown = good(post("/api/pair", node("kind", "WORKSTATION"), ""));
        var code = JSON.readTree(shown.body()).path("code").asText();
        console("/console/confirm", node("code", code, "label", "Workstation"));
        device = cookie(shown);
    }

    private void choosePin() throws IOException, InterruptedException, StoreFailure {
        var invited = console("/console/invite", node("name", NAME, "roles", ROLES));
        var code = JSON.readTree(invited.body()).path("code").asText();
        session = cookie(good(post("/api/choose-pin", node("name", NAME, "code", code, "newPin", PIN), device)));
    }

    private HttpResponse<String> console(String path, ObjectNode body)
            throws IOException, InterruptedException, StoreFailure {
        var token = ConsoleFile.read(data).token().reveal();
        return good(send(request(path, body).header("Authorization", "Bearer " + token)));
    }

    private HttpResponse<String> post(String path, ObjectNode body, String cookies)
            throws IOException, InterruptedException {
        var request = request(path, body).header("X-Tram", "1");
        return send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }

    private HttpRequest.Builder request(String path, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> good(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(
                    answer.request().uri().getPath() + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String cookie(HttpResponse<String> answer) throws IOException {
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IOException("no cookie: " + answer.body()))
                .split(";", 2)[0];
    }

    private static ObjectNode node(String... fields) {
        var node = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            node.put(fields[i], fields[i + 1]);
        }
        return node;
    }
}
