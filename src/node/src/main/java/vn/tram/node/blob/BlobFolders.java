package vn.tram.node.blob;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.blob.Blobs;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.transfer.BlobOutbox;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.GivingDisk;
import vn.tram.kernel.transfer.TakingDisk;

/**
 * Blobs of a node in a folder, and beside them, in {@code peers/NAME}, what passes between it and each other end. One
 * thread of its own reads and writes; answers are handed to the line thread. Workers of one centre may share a folder.
 */
public final class BlobFolders implements BlobRoom, AutoCloseable {
    /** Name of the folder in the data folder. */
    public static final String FOLDER = "blobs";

    private static final Logger LOG = LoggerFactory.getLogger(BlobFolders.class);

    /** Age at which a file that was never finished is removed, at a start. */
    static final Duration UNFINISHED = Duration.ofDays(7);

    private final BlobFiles files;
    private final Path peers;
    private final String owner;
    private final Timers line;
    private final Consumer<Throwable> broken;
    private final ExecutorService thread;
    private final Map<String, PeerFolder> known = new ConcurrentHashMap<>();

    /**
     * @param root a folder of its own; made when it is not there
     * @param line where answers are heard
     * @param broken told when a task throws: a bug, after which the process should end
     */
    public BlobFolders(Path root, InstantSource clock, Timers line, Consumer<Throwable> broken) throws StoreFailure {
        this(root, "", clock, line, broken);
    }

    /**
     * A folder that several processes use at once.
     *
     * @param owner name of this process among them, never used before; letters and digits
     */
    public BlobFolders(Path root, String owner, InstantSource clock, Timers line, Consumer<Throwable> broken)
            throws StoreFailure {
        this.files = new BlobFiles(root, clock);
        this.peers = root.resolve("peers");
        this.owner = owner;
        this.line = line;
        this.broken = broken;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            var made = new Thread(task, "tram-blobs");
            made.setDaemon(true);
            return made;
        });
        thread.execute(this::sweep);
    }

    /** Long after anybody could still be writing: a clock that is wrong by a day does no harm. */
    private void sweep() {
        try {
            files.sweep(UNFINISHED);
        } catch (StoreFailure failure) {
            LOG.warn("what a crash left unfinished stays: {}", String.valueOf(failure.getMessage()));
        }
    }

    /** The blobs themselves; any thread. */
    public Blobs blobs() {
        return files;
    }

    private void give(String peer, BlobName name) throws StoreFailure {
        if (files.size(name).isEmpty()) {
            throw new StoreFailure("the blob " + name + " is not here");
        }
        folder(peer).give(name);
    }

    /**
     * Where features leave blobs for one other end.
     *
     * @param wake told after each, so that it leaves at once
     */
    public BlobOutbox outbox(String peer, Runnable wake) {
        return new BlobOutbox() {
            @Override
            public void give(BlobName name) throws StoreFailure {
                BlobFolders.this.give(peer, name);
                wake.run();
            }

            @Override
            public boolean callOff(BlobName name) throws StoreFailure {
                boolean was = folder(peer).callOff(name);
                wake.run();
                return was;
            }
        };
    }

    /** Whether the other end said that it has this blob from us. Any thread; blocks on the disk. */
    public boolean wasGiven(String peer, BlobName name) {
        return folder(peer).wasGiven(name);
    }

    private PeerFolder folder(String peer) {
        return known.computeIfAbsent(peer, name -> new PeerFolder(files, peers.resolve(name), owner));
    }

    @Override
    public GivingDisk giving(String peer) {
        return new LaterGiving(folder(peer), new Desk());
    }

    @Override
    public TakingDisk taking(String peer) {
        return new LaterTaking(folder(peer), new Desk());
    }

    @Override
    public void unfinished(String peer, Consumer<List<BlobName>> answer) {
        new Desk().ask(folder(peer)::unfinished, answer);
    }

    /** Has things done on the disk's thread, and answered on the line's. */
    final class Desk {
        /** Something that gives an answer. */
        interface Task<A> {
            A run();
        }

        <A> void ask(Task<A> task, Consumer<A> answer) {
            try {
                thread.execute(() -> {
                    try {
                        A result = task.run();
                        line.after(Duration.ZERO, () -> answer.accept(result));
                    } catch (RuntimeException | Error bug) {
                        broken.accept(bug);
                    }
                });
            } catch (RejectedExecutionException closing) {
                return; // nobody waits for answers any more
            }
        }
    }

    /** What is being written is lost, as in a power cut; what was answered is on disk. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
