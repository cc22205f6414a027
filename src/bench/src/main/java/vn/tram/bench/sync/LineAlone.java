package vn.tram.bench.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.tram.bench.footprint.ProcessMemory;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.SideLane;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;

/**
 * A process that holds a box's database and line and nothing else. Prints what the kernel counts for it, in MiB: with
 * the database open and read through once, and after all that waits in it has been sent and confirmed.
 */
public final class LineAlone {
    private static final int READ = 500;
    private static final int SECONDS = 120;

    private LineAlone() {}

    /** @param arguments data folder, name of the box, port of the broker */
    public static void main(String[] arguments) throws IOException, InterruptedException, StoreFailure {
        var box = new BoxId(arguments[1]);
        var broker = URI.create("tcp://127.0.0.1:" + arguments[2]);
        var system = new SystemPlatform("line-alone", bug -> System.err.println("bug: " + bug));
        try (var store = BoxStore.open(Path.of(arguments[0]), box, 1)) {
            store.recover();
            long entries = readThrough(store);
            System.out.println("before " + resident());
            var link = new PahoLink(
                    broker,
                    new Credentials.None(),
                    PahoLink.Window.BOX,
                    Duration.ofSeconds(10),
                    system.platform().timers());
            var identity = new BoxIdentity(box, "bench", broker.toString(), KeyRing.NONE, SigningKey.fresh());
            var home = new NoFeeds(System.err::println);
            var uplink = new Uplink(identity, new Lineage(store, store), link, system.platform(), home, SideLane.NONE);
            uplink.start(List.of(), List.of());
            awaitSent(uplink);
            System.out.println("after " + resident() + " of " + entries);
            uplink.stop();
        } finally {
            system.close();
        }
    }

    private static long readThrough(BoxStore store) throws StoreFailure {
        long count = 0;
        for (var lane : Lane.values()) {
            for (var some = store.read(lane, 1, READ);
                    !some.isEmpty();
                    some = store.read(lane, some.get(some.size() - 1).lseq() + 1, READ)) {
                count += some.size();
            }
        }
        return count;
    }

    private static void awaitSent(Uplink uplink) throws InterruptedException, IOException {
        for (int i = 0; i < 10 * SECONDS; i++) {
            var line = uplink.state();
            if (line.lastAckAt() != null && line.unsent() == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("not all was sent: " + uplink.state());
    }

    private static double resident() throws IOException {
        return ProcessMemory.of(ProcessHandle.current().pid()).resident();
    }
}
