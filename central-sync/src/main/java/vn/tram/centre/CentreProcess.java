package vn.tram.centre;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.net.BrokerFailure;
import vn.tram.centre.net.EmbeddedBroker;
import vn.tram.centre.store.CentreStore;
import vn.tram.centre.web.CentreServer;
import vn.tram.centre.web.City;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.net.PahoLink.Window;
import vn.tram.node.run.CoreThread;
import vn.tram.node.store.KeyFile;
import vn.tram.provisioning.wards.WardList;

/** The centre on the real world: SQLite, MQTT, HTTP, threads. Parts are made in dependency order, closed in reverse. */
public final class CentreProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CentreProcess.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** Something to undo; says in the log what did not go well. */
    private interface Closing {
        void close() throws StoreFailure;
    }

    private final ArrayDeque<Closing> closings = new ArrayDeque<>();
    private volatile @Nullable CentreServer server;
    private int port;
    private @Nullable URI broker;
    private @Nullable VerifyKey cityKey;

    /** Starting failed for a reason a person can mend; the message says which. */
    public static final class StartFailure extends Exception {
        private static final long serialVersionUID = 1L;

        StartFailure(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /** @param broken told when the process cannot go on: its state may be wrong */
    public CentreProcess(CentreConfig config, Consumer<Throwable> broken) throws StartFailure {
        try {
            start(config, broken);
        } catch (StoreFailure failure) {
            close();
            throw new StartFailure(words(failure), failure);
        } catch (BrokerFailure failure) {
            close();
            throw new StartFailure(
                    "broker.host=" + config.brokerAddress().getHostString() + " broker.port="
                            + config.brokerAddress().getPort() + ": " + failure.getMessage(),
                    failure);
        } catch (StartFailure failure) {
            close();
            throw failure;
        }
    }

    /** Tells a centre, before it starts, that its database was restored from an older copy. */
    static void beginLife(CentreConfig config) throws StartFailure {
        var system = new SystemPlatform("tram-line", bug -> LOG.error("before the start", bug));
        try {
            CentreStore.beginLife(config.data(), system.platform().chance());
        } catch (StoreFailure failure) {
            throw new StartFailure(words(failure), failure);
        } finally {
            system.close();
        }
    }

    private void start(CentreConfig config, Consumer<Throwable> broken)
            throws StoreFailure, BrokerFailure, StartFailure {
        var system = new SystemPlatform("tram-line", broken);
        closings.push(system::close);
        var platform = system.platform();
        var store = CentreStore.open(config.data(), platform.chance());
        closings.push(store::close);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        Credentials credentials = new Credentials.None();
        var address = config.brokerUrl();
        if (config.brokerEmbedded()) {
            var embedded = new EmbeddedBroker(config.brokerAddress());
            embedded.start();
            closings.push(embedded::close);
            address = embedded.uri();
            credentials = embedded.centre();
        }
        broker = address;
        var link = new PahoLink(address, credentials, Window.CENTRE, CONNECT_LIMIT, platform.timers());
        var wards = WardList.hanoi();
        var key = KeyFile.open(config.data(), KeyFile.CITY);
        cityKey = key.verifyKey();
        var centre = new Centre(
                new Centre.Authority(wards, key),
                platform,
                store,
                link,
                meters,
                this::changed,
                what -> LOG.warn("{}", what));
        var core = new CoreThread(centre.core(), "tram-core", broken);
        core.start();
        closings.push(core::close);
        var city = new City(
                new City.Asks() {
                    @Override
                    public <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
                        return centre.submit(command);
                    }
                },
                store.reports(),
                meters::scrape,
                platform.clock()::millis,
                wards,
                config.city(),
                config.web());
        port = listen(config, city, system);
        centre.begin();
        closings.push(centre::end);
    }

    private int listen(CentreConfig config, City city, SystemPlatform system) throws StartFailure {
        var made = new CentreServer(
                city,
                config.web().host(),
                config.web().port(),
                system.platform().timers(),
                bug -> LOG.error("a request failed", bug));
        closings.push(made::stop);
        try {
            var listening = made.start();
            server = made;
            return listening;
        } catch (RuntimeException refused) { // what Undertow makes of a BindException
            var why = refused.getCause() instanceof BindException
                    ? "the port is taken by another program, or the address is not of this machine"
                    : String.valueOf(refused.getMessage());
            throw new StartFailure(
                    "cannot listen on http.host=" + config.web().host() + " http.port="
                            + config.web().port() + ": " + why,
                    refused);
        }
    }

    private void changed(List<Written> changes) {
        var listening = server;
        if (listening != null) {
            listening.changed(ChangedWards.of(changes));
        }
    }

    /** The port pages are served on. */
    public int port() {
        return port;
    }

    /** Where boxes find the broker. */
    public @Nullable URI broker() {
        return broker;
    }

    /** What boxes know this centre's signature by. */
    public @Nullable VerifyKey cityKey() {
        return cityKey;
    }

    /** Stops listening first, then what was asked last is still served, then everything is let go. */
    @Override
    public void close() {
        while (!closings.isEmpty()) {
            try {
                closings.pop().close();
            } catch (StoreFailure | RuntimeException failure) {
                LOG.warn("a part did not close in good order", failure);
            }
        }
    }

    private static String words(StoreFailure failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
    }
}
