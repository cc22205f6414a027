package vn.tram.system.sim.bugs;

import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.TakingDisk;

/** A disk that does what the one below it does, except where a bug says otherwise. */
interface BentTaking extends TakingDisk {
    TakingDisk below();

    @Override
    default void begin(BlobName name, long size, Consumer<Begun> answer) {
        below().begin(name, size, answer);
    }

    @Override
    default void keep(BlobName name, long at, Bytes piece, Consumer<Result> answer) {
        below().keep(name, at, piece, answer);
    }

    @Override
    default void finish(BlobName name, long size, Consumer<Result> answer) {
        below().finish(name, size, answer);
    }

    @Override
    default void drop(BlobName name) {
        below().drop(name);
    }
}
