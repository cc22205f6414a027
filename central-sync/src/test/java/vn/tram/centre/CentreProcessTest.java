package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;

/** The whole process on real parts: SQLite, Artemis, Paho, Undertow. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class CentreProcessTest {
    @TempDir
    private Path folder = Path.of("");

    private Map<String, String> keys() {
        return Map.of("node.data", folder.resolve("centre").toString(), "http.port", "0", "broker.port", "0");
    }

    private static CentreProcess start(Map<String, String> keys) throws CentreProcess.StartFailure {
        return new CentreProcess(CentreConfig.of(keys), bug -> {
            throw new AssertionError(bug);
        });
    }

    private static JsonNode ward(CentreProcess centre) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + centre.port() + "/api/wards/00070"))
                .timeout(Duration.ofSeconds(20))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).get("ward");
    }

    /** A box's end of the line, on Paho. */
    private static final class Box implements Link.Listener, AutoCloseable {
        private final LinkedBlockingQueue<Control> heard = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<Boolean> state = new LinkedBlockingQueue<>();
        private final SystemPlatform system = new SystemPlatform("test-box", bug -> {});
        private final BoxJournal journal;
        private final PahoLink link;

        Box(URI broker, BoxJournal journal) {
            this.journal = journal;
            this.link = new PahoLink(
                    broker,
                    new Credentials.None(),
                    PahoLink.Window.BOX,
                    Duration.ofSeconds(10),
                    system.platform().timers());
        }

        void connect() throws InterruptedException {
            var filters = List.of(Topics.down(journal.box()));
            link.open(new Link.Session(journal.box().value(), filters, null), this);
            assertThat(state.poll(20, TimeUnit.SECONDS)).isTrue();
        }

        void say(Lane lane, byte[] payload) {
            link.send(Topics.up(journal.box(), lane), payload, sent -> {});
        }

        <T extends Control> T await(Class<T> kind) throws InterruptedException {
            for (var next = heard.poll(20, TimeUnit.SECONDS); next != null; next = heard.poll(20, TimeUnit.SECONDS)) {
                if (kind.isInstance(next)) {
                    return kind.cast(next);
                }
            }
            throw new AssertionError("no " + kind.getSimpleName() + " came");
        }

        /** The centre's own client may still be on its way to the broker: a hello is said until it is answered. */
        Welcome greet() throws InterruptedException {
            for (int i = 0; i < 20; i++) {
                say(Lane.CONTROL, ControlCodec.encode(journal.hello()));
                for (var next = heard.poll(1, TimeUnit.SECONDS); next != null; next = heard.poll()) {
                    if (next instanceof Welcome welcome) {
                        return welcome;
                    }
                }
            }
            throw new AssertionError("no welcome");
        }

        @Override
        public void up() {
            state.add(true);
        }

        @Override
        public void down(String why) {
            state.add(false);
        }

        @Override
        public void received(String topic, byte[] payload) {
            try {
                heard.add(ControlCodec.decode(payload));
            } catch (BadForm bad) {
                throw new AssertionError(bad);
            }
        }

        @Override
        public void close() {
            link.close();
            system.close();
        }
    }

    private static BoxJournal journalWithTwoTickets() {
        var now = Instant.now();
        var chance = new SplittableRandom(3);
        var journal = new BoxJournal("w00070-1", 77);
        for (int i = 1; i <= 2; i++) {
            var key = CentreRig.ticket(BusinessDay.at(now), "A" + i);
            var id = UuidV7.at(now.toEpochMilli(), chance);
            journal.add(now, new QueueEvent.TicketIssued(key, id, "", Channel.KIOSK));
        }
        return journal;
    }

    @Test
    void boxOnARealBrokerIsHeardAndRememberedOverARestart() throws Exception {
        var journal = journalWithTwoTickets();
        try (var centre = start(keys());
                var box = new Box(Objects.requireNonNull(centre.broker()), journal)) {
            box.connect();
            box.greet();
            box.say(Lane.URGENT, BoxJournal.raw(journal.frame(Lane.URGENT)).toArray());
            var ack = box.await(Ack.class);
            while (ack.applied() < 2) {
                ack = box.await(Ack.class);
            }
            assertThat(ack.durable()).isEqualTo(2);
            assertThat(ward(centre).get("waiting").asInt()).isEqualTo(2);
        }
        try (var centre = start(keys());
                var box = new Box(Objects.requireNonNull(centre.broker()), journal)) {
            assertThat(ward(centre).get("waiting").asInt()).isEqualTo(2);
            box.connect();
            assertThat(box.greet().marks().values()).singleElement().satisfies(mark -> {
                assertThat(mark.durable()).isEqualTo(2);
                assertThat(mark.applied()).isEqualTo(2);
            });
        }
    }

    @Test
    void takenPortsAreNamedWithTheirKeys() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            var data = folder.resolve("centre").toString();
            assertThatThrownBy(() -> start(Map.of("node.data", data, "http.port", port, "broker.port", "0")))
                    .isInstanceOf(CentreProcess.StartFailure.class)
                    .hasMessageContaining("http.port=" + port);
            assertThatThrownBy(() -> start(Map.of("node.data", data, "http.port", "0", "broker.port", port)))
                    .isInstanceOf(CentreProcess.StartFailure.class)
                    .hasMessageContaining("broker.port=" + port);
        }
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "in the way");
        var keys = Map.of("node.data", file.resolve("centre").toString());
        assertThatThrownBy(() -> start(keys))
                .isInstanceOf(CentreProcess.StartFailure.class)
                .hasMessageContaining("file");
    }
}
