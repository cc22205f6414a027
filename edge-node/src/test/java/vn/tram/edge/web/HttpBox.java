package vn.tram.edge.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import vn.tram.edge.Appliance;
import vn.tram.edge.enrol.Enrolment;
import vn.tram.edge.enrol.FakeCity;
import vn.tram.edge.enrol.FakeShelf;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.store.pins.Argon2Pins;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.edge.web.door.Guard;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Routes;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Link;
import vn.tram.node.run.CoreThread;
import vn.tram.ui.WebAddress;

/** A box with real SQLite, core thread and HTTP, but a clock that the test sets and a line that never connects. */
final class HttpBox {
    static final String CONSOLE = "the token of a test";

    /** A Monday, 09:00 in Hanoi. */
    static final Instant MONDAY_NINE = Instant.parse("2026-11-23T02:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final BoxStore store;
    private final CoreThread core;
    private final BoxServer server;
    private final ManualTimers time;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String cookies;
    final int port;

    HttpBox(Path folder, Instant now) throws Exception {
        time = new ManualTimers(now);
        var platform = new Platform(time, time, new Random(1), time);
        store = BoxStore.open(folder, new BoxId("w00070-1"), 42);
        var web = new AtomicReference<Consumer<List<Written>>>(HttpBox::nothing);
        var identity =
                new BoxIdentity(new BoxId("w00070-1"), "test", "tcp://127.0.0.1:1", TestKeys.TRUSTED, TestKeys.BOX);
        var appliance = new Appliance(
                new WardCode("00070"),
                identity,
                platform,
                store,
                new NoLine(),
                changes -> Objects.requireNonNull(web.get()).accept(changes),
                what -> {});
        core = new CoreThread(appliance.core(), "test-core", bug -> {});
        var about = new Box.About(
                new BoxId("w00070-1"), "00070", "Phường Hoàn Kiếm", "test", now.toEpochMilli(), folder, "2a", false);
        var box = new Box(
                new Box.Asks() {
                    @Override
                    public <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
                        return appliance.submit(command);
                    }
                },
                appliance::line,
                appliance::blobs,
                appliance::rules,
                appliance.care()::health,
                time::millis,
                about,
                WebAddress.of("127.0.0.1", 0, "tram.test"));
        var enrolment = new Enrolment(
                new BoxId("w00070-1"), new FakeShelf(), new FakeCity(), platform, 0, new FakeShelf.Quiet());
        var people = appliance.people();
        var guard = new Guard(
                people::staff,
                people::devices,
                people::seesCentre,
                Argon2Pins.under(Bytes.owned(new byte[32])),
                Secret.of(CONSOLE));
        server = new BoxServer(vertx, box, guard, enrolment, () -> 0, bug -> {});
        web.set(server::changed);
        core.start();
        appliance.begin();
        port = server.listen("127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        cookies = new Cookies(port).enter("nguyen.thi.lan", "RECEPTION,LEADER,WARD_ADMIN");
    }

    /** What whoever entered first is known by. */
    String cookies() {
        return cookies;
    }

    private static void nothing(List<Written> changes) {}

    BoxServer server() {
        return server;
    }

    /** What is written down of people, in words. */
    List<String> records() throws StoreFailure, BadForm {
        var events = new ArrayList<String>();
        for (var entry : store.read(Lane.URGENT, 1, 1_000)) {
            events.add(String.valueOf(EventTypes.decode(entry)));
        }
        return events;
    }

    Routes routes() {
        return server.routes();
    }

    void advance(Duration by) {
        time.advance(by);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        var request = request(path, headers).POST(BodyPublishers.ofString(body));
        if (headers.length == 0) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A press with a fresh request id; {@code more} are further JSON fields, each ending in a comma. */
    JsonNode press(String path, String more) throws IOException, InterruptedException {
        return json(post(path, "{" + more + "\"requestId\":\"" + UUID.randomUUID() + "\"}")
                .body());
    }

    static JsonNode json(String text) throws IOException {
        return Body.JSON.readTree(text);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("Cookie", cookies)
                .header("X-Tram", "1");
        return headers.length == 0 ? request : request.headers(headers);
    }

    void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        core.close();
        store.close();
    }

    private static final class NoLine implements Link {
        @Override
        public void open(Session session, Listener listener) {
            listener.down("no line in this test");
        }

        @Override
        public void send(String topic, byte[] payload, Consumer<Sent> settled) {
            settled.accept(Sent.LOST);
        }

        @Override
        public void close() {}
    }
}
