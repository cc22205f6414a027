package vn.tram.kernel.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobTaker.Limits;

/** A box and the centre with a line between them whose rate, delay and losses the test plays. One thread. */
final class TwoEnds {
    static final String BOX = "w00070-1";
    static final String CENTRE = "centre";
    static final Limits LIMITS = new Limits(64L << 20, 32, 64 * 1024, 256 * 1024);
    private static final int SLOTS = 3;

    final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T01:00:00Z"));
    final MemoryBlobRoom boxDisk = new MemoryBlobRoom();
    final MemoryBlobRoom centreDisk = new MemoryBlobRoom();
    final List<BlobMessage> heardByCentre = new ArrayList<>();
    final List<BlobMessage> heardByBox = new ArrayList<>();
    Limits limits = LIMITS;
    boolean room = true;
    int bytesASecond = 8_000;
    Duration delay = Duration.ofMillis(150);
    /** What the line does to a message: the same, another one, or null when it is lost. */
    UnaryOperator<@Nullable BlobMessage> weather = message -> message;

    private final SplittableRandom chance = new SplittableRandom(5);
    End box = new End(true);
    End centre = new End(false);
    private boolean connected;

    /** One process at one end. */
    final class End implements BlobPeer.Line {
        private final boolean isBox;
        final BlobPeer peer;
        private boolean alive = true;
        private int unsettled;
        private long lineFreeNanos;

        End(boolean isBox) {
            this.isBox = isBox;
            Timers mine = (after, task) -> time.after(after, () -> {
                if (alive) {
                    task.run();
                }
            });
            var disk = (isBox ? boxDisk : centreDisk).open(mine, () -> Duration.ofMillis(4));
            peer = new BlobPeer(
                    isBox, isBox ? CENTRE : BOX, disk, limits, () -> room, this, chance.nextInt(1, 1 << 20));
            everySecond(mine);
        }

        private void everySecond(Timers mine) {
            mine.after(Duration.ofSeconds(1), () -> {
                if (connected) {
                    peer.tick(time.nanos());
                    pump();
                }
                everySecond(mine);
            });
        }

        @Override
        public void say(BlobMessage message) {
            transmit(message, () -> {});
        }

        @Override
        public void more() {
            pump();
        }

        void pump() {
            while (connected && unsettled < SLOTS) {
                var next = peer.next(BlobCodec.MAX_CHUNK, time.nanos());
                if (next.isEmpty()) {
                    return;
                }
                unsettled++;
                transmit(next.get(), () -> {
                    unsettled--;
                    pump();
                });
            }
        }

        private void transmit(BlobMessage message, Runnable settled) {
            byte[] bytes = BlobCodec.encode(message);
            lineFreeNanos = Math.max(lineFreeNanos, time.nanos()) + bytes.length * 1_000_000_000L / bytesASecond;
            var wait = Duration.ofNanos(lineFreeNanos - time.nanos()).plus(delay);
            time.after(wait, () -> {
                var arrives = connected ? weather.apply(message) : null;
                if (arrives != null) {
                    hear(bytes, message, arrives);
                }
                time.after(delay, () -> {
                    if (alive) {
                        settled.run();
                    }
                });
            });
        }

        private void hear(byte[] bytes, BlobMessage said, BlobMessage arrives) {
            var other = isBox ? centre : box;
            try {
                var message = said.equals(arrives) ? BlobCodec.decode(bytes) : arrives;
                (isBox ? heardByCentre : heardByBox).add(message);
                other.peer.heard(message, time.nanos());
                other.pump();
            } catch (BadForm bad) {
                throw new AssertionError(bad);
            }
        }
    }

    TwoEnds connect() {
        connected = true;
        box.peer.up(time.nanos());
        centre.peer.up(time.nanos());
        return this;
    }

    void cut() {
        connected = false;
        box.peer.down(time.nanos());
        centre.peer.down(time.nanos());
    }

    void restartBox() {
        box.alive = false;
        box = new End(true);
        reconnect();
    }

    void restartCentre() {
        centre.alive = false;
        centre = new End(false);
        reconnect();
    }

    /** Another worker has the box now, and the box does not know. */
    void replaceCentre() {
        centre.alive = false;
        centre = new End(false);
        centre.peer.up(time.nanos());
        centre.peer.goOn();
    }

    private void reconnect() {
        if (connected) {
            connect();
        }
    }

    TwoEnds pass(Duration by) {
        time.advance(by);
        return this;
    }

    byte[] bytes(int length) {
        var bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }

    /** A blob that the box is to send; as old as the clock says. */
    BlobName scanned(int length) {
        var name = boxDisk.put(bytes(length));
        boxDisk.give(CENTRE, name, time.instant().toEpochMilli());
        box.peer.look(time.nanos());
        return name;
    }

    boolean atCentre(BlobName name) {
        return centreDisk.heldFrom(BOX).contains(name);
    }

    /** Bytes of chunks that came to the centre. */
    long carried() {
        return heardByCentre.stream()
                .filter(Chunk.class::isInstance)
                .mapToLong(chunk -> ((Chunk) chunk).bytes().size())
                .sum();
    }

    <T extends BlobMessage> List<T> toBox(Class<T> kind) {
        return heardByBox.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
