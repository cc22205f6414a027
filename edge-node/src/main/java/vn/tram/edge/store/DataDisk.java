package vn.tram.edge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import vn.tram.edge.disk.DiskRoom;
import vn.tram.kernel.base.StoreFailure;

/** The disk below the data folder, with a file of zeros in the folder as the reserve. */
public final class DataDisk implements DiskRoom {
    static final String FILE = "reserve";
    static final long RESERVE_BYTES = 64L * 1024 * 1024;

    private static final int PIECE = 1024 * 1024;

    private final Path folder;
    private final long bytes;

    public DataDisk(Path folder) {
        this(folder, RESERVE_BYTES);
    }

    DataDisk(Path folder, long bytes) {
        this.folder = folder;
        this.bytes = bytes;
    }

    @Override
    public Room look() throws StoreFailure {
        try {
            var store = Files.getFileStore(folder);
            return new Room(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException unreadable) {
            throw new StoreFailure("asking for the room below " + folder, unreadable);
        }
    }

    /** Real blocks: a file with holes would take nothing. One that cannot be made whole is not kept in part. */
    @Override
    public void reserve() throws StoreFailure {
        var file = folder.resolve(FILE);
        try {
            if (Files.exists(file) && Files.size(file) == bytes) {
                return;
            }
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (long left = bytes; left > 0; ) {
                    left -= channel.write(ByteBuffer.allocate((int) Math.min(PIECE, left)));
                }
                channel.force(true);
            }
        } catch (IOException full) {
            release();
            throw new StoreFailure("reserving " + bytes + " bytes in " + folder, full);
        }
    }

    @Override
    public void release() throws StoreFailure {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException denied) {
            throw new StoreFailure("giving back the reserve in " + folder, denied);
        }
    }
}
