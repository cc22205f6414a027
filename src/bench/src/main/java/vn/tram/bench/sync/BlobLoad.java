package vn.tram.bench.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.blobs.BlobLine;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.system.process.CentreSite;

/** A blob that nothing can pack fills one direction of the line. */
final class BlobLoad implements LanesBench.Load {
    private static final int BLOB_BYTES = 1024 * 1024;

    private final LanesBench.Rig rig;
    private final BlobFolders folders;
    private final BlobName name;
    private final AtomicReference<@Nullable Uplink> uplink = new AtomicReference<>();
    private @Nullable BlobLine line;

    /**
     * @param folders the box's
     * @param name of the blob, already addressed to whom it goes
     */
    BlobLoad(LanesBench.Rig rig, BlobFolders folders, BlobName name) {
        this.rig = rig;
        this.folders = folders;
        this.name = name;
    }

    /** Goes up from the box. */
    static BlobName scan(BlobFolders box) throws IOException, StoreFailure {
        return give(box, Topics.CENTRE, 8);
    }

    /** Comes down from the centre, which sees it when the box greets. */
    static BlobName release(CentreSite site, Platform platform, BoxId box) throws IOException, StoreFailure {
        var folder = site.data().resolve(BlobFolders.FOLDER);
        try (var centre = new BlobFolders(folder, platform.clock(), platform.timers(), bug -> {
            throw new AssertionError(bug);
        })) {
            return give(centre, box.value(), 9);
        }
    }

    private static BlobName give(BlobFolders from, String to, long seed) throws IOException, StoreFailure {
        var bytes = new byte[BLOB_BYTES];
        new SplittableRandom(seed).nextBytes(bytes);
        try {
            var name = from.blobs().put(new ByteArrayInputStream(bytes), BLOB_BYTES);
            from.outbox(to, () -> {}).give(name);
            return name;
        } catch (BadForm impossible) {
            throw new IOException("bytes in memory", impossible);
        }
    }

    @Override
    public Uplink over(Link link) {
        var blobs =
                new BlobLine(rig.box(), new Carrier(link, folders), rig.platform(), this::moved, rig.figures()::note);
        var made = rig.uplink(blobs.link(), blobs);
        uplink.set(made);
        blobs.start();
        line = blobs;
        return made;
    }

    private void moved() {
        var made = uplink.get();
        if (made != null) {
            made.sideMoved();
        }
    }

    @Override
    public long left() {
        return Objects.requireNonNull(line).view().blobs().stream()
                .filter(blob -> blob.name().equals(name))
                .mapToLong(blob -> blob.size() - blob.done())
                .sum();
    }
}
