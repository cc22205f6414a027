package vn.tram.centre;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.CentreProcess.StartFailure;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.enrol.EnrolCommand.Revoke;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.centre.store.enrol.RevokedList;
import vn.tram.centre.web.City;
import vn.tram.centre.web.enrol.Issuer;
import vn.tram.centre.web.enrol.Office;
import vn.tram.centre.web.enrol.OperatorToken;
import vn.tram.centre.web.enrol.RateLimit;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.Signer;
import vn.tram.provisioning.ca.IssuingFolder;
import vn.tram.provisioning.ca.IssuingFolder.Issuing;
import vn.tram.provisioning.ca.KeyToken;

/** Certificates of boxes on the real world: the authority's files, the list of revoked ones, who may ask. */
final class EnrolProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolProcess.class);

    /** Requests of a minute: where somebody types a code, of all such places, of city IT's machines. */
    private static final int STRANGERS_EACH = 30;

    private static final int STRANGERS_ALL = 600;
    private static final int OPERATORS = 600;

    private static final long NANOS_IN_MILLI = 1_000_000;

    private final CentreConfig config;
    private final EnrolBook committed;
    private final Platform platform;
    private final OperatorToken token;
    private final Optional<Issuing> issuing;
    private final @Nullable RevokedList revoked;
    private volatile City.@Nullable Asks asks;

    /**
     * Writes the list of revoked certificates before it returns, for the broker that starts after it.
     *
     * @param committed any thread
     */
    EnrolProcess(CentreConfig config, EnrolBook committed, Platform platform) throws StartFailure, StoreFailure {
        this.config = config;
        this.committed = committed;
        this.platform = platform;
        this.token = OperatorToken.open(config.data());
        this.issuing = issuing(config);
        this.revoked = issuing.isEmpty()
                ? null
                : new RevokedList(
                        issuing.get().authority(),
                        committed,
                        config.enrolment().revoked(),
                        platform.clock(),
                        this::takeBackAgain);
        if (revoked != null) {
            revoked.start();
        }
    }

    /** The core answers from now on. */
    void ask(City.Asks core) {
        asks = core;
        if (revoked != null) {
            revoked.wake();
        }
    }

    /** The database was set back to a copy from before a certificate was taken back. */
    private void takeBackAgain(BoxId box) {
        var core = asks;
        if (core != null) {
            LOG.warn("{} stands on the list of revoked certificates and not in the database: taken back again", box);
            var unused = core.ask(new Revoke(box, "tram-revoked", "revoked before the database was set back"));
        }
    }

    private static Optional<Issuing> issuing(CentreConfig config) throws StartFailure {
        var folder = config.enrolment().authority();
        if (folder.toString().isEmpty()) {
            return Optional.empty();
        }
        try {
            var token = config.enrolment().token();
            return Optional.of(
                    token.isEmpty()
                            ? IssuingFolder.open(folder)
                            : IssuingFolder.open(folder, KeyToken.open(token.get())));
        } catch (IOException | BadForm unusable) {
            throw new StartFailure("cannot use ca.folder=" + folder + ": " + unusable, unusable);
        }
    }

    /**
     * For the web.
     *
     * @param broker where boxes meet the line, should the settings not say so
     */
    Office office(Signer city, Supplier<String> broker) {
        var named = config.enrolment().broker();
        Supplier<String> told = () -> named.isEmpty() ? broker.get() : named;
        LongSupplier millis = () -> platform.monotonic().nanos() / NANOS_IN_MILLI;
        return new Office(
                issuing.map(found -> new Issuer(found, city, told)),
                token,
                committed,
                new RateLimit(STRANGERS_EACH, STRANGERS_ALL, millis),
                new RateLimit(OPERATORS, OPERATORS, millis));
    }

    /** Something was committed. Any thread; only hands over. */
    void committed(List<Written> changes) {
        boolean ofBoxes = changes.stream()
                .anyMatch(change -> change instanceof Written.Landed landed && landed.landing() instanceof PapersNoted);
        if (revoked != null && ofBoxes) {
            revoked.wake();
        }
    }

    @Override
    public void close() {
        if (revoked != null) {
            revoked.close();
        }
    }
}
