package vn.tram.kernel.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Offer;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.BlobMessage.Withdrawn;
import vn.tram.kernel.transfer.BlobTaker.Limits;
import vn.tram.kernel.transfer.GivingDisk.Queued;

/** All blobs between us and one other end, both ways. Line thread. */
public final class BlobPeer {
    private static final int SHOWN = 20;

    /** What it says. */
    public interface Line {
        /** A small message; may be lost. */
        void say(BlobMessage message);

        /** {@link BlobPeer#next} may have something now. */
        void more();
    }

    private final boolean box;
    private final String peer;
    private final BlobRoom disks;
    private final GivingDisk queue;
    private final BlobGiver giver;
    private final BlobTaker taker;
    private final TreeSet<BlobName> known = new TreeSet<>();
    private long nowNanos;

    /**
     * @param box whether we are the box and the other end the centre
     * @param room see {@link BlobTaker}
     * @param firstStream see {@link BlobTaker}
     */
    public BlobPeer(
            boolean box, String peer, BlobRoom disks, Limits limits, BooleanSupplier room, Line line, int firstStream) {
        this.box = box;
        this.peer = peer;
        this.disks = disks;
        this.queue = disks.giving(peer);
        Consumer<BlobMessage> say = line::say;
        this.giver = new BlobGiver(queue, say, line::more);
        this.taker = new BlobTaker(disks.taking(peer), say, limits, room, firstStream);
    }

    /** Looks at the disk for what the other end shall have: takes up what is new, and lets go what is called off. */
    public void look(long now) {
        nowNanos = now;
        queue.queue(this::queued);
    }

    private void queued(List<Queued> all) {
        var names = all.stream().map(Queued::name).collect(Collectors.toCollection(TreeSet::new));
        known.removeAll(names);
        known.forEach(name -> giver.cancel(name, nowNanos));
        known.clear();
        known.addAll(names);
        all.forEach(blob -> giver.add(blob, nowNanos));
    }

    /** An entry or a feed row named a blob that is not here. */
    public void wish(BlobName name) {
        taker.wish(name);
    }

    public void up(long now) {
        giver.up(now);
        taker.up(now);
        look(now);
    }

    /**
     * We speak with the other end in another's place, and it does not know: what it is in the middle of giving is asked
     * for, else it would wait for the word of whoever was here before us.
     */
    public void goOn() {
        disks.unfinished(peer, taker::goOn);
    }

    public void down(long now) {
        giver.down();
        taker.down(now);
    }

    public void heard(BlobMessage message, long now) {
        if (message instanceof Offer offer) {
            taker.heard(offer, now);
        } else if (message instanceof Chunk chunk) {
            taker.heard(chunk, now);
        } else if (message instanceof Withdrawn withdrawn) {
            taker.heard(withdrawn);
        } else if (message instanceof Want want) {
            giver.heard(want, now);
        } else if (message instanceof Stored stored) {
            known.remove(stored.name());
            giver.heard(stored, now);
        } else if (message instanceof Refused refused) {
            giver.heard(refused, now);
        } else {
            throw new AssertionError(message);
        }
    }

    /** Once a second while there is a connection. */
    public void tick(long now) {
        giver.tick(now);
        taker.tick(now);
    }

    /** The next chunk to send, of at most so many bytes. */
    public Optional<Chunk> next(int most, long now) {
        return giver.next(most, now);
    }

    /** Blobs that are coming from there. */
    public int coming() {
        return taker.coming();
    }

    /** Whether there is anything to give, to take or to wait for. */
    public boolean busy() {
        return giver.waiting() > 0 || taker.coming() > 0 || taker.hasWishes();
    }

    public BlobsView view() {
        if (giver.waiting() == 0 && taker.coming() == 0) {
            return BlobsView.NONE; // asked of every box once a second, and this is the usual answer
        }
        var blobs = new ArrayList<>(giver.progress(box, SHOWN));
        blobs.addAll(taker.progress(!box, SHOWN));
        return new BlobsView(giver.waiting(), giver.bytesLeft(), taker.coming(), blobs);
    }
}
