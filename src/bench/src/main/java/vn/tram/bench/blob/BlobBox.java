package vn.tram.bench.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import vn.tram.centre.CentreProcess;
import vn.tram.edge.Appliance;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.run.CoreThread;

/** A box without its web part in this process: production core, store, uplink, blob folders and MQTT client. */
final class BlobBox implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_SECONDS = 240;

    private final SystemPlatform system = new SystemPlatform("bench-line", BlobBox::broken);
    private final BoxId box;
    private final BoxStore store;
    private final BlobFolders blobs;
    private final Appliance appliance;
    private final CoreThread core;

    BlobBox(Path data, String ward, int brokerPort, KeyRing city) throws StoreFailure {
        var platform = system.platform();
        box = new BoxId("w" + ward + "-1");
        store = BoxStore.open(data, box, platform.chance().nextLong());
        blobs = new BlobFolders(data.resolve(BlobFolders.FOLDER), platform.clock(), platform.timers(), BlobBox::broken);
        var broker = URI.create("tcp://127.0.0.1:" + brokerPort);
        var link = new PahoLink(broker, new Credentials.None(), PahoLink.Window.BOX, CONNECT_LIMIT, platform.timers());
        appliance = new Appliance(
                new WardCode(ward),
                new BoxIdentity(box, "bench", broker.toString(), city, SigningKey.fresh()),
                platform,
                store,
                new Carrier(link, blobs),
                changes -> {},
                System.err::println);
        core = new CoreThread(appliance.core(), "bench-core", BlobBox::broken);
        core.start();
        appliance.begin();
    }

    private static void broken(Throwable bug) {
        throw new AssertionError("the box is broken", bug);
    }

    /** Waits until the box is on line and the centre has all it has. */
    void awaitSettled() throws InterruptedException, IOException {
        await(() -> appliance.line().state() == Connection.ONLINE
                && appliance.line().unsent() == 0);
    }

    /** Sends a blob up; returns the seconds until the centre said that it is whole on its disk. */
    double send(byte[] bytes) throws InterruptedException, IOException, StoreFailure {
        try {
            var name = blobs.blobs().put(new ByteArrayInputStream(bytes), bytes.length);
            long begin = System.nanoTime();
            blobs.outbox(Topics.CENTRE, appliance::blobsWait).give(name);
            await(() -> blobs.wasGiven(Topics.CENTRE, name));
            return (System.nanoTime() - begin) / 1e9;
        } catch (BadForm impossible) {
            throw new IOException("bytes in memory", impossible);
        }
    }

    /** Has the centre send a blob down; returns the seconds until it heard that it is whole on the box's disk. */
    double fetch(CentreProcess centre, BlobName name) throws InterruptedException, IOException, StoreFailure {
        long begin = System.nanoTime();
        centre.outbox(box).give(name);
        await(() -> centre.wasGiven(box, name));
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException, IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IOException("it did not happen within " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws StoreFailure {
        appliance.end();
        core.close();
        system.close();
        blobs.close();
        store.close();
    }
}
