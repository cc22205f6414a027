package vn.tram.centre.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage;
import vn.tram.kernel.transfer.BlobPeer;
import vn.tram.kernel.transfer.BlobTaker.Limits;
import vn.tram.kernel.transfer.BlobTap;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.transfer.SendSlots;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.BoxName;

/**
 * Blobs between the centre and each box. Boxes take turns: a chunk to one, then to the next, and so bounded are the
 * messages under way and the blobs that come at once over all of them. Beside the receiver on one link, which hears
 * nothing of it. What is known of a box is forgotten when it ceases to be ours and read from disk when it is ours
 * again. Timers' thread, except where said otherwise.
 */
public final class BlobDesk {
    /** Blobs that come at once, all boxes together: with a window's bytes each, the memory they can fill. */
    static final int OPEN = 512;

    /** Chunks to all boxes that the broker has not answered. */
    static final int SLOTS = 32;

    /** How often the disk is looked at for blobs that somebody has addressed to a box. */
    static final Duration LOOK = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MOST_BOXES = 8_192;
    private static final int KIBI = 1024;

    /** A box keeps its own chunks few and small; what stands before the centre is the centre's business. */
    private static final Limits LIMITS = new Limits(256L * KIBI * KIBI, 32, 64 * KIBI, 256 * KIBI);

    private final Set<WardCode> wards;
    private final ToLongFunction<BoxId> fence;
    private final Platform platform;
    private final Carrier carrier;
    private final BiConsumer<BoxId, String> bad;
    private final BlobTap tap;
    private final Map<BoxId, Desk> desks = new TreeMap<>();
    private final ArrayDeque<Desk> round = new ArrayDeque<>();
    private final Map<BoxId, BlobsView> shown = new ConcurrentHashMap<>();
    private final SendSlots slots = new SendSlots(SLOTS);
    private boolean running;
    private long ticks;

    /**
     * @param wards those of the city
     * @param fence the number under which a box is this worker's, another one each time it comes to it; negative when
     *     it is not: others hear the same words and see to theirs
     * @param bad hears of what a box said in bad form
     */
    public BlobDesk(
            Set<WardCode> wards,
            ToLongFunction<BoxId> fence,
            Carrier carrier,
            Platform platform,
            BiConsumer<BoxId, String> bad) {
        this.wards = Set.copyOf(wards);
        this.fence = fence;
        this.carrier = carrier;
        this.platform = platform;
        this.bad = bad;
        this.tap = new BlobTap(carrier.link(), new Ear());
    }

    /** The link as the receiver uses it; any thread. */
    public Link link() {
        return tap;
    }

    /** Any thread. */
    public void start() {
        soon(() -> {
            running = true;
            tick();
        });
    }

    /** Any thread. */
    public void stop() {
        soon(() -> running = false);
    }

    /** Blobs were addressed to a box, or called off: looks at once. Any thread. */
    public void wake(BoxId box) {
        soon(() -> {
            var desk = desks.get(box);
            if (desk != null) {
                desk.peer.look(nanos());
            }
        });
    }

    /** At most a second old; any thread. */
    public BlobsView view(BoxId box) {
        return shown.getOrDefault(box, BlobsView.NONE);
    }

    /** What one box and we have to do with each other. */
    private final class Desk implements BlobPeer.Line {
        private final BoxId box;
        private final long held;
        private final BlobPeer peer;
        private boolean up;
        private boolean inRound;
        private boolean ended;

        Desk(BoxId box, long held) {
            this.box = box;
            this.held = held;
            this.peer = new BlobPeer(
                    false,
                    box.value(),
                    carrier.blobs(),
                    LIMITS,
                    BlobDesk.this::hasRoom,
                    this,
                    platform.chance().nextInt(1, 1 << 20));
        }

        @Override
        public void say(BlobMessage message) {
            if (!ended && fence.applyAsLong(box) == held) {
                tap.send(Topics.down(box), BlobCodec.encode(message), sent -> {});
            }
        }

        @Override
        public void more() {
            if (!inRound && !ended) {
                inRound = true;
                round.add(this);
            }
            pump();
        }

        void connected() {
            up = true;
            peer.up(nanos());
        }

        void gone() {
            up = false;
            peer.down(nanos());
        }

        /**
         * Another worker's from now on: what has come is written for it, and what the disk still answers is not said.
         */
        void end() {
            ended = true;
            gone();
            round.remove(this);
            shown.remove(box);
        }
    }

    private boolean hasRoom() {
        return desks.values().stream().mapToInt(desk -> desk.peer.coming()).sum() < OPEN;
    }

    /** One chunk to each box that waits for some, round after round, until enough is under way. */
    private void pump() {
        while (slots.free(nanos()) && !round.isEmpty()) {
            var desk = round.remove();
            var chunk = desk.peer.next(BlobCodec.MAX_CHUNK, nanos());
            if (chunk.isPresent()) {
                round.add(desk);
                tap.send(Topics.down(desk.box), BlobCodec.encode(chunk.get()), sent -> {});
            } else {
                desk.inRound = false;
            }
        }
    }

    private final class Ear implements BlobTap.Ear {
        @Override
        public boolean heard(String topic, byte[] payload) {
            var box = known(topic);
            if (box.isEmpty()) {
                return false;
            }
            boolean ours = BlobCodec.isBlobMessage(payload);
            if (fence.applyAsLong(box.get()) < 0) {
                return ours;
            }
            boolean gone = topic.equals(Topics.gone(box.get()));
            boolean hello = isHello(payload);
            soon(() -> {
                var desk = desk(box.get());
                if (desk != null) {
                    contact(desk, gone, hello);
                    if (ours) {
                        take(desk, payload);
                    }
                }
            });
            return ours;
        }

        @Override
        public void down() {
            soon(() -> desks.values().forEach(Desk::gone));
        }

        @Override
        public Runnable sending() {
            long place = slots.take(nanos());
            return () -> soon(() -> {
                slots.giveBack(place);
                pump();
            });
        }
    }

    /** Boxes of our wards; of others the receiver says what is to be said. */
    private Optional<BoxId> known(String topic) {
        return Topics.parseUp(topic)
                .map(Topics.Up::box)
                .filter(box -> BoxName.parse(box)
                        .filter(name -> wards.contains(name.ward()))
                        .isPresent());
    }

    /** A map whose key 0, the kind, is 1. */
    private static boolean isHello(byte[] payload) {
        return payload.length > 2 && (payload[0] & 0xe0) == 0xa0 && payload[1] == 0 && payload[2] == 1;
    }

    private @Nullable Desk desk(BoxId box) {
        long held = fence.applyAsLong(box);
        var desk = desks.get(box);
        if (desk != null && desk.held != held) {
            desks.remove(box);
            desk.end();
            desk = null;
        }
        if (desk == null && held >= 0 && desks.size() < MOST_BOXES) {
            desk = new Desk(box, held);
            desks.put(box, desk);
        }
        return desk;
    }

    /** After our own restart a box does not greet again: whatever it says shows that it is there. */
    private void contact(Desk desk, boolean gone, boolean hello) {
        if (gone) {
            desk.gone();
        } else if (hello || !desk.up) {
            desk.connected();
            if (!hello) {
                desk.peer.goOn();
            }
        }
    }

    private void take(Desk desk, byte[] payload) {
        try {
            desk.peer.heard(BlobCodec.decode(payload), nanos());
        } catch (BadForm notOurs) {
            bad.accept(desk.box, String.valueOf(notOurs.getMessage()));
        }
    }

    private void tick() {
        platform.timers().after(TICK, () -> {
            if (!running) {
                return;
            }
            boolean look = ++ticks % LOOK.toSeconds() == 0;
            for (var desk : List.copyOf(desks.values())) {
                if (desk(desk.box) != desk) {
                    continue;
                }
                if (desk.up) {
                    desk.peer.tick(nanos());
                }
                if (desk.up && look) {
                    desk.peer.look(nanos());
                }
                show(desk);
            }
            pump();
            tick();
        });
    }

    private void show(Desk desk) {
        var view = desk.peer.view();
        if (view.blobs().isEmpty()) {
            shown.remove(desk.box);
        } else {
            shown.put(desk.box, view);
        }
    }

    private void soon(Runnable task) {
        platform.timers().after(Duration.ZERO, task);
    }

    private long nanos() {
        return platform.monotonic().nanos();
    }
}
