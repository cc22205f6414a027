package vn.tram.node.blob;

import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.TakingDisk;

/** A peer's folder, asked from the line thread. */
record LaterTaking(PeerFolder folder, BlobFolders.Desk desk) implements TakingDisk {
    @Override
    public void begin(BlobName name, long size, Consumer<Begun> answer) {
        desk.ask(() -> folder.begin(name, size), answer);
    }

    @Override
    public void keep(BlobName name, long at, Bytes piece, Consumer<Result> answer) {
        desk.ask(() -> folder.keep(name, at, piece), answer);
    }

    @Override
    public void finish(BlobName name, long size, Consumer<Result> answer) {
        desk.ask(() -> folder.finish(name, size), answer);
    }

    @Override
    public void drop(BlobName name) {
        desk.ask(() -> folder.drop(name), done -> {});
    }
}
