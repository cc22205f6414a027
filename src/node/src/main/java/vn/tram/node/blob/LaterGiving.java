package vn.tram.node.blob;

import java.util.List;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.GivingDisk;

/** A peer's folder, asked from the line thread. */
record LaterGiving(PeerFolder folder, BlobFolders.Desk desk) implements GivingDisk {
    @Override
    public void queue(Consumer<List<Queued>> answer) {
        desk.ask(folder::queue, answer);
    }

    @Override
    public void read(BlobName name, long from, int length, Consumer<Bytes> answer) {
        desk.ask(() -> folder.read(name, from, length), answer);
    }

    @Override
    public void given(BlobName name) {
        desk.ask(() -> folder.given(name), done -> {});
    }

    @Override
    public void inspect(BlobName name, Consumer<Boolean> sound) {
        desk.ask(() -> folder.inspect(name), sound);
    }
}
