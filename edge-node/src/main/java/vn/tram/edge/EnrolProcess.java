package vn.tram.edge;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.edge.enrol.Claimed;
import vn.tram.edge.enrol.Enrolment;
import vn.tram.edge.enrol.IdentityShelf.Identity;
import vn.tram.edge.net.CityHttp;
import vn.tram.edge.store.identity.BoxPapers;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.SystemPlatform;

/** The box's identity on the real world: files, HTTP, a thread of its own, so that the line never waits for it. */
final class EnrolProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolProcess.class);

    private final SystemPlatform system;
    private final Enrolment enrolment;

    /**
     * @param enrolled told once when there is an identity where there was none that worked
     * @param broken told when the thread cannot go on
     */
    EnrolProcess(ApplianceConfig config, Runnable enrolled, Consumer<Throwable> broken) {
        system = new SystemPlatform("tram-enrol", broken);
        var clock = system.platform().clock();
        LongSupplier now = () -> Math.max(clock.millis(), BoxProcess.MADE.toEpochMilli());
        var shelf =
                new BoxPapers(config.data(), config.line().identity(), config.box(), now, what -> LOG.warn("{}", what));
        enrolment = new Enrolment(
                config.box(),
                shelf,
                new CityHttp(),
                system.platform(),
                BoxProcess.MADE.toEpochMilli(),
                new Enrolment.Watcher() {
                    @Override
                    public void enrolled(Identity identity) {
                        LOG.info("this box has an identity: {}", identity.words());
                        enrolled.run();
                    }

                    @Override
                    public void trouble(String what) {
                        LOG.warn("{}", what);
                    }
                });
    }

    /** Looks after the identity from now on. */
    void begin() throws StoreFailure {
        enrolment.begin();
    }

    Enrolment enrolment() {
        return enrolment;
    }

    /** From the command line: claims, and says how it went. The box need not run. */
    static Claimed claim(ApplianceConfig config, String centre, String code, Consumer<Throwable> broken)
            throws StoreFailure {
        try (var process = new EnrolProcess(config, () -> {}, broken)) {
            process.begin();
            return process.enrolment.claim(centre, code).toCompletableFuture().join();
        }
    }

    @Override
    public void close() {
        enrolment.end();
        system.close();
    }
}
