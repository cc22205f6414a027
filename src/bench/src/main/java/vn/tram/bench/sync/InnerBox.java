package vn.tram.bench.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.tram.bench.traffic.DayClock;
import vn.tram.edge.Appliance;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.LineState;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.run.CoreThread;

/**
 * A box without its web part in this process: the production core, store, uplink and MQTT client, on a wall clock that
 * the played day moves, so that the times in the journal lie as far apart as in a real day.
 */
final class InnerBox implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int POLLS = 1_200;
    private static final int READ = 500;

    private final SystemPlatform system;
    private final BoxStore store;
    private final Appliance appliance;
    private final CoreThread core;
    private final AckWatch acks;

    /**
     * @param frame entries of one frame at most
     * @param city whose feeds it takes
     */
    InnerBox(Path data, String ward, int brokerPort, DayClock clock, int frame, KeyRing city) throws StoreFailure {
        system = new SystemPlatform("bench-line", InnerBox::broken);
        var real = system.platform();
        var platform = new Platform(clock, real.monotonic(), real.chance(), real.timers());
        var box = new BoxId("w" + ward + "-1");
        store = BoxStore.open(data, box, platform.chance().nextLong());
        var broker = URI.create("tcp://127.0.0.1:" + brokerPort);
        acks = new AckWatch(
                new PahoLink(broker, new Credentials.None(), PahoLink.Window.BOX, CONNECT_LIMIT, platform.timers()),
                (lane, durable, nanos) -> {});
        appliance = new Appliance(
                new WardCode(ward),
                new BoxIdentity(box, "bench", broker.toString(), city, SigningKey.fresh()),
                platform,
                new FramesOf(frame, store),
                acks,
                changes -> {},
                System.err::println);
        core = new CoreThread(appliance.core(), "bench-core", InnerBox::broken);
        core.start();
        appliance.begin();
    }

    private static void broken(Throwable bug) {
        throw new AssertionError("the box is broken", bug);
    }

    Appliance appliance() {
        return appliance;
    }

    /** When the centre last confirmed something new, {@link System#nanoTime}. */
    long lastAckNanos() {
        return acks.lastNanos();
    }

    /** Waits until the box is on line, has the city's feeds, and the centre has all it has. */
    void awaitSettled() throws InterruptedException, IOException {
        await(
                "the box did not get through",
                () -> appliance.line().state() == Connection.ONLINE
                        && appliance.rules().settings().maxPerSeries() == 9_999
                        && allConfirmed(appliance.line()));
    }

    void awaitOffline() throws InterruptedException, IOException {
        await("the box did not notice", () -> appliance.line().state() == Connection.OFFLINE);
    }

    private static boolean allConfirmed(LineState line) {
        return line.unsent() == 0
                && line.lanes().stream()
                        .allMatch(lane -> lane.durable() == lane.head() && lane.applied() == lane.head());
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String otherwise, Condition condition) throws InterruptedException, IOException {
        for (int i = 0; i < POLLS; i++) {
            if (condition.holds()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException(otherwise + "; the line: " + appliance.line());
    }

    /** Entries of the lane that tickets go on, from a place on. */
    List<Entry> ticketEntries(long fromLseq) throws StoreFailure {
        var all = new ArrayList<Entry>();
        for (var some = store.read(Lane.URGENT, fromLseq, READ);
                !some.isEmpty();
                some = store.read(Lane.URGENT, fromLseq + all.size(), READ)) {
            all.addAll(some);
        }
        return all;
    }

    long ticketHead() {
        return store.head().lane(Lane.URGENT).lseq();
    }

    @Override
    public void close() throws StoreFailure {
        appliance.end();
        core.close();
        system.close();
        store.close();
    }
}
