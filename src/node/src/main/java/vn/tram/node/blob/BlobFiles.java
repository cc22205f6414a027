package vn.tram.node.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.blob.Blobs;
import vn.tram.kernel.trust.Digest;

/**
 * {@link Blobs} in a folder: {@code ab/cd/abcd…} for a blob whose name begins so, {@code incoming} for what is being
 * written, {@code damaged} for what the disk has spoilt, {@code peers} for what {@link BlobFolders} keeps. A blob's
 * file appears whole or not at all: it is written and synced under another name, renamed, and the folders are synced,
 * in this order.
 */
public final class BlobFiles implements Blobs {
    private static final Logger LOG = LoggerFactory.getLogger(BlobFiles.class);
    private static final int BUFFER = 64 * 1024;

    private final Path root;
    private final Path incoming;
    private final Path damaged;
    private final InstantSource clock;
    private final Set<Path> writing = ConcurrentHashMap.newKeySet();

    /**
     * @param root a folder of its own, on one file system; made when it is not there
     * @throws StoreFailure when nothing can be written there
     */
    public BlobFiles(Path root, InstantSource clock) throws StoreFailure {
        this.root = root;
        this.incoming = root.resolve("incoming");
        this.damaged = root.resolve("damaged");
        this.clock = clock;
        try {
            Files.createDirectories(incoming);
            Files.createDirectories(damaged);
            Files.delete(Files.createTempFile(incoming, "try-", ".part"));
        } catch (IOException failure) {
            throw new StoreFailure("the folder for blobs cannot be written: " + root, failure);
        }
    }

    @Override
    public BlobName put(InputStream content, long maxBytes) throws IOException, BadForm, StoreFailure {
        var part = begin();
        try {
            var name = new BlobName(write(content, maxBytes, part));
            publish(part, name);
            return name;
        } finally {
            writing.remove(part);
            discard(part);
        }
    }

    private Path begin() throws StoreFailure {
        try {
            var part = Files.createTempFile(incoming, "blob-", ".part");
            writing.add(part);
            return part;
        } catch (IOException failure) {
            throw new StoreFailure("cannot begin a blob in " + incoming, failure);
        }
    }

    /** What {@code content} throws goes up as it is; what the disk throws is a failure of the store. */
    private static Bytes write(InputStream content, long maxBytes, Path part)
            throws IOException, BadForm, StoreFailure {
        var digest = Digest.sha256();
        var buffer = new byte[BUFFER];
        long length = 0;
        try (var file = new PartFile(part)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                length += read;
                if (length > maxBytes) {
                    throw new BadForm("a blob may have " + maxBytes + " bytes here; this one has more");
                }
                digest.update(buffer, 0, read);
                file.append(buffer, read);
            }
            file.sync();
        }
        return Bytes.owned(digest.digest());
    }

    /** Bytes of a blob from a place on, unchecked; empty when the blob is not here or not that long. */
    Bytes read(BlobName name, long from, int length) throws StoreFailure {
        var bytes = ByteBuffer.allocate(length);
        try (var file = FileChannel.open(file(name), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, from + bytes.position()) <= 0) {
                    return Bytes.EMPTY;
                }
            }
            return Bytes.owned(bytes.array());
        } catch (NoSuchFileException absent) {
            return Bytes.EMPTY;
        } catch (IOException failure) {
            throw new StoreFailure("cannot read the blob " + file(name), failure);
        }
    }

    /** Reads a whole file; tells whether it holds the bytes of that name. */
    static boolean proves(Path part, BlobName name) throws IOException {
        var digest = Digest.sha256();
        var buffer = new byte[BUFFER];
        try (var in = Files.newInputStream(part)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Bytes.owned(digest.digest()).equals(name.sha256());
    }

    /** Takes over a file of this file system that was synced and {@link #proves} the name. */
    void adopt(Path part, BlobName name) throws StoreFailure {
        publish(part, name);
    }

    private void publish(Path part, BlobName name) throws StoreFailure {
        var target = file(name);
        try {
            var folder = Files.createDirectories(target.resolveSibling(""));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            // All of them each time: another thread may have made a folder just now and not have synced it yet.
            Folders.sync(folder);
            Folders.sync(folder.resolveSibling(""));
            Folders.sync(root);
        } catch (IOException failure) {
            throw new StoreFailure("cannot store the blob " + target, failure);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException failure) {
            LOG.warn("an unfinished blob stays until it is swept: {}", part, failure);
        }
    }

    @Override
    public OptionalLong size(BlobName name) throws StoreFailure {
        try {
            return OptionalLong.of(Files.size(file(name)));
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        } catch (IOException failure) {
            throw new StoreFailure("cannot look at the blob " + file(name), failure);
        }
    }

    @Override
    public Optional<InputStream> open(BlobName name) throws StoreFailure {
        try {
            return Optional.of(new CheckedStream(Files.newInputStream(file(name)), name, this::setAside));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new StoreFailure("cannot open the blob " + file(name), failure);
        }
    }

    /** A damaged blob must not pass for one that is here; it is kept for those who look for the reason. */
    private void setAside(BlobName name) {
        LOG.error("the blob {} is damaged on disk; it is set aside in {}", name, damaged);
        try {
            Files.move(file(name), damaged.resolve(name.hex()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            LOG.error("the damaged blob {} could not be set aside", name, failure);
        }
    }

    @Override
    public boolean remove(BlobName name) throws StoreFailure {
        var file = file(name);
        try {
            boolean was = Files.deleteIfExists(file);
            if (was) {
                Folders.sync(file.resolveSibling(""));
            }
            return was;
        } catch (IOException failure) {
            throw new StoreFailure("cannot remove the blob " + file, failure);
        }
    }

    /**
     * Removes what a crash left unfinished, when it is older than {@code age} by the wall clock; never what is being
     * written now: by this process it is known, by another worker each write makes the file young. Returns how many
     * files.
     */
    public int sweep(Duration age) throws StoreFailure {
        var before = clock.instant().minus(age);
        int swept = 0;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(incoming)) {
            for (var part : parts) {
                if (!writing.contains(part)
                        && Files.getLastModifiedTime(part).toInstant().isBefore(before)
                        && Files.deleteIfExists(part)) {
                    swept++;
                }
            }
        } catch (IOException failure) {
            throw new StoreFailure("cannot sweep unfinished blobs in " + incoming, failure);
        }
        return swept;
    }

    private Path file(BlobName name) {
        var hex = name.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    /** The file being written, whose failures are the store's. */
    private static final class PartFile implements AutoCloseable {
        private final Path path;
        private final FileChannel channel;

        PartFile(Path path) throws StoreFailure {
            this.path = path;
            try {
                channel = FileChannel.open(path, StandardOpenOption.WRITE);
            } catch (IOException failure) {
                throw failed(failure);
            }
        }

        void append(byte[] bytes, int count) throws StoreFailure {
            var rest = ByteBuffer.wrap(bytes, 0, count);
            try {
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            } catch (IOException failure) {
                throw failed(failure);
            }
        }

        void sync() throws StoreFailure {
            try {
                channel.force(true);
            } catch (IOException failure) {
                throw failed(failure);
            }
        }

        @Override
        public void close() throws StoreFailure {
            try {
                channel.close();
            } catch (IOException failure) {
                throw failed(failure);
            }
        }

        private StoreFailure failed(IOException failure) {
            return new StoreFailure("cannot write the blob in " + path, failure);
        }
    }
}
