package vn.tram.centre.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tram.centre.CentreRig;
import vn.tram.centre.fleet.FleetCommand.HearBeat;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Beat;

/** Live views over real connections; each read waits for the event it means. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class StreamsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebRig rig = made();

    private static WebRig made() {
        try {
            return new WebRig();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** The events of an open stream, one by one. */
    private static final class Events implements AutoCloseable {
        private final Stream<String> body;
        private final Iterator<String> lines;

        Events(HttpResponse<Stream<String>> answer) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            body = answer.body();
            lines = body.iterator();
        }

        /** Data of the next event of that name. */
        JsonNode next(String name) throws IOException {
            String event = "";
            while (lines.hasNext()) {
                var line = lines.next();
                if (line.startsWith("event:")) {
                    event = line.substring(6);
                } else if (line.startsWith("data:") && event.equals(name)) {
                    return JSON.readTree(line.substring(5));
                }
            }
            throw new AssertionError("the stream ended before " + name);
        }

        @Override
        public void close() {
            body.close();
        }
    }

    private Events open(String path) throws IOException, InterruptedException {
        return new Events(rig.client.send(rig.to(path).build(), BodyHandlers.ofLines()));
    }

    private void beat(WardCode ward, long head) {
        var beat = new Beat(1, Map.of(Lane.URGENT, head), 0, 0);
        rig.ask(new HearBeat(new BoxId("w" + ward + "-1"), beat));
    }

    @Test
    void listComesWholeAndThenWhatChanged() throws Exception {
        try (var events = open("/api/wards/stream")) {
            assertThat(events.next("wards").get("wards")).hasSize(126);
            beat(CentreRig.HOAN_KIEM, 1);
            events.next("ward");
            beat(CentreRig.HOAN_KIEM, 2);
            var changed = events.next("ward");
            assertThat(changed.get("wards")).hasSize(1);
            assertThat(changed.get("wards").get(0).get("code").asText()).isEqualTo("00070");
            assertThat(changed.get("totals").get("alive").asInt()).isEqualTo(1);
            assertThat(events.next("beat").get("now").asLong()).isPositive();
        }
    }

    @Test
    void wardsDayComesWholeAndAgainAfterAChange() throws Exception {
        try (var events = open("/api/wards/00070/stream")) {
            assertThat(events.next("day").get("ward").get("state").asText()).isEqualTo("NEVER");
            beat(CentreRig.HOAN_KIEM, 7);
            var after = events.next("day");
            assertThat(after.get("ward").get("state").asText()).isEqualTo("ALIVE");
            assertThat(after.get("line").get("head").asInt()).isEqualTo(7);
        }
    }

    @Test
    void streamOfAnUnknownWardIsAProblem() throws Exception {
        assertThat(rig.get("/api/wards/99999/stream").statusCode()).isEqualTo(404);
    }

    @Test
    void closedPageIsForgotten() throws Exception {
        try (var events = open("/api/wards/stream")) {
            events.next("wards");
            assertThat(rig.server.livePages()).isEqualTo(1);
        }
        for (long head = 1; rig.server.livePages() > 0; head++) {
            beat(CentreRig.HOAN_KIEM, head);
        }
        assertThat(rig.server.livePages()).isZero();
    }

    @Test
    void pageThatDoesNotReadIsClosed() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.port()));
            var request = "GET /api/wards/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            for (long head = 1; rig.server.livePages() == 0; head++) {
                beat(CentreRig.HOAN_KIEM, head);
            }
            for (long head = 1; rig.server.livePages() > 0; head++) {
                for (var ward : CentreRig.WARDS.keySet()) {
                    beat(ward, head);
                }
            }
            assertThat(rig.server.livePages()).isZero();
            assertThat(rig.get("/healthz").statusCode()).isEqualTo(200);
        }
    }
}
