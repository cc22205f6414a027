package vn.tram.edge;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.edge.enrol.Claimed;
import vn.tram.edge.enrol.Enrolment;
import vn.tram.edge.enrol.HallCare;
import vn.tram.edge.enrol.IdentityShelf.Identity;
import vn.tram.edge.net.CityHttp;
import vn.tram.edge.store.identity.BoxPapers;
import vn.tram.edge.store.identity.HallPapers;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.SystemPlatform;

/**
 * The box's identity and the certificate of its pages on the real world: files, HTTP, a thread of its own, so that the
 * line never waits for it.
 */
final class EnrolProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolProcess.class);

    private final ApplianceConfig config;
    private final SystemPlatform system;
    private final LongSupplier now;
    private final BoxPapers papers;
    private final HallPapers hall;
    private final CityHttp city;
    private final Enrolment enrolment;
    private @Nullable HallCare care;

    /**
     * @param enrolled told once when there is an identity where there was none that worked
     * @param broken told when the thread cannot go on
     */
    EnrolProcess(ApplianceConfig config, Runnable enrolled, Consumer<Throwable> broken) {
        this(config, List.of(), enrolled, broken);
    }

    /** @param anchors who must vouch for the centre's server; empty: anybody may answer, the proofs tell */
    private EnrolProcess(
            ApplianceConfig config,
            Collection<X509Certificate> anchors,
            Runnable enrolled,
            Consumer<Throwable> broken) {
        this.config = config;
        system = new SystemPlatform("tram-enrol", broken);
        var clock = system.platform().clock();
        now = () -> Math.max(clock.millis(), BoxProcess.MADE.toEpochMilli());
        papers =
                new BoxPapers(config.data(), config.line().identity(), config.box(), now, what -> LOG.warn("{}", what));
        var place = new HallPapers.Place(
                config.listen().identity(),
                config.box(),
                config.web().names(),
                config.listen().isForThisMachine());
        hall = new HallPapers(place, papers, now, what -> LOG.warn("{}", what));
        city = anchors.isEmpty() ? new CityHttp() : CityHttp.believing(anchors, now);
        enrolment = new Enrolment(
                config.box(), papers, city, system.platform(), BoxProcess.MADE.toEpochMilli(), new Enrolment.Watcher() {
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

    /**
     * Looks after the certificate of the pages from now on.
     *
     * @param looked told each minute, on this process' thread
     */
    void careForPages(Runnable looked) {
        var made = new HallCare(
                config.box(),
                new HallCare.Shelves(papers, hall),
                city,
                system.platform(),
                BoxProcess.MADE.toEpochMilli(),
                new HallCare.Watcher() {
                    @Override
                    public void looked() {
                        looked.run();
                    }

                    @Override
                    public void trouble(String what) {
                        LOG.warn("{}", what);
                    }
                });
        care = made;
        made.begin();
    }

    /** What browsers are shown. */
    HallPapers hall() {
        return hall;
    }

    /** Epoch milliseconds, never before this software was made. */
    LongSupplier now() {
        return now;
    }

    Enrolment enrolment() {
        return enrolment;
    }

    /**
     * From the command line: claims, and says how it went. The box need not run.
     *
     * @param anchors who must vouch for the centre's server; empty: anybody may answer, the proofs tell
     */
    static Claimed claim(
            ApplianceConfig config,
            Collection<X509Certificate> anchors,
            String centre,
            String code,
            Consumer<Throwable> broken)
            throws StoreFailure {
        try (var process = new EnrolProcess(config, anchors, () -> {}, broken)) {
            process.begin();
            return process.enrolment.claim(centre, code).toCompletableFuture().join();
        }
    }

    @Override
    public void close() {
        enrolment.end();
        var looking = care;
        if (looking != null) {
            looking.end();
        }
        system.close();
    }
}
