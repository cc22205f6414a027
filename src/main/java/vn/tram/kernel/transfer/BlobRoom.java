package vn.tram.kernel.transfer;

import java.util.List;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.TakingDisk.Begun;
import vn.tram.kernel.transfer.TakingDisk.Result;

/** Where an end keeps blobs, and what passed between it and each other end. */
public interface BlobRoom {
    /** No room for any: nothing is given, and what is offered is refused as on a full disk. */
    BlobRoom NONE = new BlobRoom() {
        @Override
        public GivingDisk giving(String peer) {
            return new GivingDisk() {
                @Override
                public void queue(Consumer<List<Queued>> answer) {
                    answer.accept(List.of());
                }

                @Override
                public void read(BlobName name, long from, int length, Consumer<Bytes> answer) {
                    answer.accept(Bytes.EMPTY);
                }

                @Override
                public void given(BlobName name) {}

                @Override
                public void inspect(BlobName name, Consumer<Boolean> sound) {
                    sound.accept(false);
                }
            };
        }

        @Override
        public TakingDisk taking(String peer) {
            return new TakingDisk() {
                @Override
                public void begin(BlobName name, long size, Consumer<Begun> answer) {
                    answer.accept(new Begun(Result.FULL, false, 0));
                }

                @Override
                public void keep(BlobName name, long at, Bytes piece, Consumer<Result> answer) {
                    answer.accept(Result.FULL);
                }

                @Override
                public void finish(BlobName name, long size, Consumer<Result> answer) {
                    answer.accept(Result.FULL);
                }

                @Override
                public void drop(BlobName name) {}
            };
        }

        @Override
        public void unfinished(String peer, Consumer<List<BlobName>> answer) {
            answer.accept(List.of());
        }
    };

    /** @param peer name of the other end: a box, or the centre */
    GivingDisk giving(String peer);

    /** @param peer name of the other end: a box, or the centre */
    TakingDisk taking(String peer);

    /**
     * Tells of which blobs of another end something is here, the last written first; a few at most. As the disks do.
     */
    void unfinished(String peer, Consumer<List<BlobName>> answer);
}
