package vn.tram.centre.store.enrol;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.WholeFile;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.ca.RevocationList;

/**
 * Keeps the list of revoked certificates as a file that brokers read: written when one was taken back, and each
 * {@value #EVERY_SECONDS} s, so that its age tells whether this centre lives. What once stood on it stays: a database
 * that was set back to an older copy does not know what was taken back since, and hears it from here. A thread of its
 * own.
 */
public final class RevokedList implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevokedList.class);
    private static final long EVERY_SECONDS = 20;
    private static final long JOIN_MILLIS = 10_000;

    private final Authority authority;
    private final EnrolBook committed;
    private final Path file;
    private final InstantSource clock;
    private final Consumer<BoxId> forgotten;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "tram-revoked");
    private volatile boolean ending;

    /**
     * @param committed any thread
     * @param forgotten hears of a box whose certificate stands on the list and not in the database as taken back: each
     *     time the list is written, on this thread
     */
    public RevokedList(
            Authority authority, EnrolBook committed, Path file, InstantSource clock, Consumer<BoxId> forgotten) {
        this.authority = authority;
        this.committed = committed;
        this.file = file;
        this.clock = clock;
        this.forgotten = forgotten;
    }

    /** Writes it once, at once: a broker does not start without the list that its settings name. */
    public void start() throws StoreFailure {
        write();
        thread.setDaemon(true);
        thread.start();
    }

    /** A certificate may have been taken back. Any thread; only hands over. */
    public void wake() {
        news.release();
    }

    void write() throws StoreFailure {
        var before = before();
        var revoked = new HashMap<>(before);
        var lost = new TreeSet<BoxId>();
        committed.papers().forEach((box, papers) -> {
            for (var one : papers.issued()) {
                var serial = new BigInteger(one.serial(), 16);
                one.revoked().ifPresent(how -> revoked.put(serial, Instant.ofEpochMilli(how.at())));
                if (one.revoked().isEmpty() && before.containsKey(serial)) {
                    lost.add(box);
                }
            }
        });
        var now = clock.instant();
        try {
            var list = RevocationList.make(authority, now.toEpochMilli(), revoked, now);
            WholeFile.write(file, Pem.of(list), WholeFile.Readers.EVERYBODY);
        } catch (IOException | RuntimeException failed) { // whatever a token says that was pulled out
            throw new StoreFailure("the list of revoked certificates " + file, failed);
        }
        lost.forEach(forgotten);
    }

    /** What stands on the list now; nothing when it cannot be used: the database has all that it knows. */
    private Map<BigInteger, Instant> before() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return RevocationList.read(authority, Files.readString(file));
        } catch (IOException | BadForm unusable) {
            LOG.warn("{} is made anew from the database alone: {}", file, String.valueOf(unusable.getMessage()));
            return Map.of();
        }
    }

    private void run() {
        boolean failed = false;
        try {
            while (!ending) {
                boolean woken = news.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS);
                news.drainPermits();
                if (ending) {
                    return;
                }
                try {
                    write();
                    failed = false;
                } catch (StoreFailure failure) {
                    if (!failed || woken) {
                        LOG.warn("{}", failure.getMessage(), failure.getCause());
                    }
                    failed = true;
                }
            }
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ending = true;
        news.release();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }
}
