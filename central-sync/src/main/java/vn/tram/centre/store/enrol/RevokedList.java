package vn.tram.centre.store.enrol;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.WholeFile;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.ca.RevocationList;

/**
 * Keeps the list of revoked certificates as a file that brokers read: written when one was taken back, and each minute,
 * so that its age tells whether this centre lives. A thread of its own.
 */
public final class RevokedList implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevokedList.class);
    private static final long EVERY_SECONDS = 60;
    private static final long JOIN_MILLIS = 10_000;

    private final Authority authority;
    private final EnrolBook committed;
    private final Path file;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "tram-revoked");
    private volatile boolean ending;

    /** @param committed any thread */
    public RevokedList(Authority authority, EnrolBook committed, Path file, InstantSource clock) {
        this.authority = authority;
        this.committed = committed;
        this.file = file;
        this.clock = clock;
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

    private void write() throws StoreFailure {
        Map<BigInteger, Instant> revoked = new HashMap<>();
        for (var papers : committed.papers().values()) {
            for (var one : papers.issued()) {
                one.revoked()
                        .ifPresent(
                                how -> revoked.put(new BigInteger(one.serial(), 16), Instant.ofEpochMilli(how.at())));
            }
        }
        var now = clock.instant();
        try {
            var list = RevocationList.make(authority, now.toEpochMilli(), revoked, now);
            WholeFile.write(file, Pem.of(list), WholeFile.Readers.EVERYBODY);
        } catch (IOException failed) {
            throw new StoreFailure("the list of revoked certificates " + file, failed);
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
