package vn.tram.node.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.GivingDisk.Queued;
import vn.tram.kernel.transfer.TakingDisk.Begun;
import vn.tram.kernel.transfer.TakingDisk.Result;

/**
 * What passes between us and one other end, as names of files: {@code give} for what it shall have, {@code given/ab}
 * for what it has from us, {@code held/ab} for what we have from it, {@code parts} for what is not whole. Keeps nothing
 * in memory, so that whichever worker is in charge of the peer finds how it stands. Blocks on the disk. {@link #give},
 * {@link #callOff} and {@link #wasGiven}: any thread; the rest: the blobs' thread.
 */
final class PeerFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PeerFolder.class);

    /** Unfinished blobs of one other end that are kept; the one left longest goes first. */
    static final int MOST_PARTS = 64;

    /** Share of the disk that stays free of blobs, so that records flow on. */
    private static final double KEPT_FREE = 0.05;

    /** Unfinished blobs that are asked for when we begin to speak with the other end; the last written first. */
    private static final int MOST_ASKED = 16;

    private final BlobFiles files;
    private final String owner;
    private final Path give;
    private final Path given;
    private final Path held;
    private final Path parts;

    /** @param owner name of this process among those that share the folder; empty: it is alone */
    PeerFolder(BlobFiles files, Path root, String owner) {
        this.files = files;
        this.owner = owner.isEmpty() ? "" : "." + owner;
        this.give = root.resolve("give");
        this.given = root.resolve("given");
        this.held = root.resolve("held");
        this.parts = root.resolve("parts");
    }

    void give(BlobName name) throws StoreFailure {
        try {
            Files.createDirectories(give);
            Files.createFile(give.resolve(name.hex()));
            Folders.sync(give);
        } catch (FileAlreadyExistsException again) {
            LOG.debug("{} is to be given already", name);
        } catch (IOException failure) {
            throw new StoreFailure("cannot note in " + give + " that a blob is to be given", failure);
        }
    }

    boolean callOff(BlobName name) throws StoreFailure {
        try {
            boolean was = Files.deleteIfExists(give.resolve(name.hex()));
            if (was) {
                Folders.sync(give);
            }
            return was;
        } catch (IOException failure) {
            throw new StoreFailure("cannot call off a blob in " + give, failure);
        }
    }

    List<Queued> queue() {
        var all = new ArrayList<Queued>();
        if (!Files.exists(give)) {
            return all;
        }
        try (var names = Files.newDirectoryStream(give)) {
            for (var each : names) {
                queued(each, all);
            }
        } catch (IOException failure) {
            LOG.warn("cannot look for blobs to give in {}", give, failure);
        }
        return all;
    }

    private void queued(Path marker, List<Queued> all) throws IOException {
        try {
            var name = BlobName.ofHex(marker.getFileName().toString());
            var size = files.size(name);
            if (size.isPresent()) {
                all.add(new Queued(
                        name,
                        size.getAsLong(),
                        Files.getLastModifiedTime(marker).toMillis()));
            }
        } catch (IllegalArgumentException noName) {
            LOG.warn("{} is not the name of a blob", marker);
        } catch (StoreFailure unreadable) {
            LOG.warn("{} waits until it can be read", marker, unreadable);
        }
    }

    Bytes read(BlobName name, long from, int length) {
        try {
            return files.read(name, from, length);
        } catch (StoreFailure failure) {
            LOG.warn("a blob to be given cannot be read", failure);
            return Bytes.EMPTY;
        }
    }

    boolean wasGiven(BlobName name) {
        return Files.exists(marker(given, name));
    }

    boolean given(BlobName name) {
        try {
            var from = give.resolve(name.hex());
            if (Files.exists(from)) {
                mark(given, name);
                Files.deleteIfExists(from);
                Folders.sync(give);
            }
            return true;
        } catch (IOException failure) {
            LOG.warn("it could not be noted that {} was given; it is offered again at the next start", name, failure);
            return false;
        }
    }

    /** Every byte is read; a blob whose bytes changed is set aside by the reading. */
    boolean inspect(BlobName name) {
        try {
            var content = files.open(name);
            if (content.isEmpty()) {
                return false;
            }
            try (InputStream in = content.get()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return true;
        } catch (IOException | StoreFailure damaged) {
            LOG.warn("the blob {} is not what it was", name, damaged);
            return false;
        }
    }

    Begun begin(BlobName name, long size) {
        try {
            if (hasCome(name, size)) {
                return new Begun(Result.DONE, true, size);
            }
            Files.createDirectories(parts);
            long kept = inherit(name);
            if (kept > size) {
                part(name).drop();
                kept = 0;
            }
            dropOldest();
            return new Begun(hasRoom(size - kept) ? Result.DONE : Result.FULL, false, kept);
        } catch (IOException | StoreFailure failure) {
            LOG.warn("cannot begin to take the blob {}", name, failure);
            return new Begun(Result.FAILED, false, 0);
        }
    }

    private boolean hasCome(BlobName name, long size) throws StoreFailure {
        var here = files.size(name);
        return Files.exists(marker(held, name)) && here.isPresent() && here.getAsLong() == size;
    }

    /**
     * Goes on from the longest that any process left of a blob, in a file of our own: one that was believed dead may
     * still write into its own, or take it for whole and give it its place. Returns the bytes that are proved.
     */
    private long inherit(BlobName name) throws IOException {
        var own = part(name);
        var others = all(name);
        others.remove(own);
        var longest = own;
        for (var other : others) {
            longest = other.length() > longest.length() ? other : longest;
        }
        if (!longest.equals(own)) {
            own.copy(longest);
        }
        long kept = own.proved();
        if (!others.isEmpty()) {
            Folders.sync(parts);
            for (var other : others) {
                other.drop();
            }
        }
        return kept;
    }

    /** What any process has of a blob. */
    private List<PartFile> all(BlobName name) throws IOException {
        var all = new ArrayList<PartFile>();
        if (Files.exists(parts)) {
            try (var found = Files.newDirectoryStream(parts, name.hex() + "*" + PartFile.ENDING)) {
                found.forEach(file -> all.add(PartFile.in(parts, stem(file))));
            }
        }
        return all;
    }

    private static String stem(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - PartFile.ENDING.length());
    }

    /** Names of blobs of which something has come, the last written first. */
    List<BlobName> unfinished() {
        if (!Files.exists(parts)) {
            return List.of();
        }
        var all = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(parts, "*" + PartFile.ENDING)) {
            files.forEach(all::add);
        } catch (IOException failure) {
            LOG.warn("cannot look for unfinished blobs in {}", parts, failure);
        }
        return all.stream()
                .sorted(Comparator.comparing(PeerFolder::changed).reversed())
                .map(file -> stem(file).replaceFirst("[.].*", ""))
                .distinct()
                .limit(MOST_ASKED)
                .flatMap(PeerFolder::name)
                .toList();
    }

    private static Stream<BlobName> name(String hex) {
        try {
            return Stream.of(BlobName.ofHex(hex));
        } catch (IllegalArgumentException noName) {
            return Stream.empty();
        }
    }

    private boolean hasRoom(long bytes) throws IOException {
        var disk = Files.getFileStore(parts);
        return disk.getUsableSpace() - bytes >= disk.getTotalSpace() * KEPT_FREE;
    }

    private void dropOldest() throws IOException {
        var all = new ArrayList<Path>();
        try (var names = Files.newDirectoryStream(parts, "*" + PartFile.ENDING)) {
            names.forEach(all::add);
        }
        all.sort(Comparator.comparing(PeerFolder::changed));
        for (var each : all.subList(0, Math.max(0, all.size() - MOST_PARTS))) {
            PartFile.in(parts, stem(each)).drop();
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    Result keep(BlobName name, long at, Bytes piece) {
        try {
            if (!hasRoom(piece.size())) {
                return Result.FULL;
            }
            return part(name).append(at, piece) ? Result.DONE : Result.FAILED;
        } catch (IOException failure) {
            LOG.warn("a piece of the blob {} cannot be written", name, failure);
            return Result.FAILED;
        }
    }

    /**
     * First the bytes are proved, then it is noted that they came from this other end, then they get their place: after
     * a crash in between, the note stands beside a part that is whole and is proved again. Done as well when another
     * worker has done it meanwhile.
     */
    Result finish(BlobName name, long size) {
        try {
            if (hasCome(name, size)) {
                dropAll(name);
                return Result.DONE;
            }
            var part = part(name);
            if (size == 0 && !Files.exists(part.bytes())) {
                Files.createFile(part.bytes());
            }
            if (!BlobFiles.proves(part.bytes(), name)) {
                part.drop();
                return Result.WRONG;
            }
            mark(held, name);
            files.adopt(part.bytes(), name);
            dropAll(name);
            return Result.DONE;
        } catch (IOException | StoreFailure failure) {
            LOG.warn("the blob {} has come and cannot be stored", name, failure);
            return Result.FAILED;
        }
    }

    boolean drop(BlobName name) {
        try {
            dropAll(name);
            return true;
        } catch (IOException failure) {
            LOG.warn("what came of the blob {} stays: it cannot be removed", name, failure);
            return false;
        }
    }

    private void dropAll(BlobName name) throws IOException {
        part(name).drop();
        for (var each : all(name)) {
            each.drop();
        }
    }

    private PartFile part(BlobName name) {
        return PartFile.in(parts, name.hex() + owner);
    }

    private static Path marker(Path folder, BlobName name) {
        var hex = name.hex();
        return folder.resolve(hex.substring(0, 2)).resolve(hex);
    }

    private static void mark(Path folder, BlobName name) throws IOException {
        var marker = marker(folder, name);
        var in = Files.createDirectories(marker.resolveSibling(""));
        var fresh = Files.createTempFile(in, "new-", "");
        Files.move(fresh, marker, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(in);
        Folders.sync(folder);
    }
}
