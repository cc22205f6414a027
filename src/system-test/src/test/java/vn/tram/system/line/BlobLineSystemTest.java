package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.system.line.BlobEnds.await;
import static vn.tram.system.line.BlobEnds.has;
import static vn.tram.system.line.BlobEnds.put;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.net.BrokerFailure;
import vn.tram.centre.net.EmbeddedBroker;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;
import vn.tram.system.process.Mosquitto;

/** Blobs between real boxes and a centre: files on disk, Paho, the centre's own broker and one that is not ours. */
@Timeout(180)
class BlobLineSystemTest {
    private static final String WARD = "00070";
    private static final String OTHER = "00082";
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final LineWeather WEATHER = new LineWeather(2_000_000, Duration.ofMillis(10));

    private final Path folder;

    BlobLineSystemTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void blobsPassBothWaysThroughTheCentresOwnBroker()
            throws IOException, InterruptedException, StoreFailure, BrokerFailure {
        try (var broker = new EmbeddedBroker(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            broker.start();
            assertBlobsPass(broker.port(), broker.centre());
        }
    }

    @Test
    void blobsPassBothWaysThroughMosquitto() throws IOException, InterruptedException, StoreFailure {
        Needed.mosquitto();
        try (var broker = Mosquitto.in(folder)) {
            broker.start();
            assertBlobsPass(broker.port(), new Credentials.Password(Topics.CENTRE, Secret.of("not asked here")));
        }
    }

    /** Large enough that cuts and restarts hit them half-way. */
    private void assertBlobsPass(int port, Credentials credentials)
            throws IOException, InterruptedException, StoreFailure {
        try (var ends = new BlobEnds(folder);
                var line = new LineProxy(port, WEATHER)) {
            var centre = ends.centre(port, credentials);
            var box = ends.box(WARD, line.port());
            var scan = put(box, 900_000, 1);
            var release = put(centre, 700_000, 2);
            box.give(scan);
            centre.give(BOX, release);

            var first = centre;
            await("a fifth of the scan", () -> done(first) > 180_000);
            line.cut();
            var cutBox = box;
            await("the box sees it", () -> cutBox.appliance().line().state() == Connection.OFFLINE);
            long got = done(first);
            line.heal();
            await("more of the scan", () -> done(first) > got + 100_000);

            box.close();
            centre.close();
            var back = ends.centre(port, credentials);
            var again = ends.box(WARD, line.port());
            await("the scan at the centre", () -> has(back, scan));
            await("the release at the box", () -> has(again, release));
            await(
                    "nothing waits",
                    () -> again.appliance().blobs().giving() == 0
                            && back.centre().blobs(BOX).giving() == 0);
            assertThat(line.up()).as("bytes that went up for 900,000").isLessThan(1_300_000);
            assertThat(line.down()).as("bytes that came down for 700,000").isLessThan(1_100_000);
        }
    }

    private static long done(BlobEnds.City centre) {
        return centre.centre().blobs(BOX).blobs().stream()
                .filter(blob -> blob.upwards())
                .mapToLong(blob -> blob.done())
                .sum();
    }

    @Test
    void anotherWardsBlobStaysWhereItIs() throws InterruptedException, StoreFailure, BrokerFailure {
        try (var broker = new EmbeddedBroker(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var ends = new BlobEnds(folder)) {
            broker.start();
            var centre = ends.centre(broker.port(), broker.centre());
            var box = ends.box(WARD, broker.port());
            var thief = ends.box(OTHER, broker.port());
            var secret = put(box, 50_000, 3);
            box.give(secret);
            await("the scan at the centre", () -> has(centre, secret));
            thief.appliance().wish(secret);
            var addressed = put(centre, 20_000, 4);
            centre.give(new BoxId("w" + OTHER + "-1"), addressed);
            await("what is addressed to it", () -> has(thief, addressed));
            assertThat(has(thief, secret)).isFalse();
            assertThat(has(box, addressed)).isFalse();
            centre.give(new BoxId("w" + OTHER + "-1"), secret);
            await("what it wished for, once it is addressed to it", () -> has(thief, secret));
        }
    }
}
