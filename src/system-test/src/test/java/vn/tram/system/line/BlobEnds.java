package vn.tram.system.line;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.opentest4j.AssertionFailedError;
import vn.tram.centre.Centre;
import vn.tram.centre.store.CentreStore;
import vn.tram.edge.Appliance;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.run.CoreThread;
import vn.tram.provisioning.wards.WardList;

/** Boxes and a centre without their web parts, on real disks and a real broker, started and ended at will. */
final class BlobEnds implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** A box whose word was lost between two workers says it again with its next beat, a good minute later. */
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;
    private final ArrayDeque<AutoCloseable> closings = new ArrayDeque<>();

    BlobEnds(Path folder) {
        this.folder = folder;
    }

    /** A node that runs. */
    interface Node extends AutoCloseable {
        BlobFolders blobs();

        /** Ends at once: what is not on disk is lost. */
        @Override
        void close();
    }

    private static void broken(Throwable bug) {
        throw new AssertionFailedError("a bug in a node", bug);
    }

    private static PahoLink link(int port, Credentials credentials, PahoLink.Window window, SystemPlatform system) {
        return new PahoLink(
                URI.create("tcp://127.0.0.1:" + port),
                credentials,
                window,
                CONNECT,
                system.platform().timers());
    }

    /** A box of a ward. */
    record Box(Appliance appliance, BlobFolders blobs, Runnable end) implements Node {
        void give(BlobName name) throws StoreFailure {
            blobs.outbox(Topics.CENTRE, appliance::blobsWait).give(name);
        }

        @Override
        public void close() {
            end.run();
        }
    }

    Box box(String ward, int port) throws StoreFailure {
        var system = new SystemPlatform("line-" + ward, BlobEnds::broken);
        var platform = system.platform();
        var id = new BoxId("w" + ward + "-1");
        var data = folder.resolve(id.value());
        var store = BoxStore.open(data, id, platform.chance().nextLong());
        var blobs = new BlobFolders(
                data.resolve(BlobFolders.FOLDER), platform.clock(), platform.timers(), BlobEnds::broken);
        var carrier = new Carrier(link(port, new Credentials.None(), PahoLink.Window.BOX, system), blobs);
        var appliance = new Appliance(
                new WardCode(ward),
                new BoxIdentity(id, "test", "", TestKeys.TRUSTED, TestKeys.BOX),
                platform,
                store,
                carrier,
                changes -> {},
                trouble -> {});
        var core = new CoreThread(appliance.core(), "core-" + ward, BlobEnds::broken);
        core.start();
        appliance.begin();
        var box = new Box(appliance, blobs, () -> {
            appliance.end();
            core.close();
            end(carrier.link()::close, system, blobs, store);
        });
        closings.push(box);
        return box;
    }

    /** The centre. */
    record City(Centre centre, BlobFolders blobs, Runnable end) implements Node {
        void give(BoxId box, BlobName name) throws StoreFailure {
            blobs.outbox(box.value(), () -> centre.blobsWait(box)).give(name);
        }

        @Override
        public void close() {
            end.run();
        }
    }

    City centre(int port, Credentials credentials) throws StoreFailure {
        var system = new SystemPlatform("line-centre", BlobEnds::broken);
        var platform = system.platform();
        var data = folder.resolve("centre");
        var store = CentreStore.open(data, platform.chance());
        var blobs = new BlobFolders(
                data.resolve(BlobFolders.FOLDER), platform.clock(), platform.timers(), BlobEnds::broken);
        var carrier = new Carrier(link(port, credentials, PahoLink.Window.CENTRE, system), blobs);
        var centre = new Centre(
                new Centre.Authority(WardList.hanoi(), TestKeys.CITY),
                platform,
                store,
                carrier,
                new SimpleMeterRegistry(),
                changes -> {},
                trouble -> {});
        var core = new CoreThread(centre.core(), "core-centre", BlobEnds::broken);
        core.start();
        centre.begin();
        var city = new City(centre, blobs, () -> {
            centre.end();
            core.close();
            end(carrier.link()::close, system, blobs, store);
        });
        closings.push(city);
        return city;
    }

    private static void end(AutoCloseable... parts) {
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception failure) {
                throw new AssertionFailedError("a part did not end", failure);
            }
        }
    }

    /** Chance bytes, the same for the same seed, stored at a node. */
    static BlobName put(Node at, int length, long seed) throws StoreFailure {
        var bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        try {
            return at.blobs().blobs().put(new ByteArrayInputStream(bytes), length);
        } catch (IOException | BadForm impossible) {
            throw new AssertionFailedError("bytes in memory", impossible);
        }
    }

    static boolean has(Node at, BlobName name) {
        try {
            return at.blobs().blobs().size(name).isPresent();
        } catch (StoreFailure failure) {
            throw new AssertionFailedError("the disk", failure);
        }
    }

    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        var held = new CompletableFuture<Boolean>();
        try (var watch = new SystemPlatform("watch", held::completeExceptionally)) {
            look(watch, holds, held);
            held.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException never) {
            throw new AssertionFailedError("it did not happen: " + what, never);
        }
    }

    private static void look(SystemPlatform watch, BooleanSupplier holds, CompletableFuture<Boolean> held) {
        watch.platform().timers().after(LOOK, () -> {
            if (holds.getAsBoolean()) {
                held.complete(true);
            } else {
                look(watch, holds, held);
            }
        });
    }

    @Override
    public void close() {
        closings.forEach(part -> end(part));
    }
}
