package vn.tram.system.sim.disk;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.GivingDisk;
import vn.tram.kernel.transfer.MemoryBlobRoom;
import vn.tram.kernel.transfer.TakingDisk;

/** A node's blobs on a {@link Disk}: full, slow, failing, losing power in the middle, and now and then misread. */
public final class SimBlobs {
    private SimBlobs() {}

    /**
     * The room as one process sees it.
     *
     * @param misread whether the bytes read now are other than those that were written
     */
    public static BlobRoom on(MemoryBlobRoom memory, Disk disk, Timers timers, BooleanSupplier misread) {
        memory.fate(() -> switch (disk.commit()) {
            case DONE -> TakingDisk.Result.DONE;
            case FAILED -> disk.isFull() ? TakingDisk.Result.FULL : TakingDisk.Result.FAILED;
            case CUT_BEFORE, CUT_AFTER -> throw new PowerCut();
        });
        var sound = memory.open(timers, () -> Duration.ofNanos(disk.latency()));
        return new BlobRoom() {
            @Override
            public GivingDisk giving(String peer) {
                return new Misreading(sound.giving(peer), misread);
            }

            @Override
            public TakingDisk taking(String peer) {
                return sound.taking(peer);
            }

            @Override
            public void unfinished(String peer, Consumer<List<BlobName>> answer) {
                sound.unfinished(peer, answer);
            }
        };
    }

    private record Misreading(GivingDisk sound, BooleanSupplier misread) implements GivingDisk {
        @Override
        public void queue(Consumer<List<Queued>> answer) {
            sound.queue(answer);
        }

        @Override
        public void read(BlobName name, long from, int length, Consumer<Bytes> answer) {
            sound.read(name, from, length, bytes -> answer.accept(misread.getAsBoolean() ? bent(bytes) : bytes));
        }

        private static Bytes bent(Bytes bytes) {
            var other = bytes.toArray();
            if (other.length > 0) {
                other[other.length / 2] ^= 4;
            }
            return Bytes.owned(other);
        }

        @Override
        public void given(BlobName name) {
            sound.given(name);
        }

        @Override
        public void inspect(BlobName name, Consumer<Boolean> whole) {
            sound.inspect(name, whole);
        }
    }
}
