package vn.tram.centre.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import vn.tram.centre.Centre;
import vn.tram.centre.CentreRig;
import vn.tram.centre.FakeLink;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.centre.web.enrol.Issuer;
import vn.tram.centre.web.enrol.Office;
import vn.tram.centre.web.enrol.OperatorToken;
import vn.tram.centre.web.enrol.RateLimit;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.node.run.CoreThread;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.IssuingFolder;
import vn.tram.ui.WebAddress;

/** A centre on real threads with its web on a free port; the store is in memory, nobody is on the line. */
final class WebRig implements AutoCloseable {
    final ConcurrentLinkedQueue<Throwable> troubles = new ConcurrentLinkedQueue<>();
    final MemoryCentreStore store = new MemoryCentreStore(new SplittableRandom(5));
    final SystemPlatform system = new SystemPlatform("test-line", troubles::add);
    final Centre centre;
    final CentreServer server;
    final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    /** Of the clock by which requests are counted; no new minute begins by itself. */
    final AtomicLong minute = new AtomicLong();

    final Path folder;
    private static final Instant MADE = Instant.parse("2026-11-22T00:00:00Z");
    private final CoreThread core;
    private final int port;

    WebRig() throws StoreFailure {
        folder = temporary();
        centre = new Centre(
                new Centre.Authority(CentreRig.WARDS, TestKeys.CITY),
                system.platform(),
                store,
                new FakeLink(),
                new SimpleMeterRegistry(),
                changes -> changed(),
                what -> troubles.add(new AssertionError(what)));
        var city = new City(
                new City.Asks() {
                    @Override
                    public <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
                        return centre.submit(command);
                    }
                },
                store,
                centre::blobs,
                () -> "tram_centre_boxes_alive 0.0\n",
                system.platform().clock()::millis,
                CentreRig.WARDS,
                "Thành phố Hà Nội",
                WebAddress.of("127.0.0.1", 0, ""));
        server = new CentreServer(
                city, office(), "127.0.0.1", 0, system.platform().timers(), troubles::add);
        core = new CoreThread(centre.core(), "test-core", troubles::add);
        core.start();
        port = server.start();
        centre.begin();
    }

    private Office office() throws StoreFailure {
        var root = Authority.root(new CityNames("UBND thành phố Hà Nội", "tram.test"), MADE, new SecureRandom());
        var issuing = new IssuingFolder.Issuing(root.issuing(MADE), root.certificate());
        LongSupplier millis = () -> minute.get() * 60_000L;
        return new Office(
                Optional.of(new Issuer(issuing, TestKeys.CITY, () -> "ssl://mqtt.tram.test:8883")),
                OperatorToken.open(folder),
                store,
                new RateLimit(30, 600, millis),
                new RateLimit(600, 600, millis));
    }

    private void changed() {
        // Every ward, every time: what did not change is found out by comparing.
        var started = server;
        if (started != null) {
            started.changed(CentreRig.WARDS.keySet());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("web-rig");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        var request = to(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    <R> R ask(Command<R> command) {
        var outcome = centre.submit(command).toCompletableFuture().join();
        if (outcome instanceof Outcome.Accepted<R> accepted) {
            return accepted.reply();
        }
        throw new AssertionError(outcome);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = to(path);
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String body, String... headers) throws IOException, InterruptedException {
        var request = to(path).PUT(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    Set<String> operations() {
        return server.routes().stream()
                .map(route -> route.method() + " " + route.path() + " " + route.operation())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        centre.end();
        core.close();
        server.stop();
        system.close();
    }
}
