package vn.tram.edge.sync.blobs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import vn.tram.edge.sync.SideLane;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage;
import vn.tram.kernel.transfer.BlobPeer;
import vn.tram.kernel.transfer.BlobTaker.Limits;
import vn.tram.kernel.transfer.BlobTap;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.transfer.SendSlots;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/**
 * Blobs between this box and the centre, as the uplink's side lane: chunks go when the journal has nothing to send, the
 * small words between go at once. Timers' thread, except where said otherwise.
 */
public final class BlobLine implements SideLane {
    /**
     * Chunks that the broker has not answered: as many as the link takes at once. The line's measured rate allows
     * fewer.
     */
    static final int SLOTS = 6;

    /** How often the disk is looked at for blobs that somebody else has put there. */
    static final Duration LOOK = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** What a chunk's message holds besides the chunk's bytes, at most. */
    private static final int AROUND = 32;

    private static final int KIBI = 1024;

    /** A release may be large; and what stands in the broker before an acknowledgement is little. */
    private static final Limits LIMITS = new Limits(1L << 30, 16, 4 * KIBI, 256 * KIBI);

    private final BoxId box;
    private final Platform platform;
    private final Consumer<String> trouble;
    private final Runnable prompt;
    private final BlobTap tap;
    private final BlobPeer peer;
    private final SendSlots slots = new SendSlots(SLOTS);
    private boolean running;
    private boolean connected;
    private boolean slow;
    private long turn;
    private long lookedNanos;
    private volatile BlobsView shown = BlobsView.NONE;

    /**
     * @param prompt has the uplink ask for chunks now
     * @param trouble hears of what the centre said in bad form
     */
    public BlobLine(BoxId box, Carrier carrier, Platform platform, Runnable prompt, Consumer<String> trouble) {
        this.box = box;
        this.platform = platform;
        this.prompt = prompt;
        this.trouble = trouble;
        this.tap = new BlobTap(carrier.link(), new Ear());
        this.peer = new BlobPeer(
                true,
                Topics.CENTRE,
                carrier.blobs(),
                LIMITS,
                () -> true,
                new Words(),
                platform.chance().nextInt(1, 1 << 20));
    }

    /** The link as the uplink uses it; any thread. */
    public Link link() {
        return tap;
    }

    /** Any thread. */
    public void start() {
        soon(() -> {
            running = true;
            look();
            tick();
        });
    }

    /** Any thread. */
    public void stop() {
        soon(() -> running = false);
    }

    /** Blobs to be given were put on disk, or called off: looks at once. Any thread. */
    public void wake() {
        soon(this::look);
    }

    /** A feed row named a blob that is not here: it is asked for until it is. Any thread. */
    public void wish(BlobName name) {
        soon(() -> {
            peer.wish(name);
            stir();
        });
    }

    /** At most a second old; any thread. */
    public BlobsView view() {
        return shown;
    }

    private final class Words implements BlobPeer.Line {
        @Override
        public void say(BlobMessage message) {
            tap.send(Topics.up(box, Lane.CONTROL), BlobCodec.encode(message), sent -> {});
            stir();
        }

        @Override
        public void more() {
            prompt.run();
        }
    }

    private final class Ear implements BlobTap.Ear {
        @Override
        public boolean heard(String topic, byte[] payload) {
            boolean ours = BlobCodec.isBlobMessage(payload);
            if (ours) {
                soon(() -> BlobLine.this.heard(payload));
            }
            return ours;
        }

        @Override
        public void down() {
            soon(() -> {
                connected = false;
                peer.down(nanos());
            });
        }

        @Override
        public Runnable sending() {
            long place = slots.take(nanos());
            return () -> soon(() -> slots.giveBack(place));
        }
    }

    private void heard(byte[] payload) {
        try {
            peer.heard(BlobCodec.decode(payload), nanos());
            stir();
        } catch (BadForm notOurs) {
            trouble.accept("a message of the centre about a blob was dropped: " + notOurs.getMessage());
        }
    }

    @Override
    public void begin(long nowNanos) {
        connected = true;
        peer.up(nowNanos);
    }

    @Override
    public Optional<Link.Message> next(int most, long nowNanos) {
        if (!connected || !slots.free(nowNanos)) {
            return Optional.empty();
        }
        return peer.next(Math.max(1, most - AROUND), nowNanos)
                .map(chunk -> new Link.Message(Topics.up(box, Lane.BLOBS), Bytes.owned(BlobCodec.encode(chunk))));
    }

    /** Ours come by the link, before the uplink reads them. */
    @Override
    public boolean heard(Control message, long nowNanos) {
        return false;
    }

    /** Once a second while there is something to do; a box with nothing to give or take is left in peace. */
    private void tick() {
        slow = !peer.busy();
        long mine = ++turn;
        platform.timers().after(slow ? LOOK : TICK, () -> {
            if (!running || mine != turn) {
                return;
            }
            if (connected) {
                peer.tick(nanos());
            }
            if (slow || nanos() - lookedNanos >= LOOK.toNanos()) {
                look();
            }
            shown = peer.view();
            tick();
        });
    }

    private void look() {
        lookedNanos = nanos();
        peer.look(lookedNanos);
    }

    private void stir() {
        if (slow && running) {
            tick();
        }
    }

    private void soon(Runnable task) {
        platform.timers().after(Duration.ZERO, task);
    }

    private long nanos() {
        return platform.monotonic().nanos();
    }
}
