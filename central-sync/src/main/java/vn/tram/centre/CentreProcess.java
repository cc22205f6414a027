package vn.tram.centre;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.centre.net.BrokerFailure;
import vn.tram.centre.net.EmbeddedBroker;
import vn.tram.centre.net.Trespasses;
import vn.tram.centre.net.tls.DoorFiles;
import vn.tram.centre.net.tls.RevocationWatch;
import vn.tram.centre.store.CentreStore;
import vn.tram.centre.store.PgAddress;
import vn.tram.centre.store.Workplace;
import vn.tram.centre.web.CentreServer;
import vn.tram.centre.web.City;
import vn.tram.centre.web.enrol.Office;
import vn.tram.centre.web.listen.PageCertificate;
import vn.tram.centre.web.listen.SecureDoor;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.blob.Blobs;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.transfer.BlobOutbox;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.net.PahoLink.Window;
import vn.tram.node.run.CoreThread;
import vn.tram.node.store.KeyFile;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.Ward;
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
    private volatile @Nullable Centre running;
    private @Nullable BlobFolders blobs;
    private volatile @Nullable EnrolProcess enrol;
    private @Nullable RevocationWatch watch;

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
            var chance = system.platform().chance();
            if (config.storeUrl().isEmpty()) {
                CentreStore.beginLife(config.data(), chance);
            } else {
                Workplace.beginLife(new PgAddress(config.storeUrl(), config.storeOwner()), chance, Worker.OWNERSHIP);
            }
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
        var workplace = WorkerProcess.workplace(config, platform);
        var store = workplace == null ? CentreStore.open(config.data(), platform.chance()) : workplace.store();
        closings.push(workplace == null ? store::close : workplace::close);
        var enrolling = enrolling(config, store, platform);
        var meters = meters();
        var credentials = credentials(config);
        var meetingPlace = config.brokerUrl();
        broker = meetingPlace;
        if (config.brokerEmbedded()) {
            var embedded = embedded(config, platform);
            meetingPlace = embedded.uri();
            credentials = embedded.centre();
            broker = embedded.boxes();
        }
        var link = new PahoLink(meetingPlace, credentials, Window.CENTRE, CONNECT_LIMIT, platform.timers());
        var wards = WardList.hanoi();
        var key = KeyFile.open(config.data(), KeyFile.CITY);
        cityKey = key.verifyKey();
        var centre = new Centre(
                workplace == null
                        ? new Centre.Authority(wards, key)
                        : new Centre.Authority(wards, key, Topics.CENTRE + "-" + workplace.life(), workplace::duty),
                platform,
                store,
                new Carrier(link, openBlobs(config, workplace, platform, broken)),
                meters,
                this::changed,
                what -> LOG.warn("{}", what));
        var core = new CoreThread(centre.core(), "tram-core", broken);
        core.start();
        var worker = workplace == null ? null : new WorkerProcess(workplace, centre, broken);
        if (worker != null) {
            worker.start();
            closings.push(worker::close);
        }
        closings.push(core::close);
        City.Asks asks = worker == null ? centre::submit : worker::ask;
        enrolling.ask(asks);
        var city = new City(
                asks,
                store.reports(),
                centre::blobs,
                meters::scrape,
                platform.clock()::millis,
                wards,
                config.city(),
                config.web());
        port = listen(config, city, enrolling.office(key, () -> String.valueOf(broker)), system);
        begin(centre, config);
        publish(config, wards, asks, platform);
    }

    private EnrolProcess enrolling(CentreConfig config, CentreStore store, Platform platform)
            throws StartFailure, StoreFailure {
        var made = new EnrolProcess(config, store.reports(), platform);
        closings.push(made::close);
        enrol = made;
        return made;
    }

    private EmbeddedBroker embedded(CentreConfig config, Platform platform) throws BrokerFailure, StartFailure {
        var files = config.brokerFiles();
        if (files.isEmpty()) {
            return started(new EmbeddedBroker(config.brokerAddress()));
        }
        DoorFiles read;
        try {
            var named = files.get();
            read = DoorFiles.read(
                    named.certificate(), named.key(), named.issuers(), named.revoked(), platform.clock()::millis);
        } catch (BadForm wrong) {
            throw new StartFailure("cannot use " + wrong.getMessage(), wrong);
        }
        var made = started(new EmbeddedBroker(config.brokerAddress(), read.door(), trespasses(platform)));
        read.revoked()
                .ifPresent(list -> watch = new RevocationWatch(
                        list,
                        made::cutRevoked,
                        what -> ring(new ReportTrouble("", AlarmCode.REVOCATION_LIST, what)),
                        platform.timers()));
        return made;
    }

    private EmbeddedBroker started(EmbeddedBroker made) throws BrokerFailure {
        made.start();
        closings.push(made::close);
        return made;
    }

    private Trespasses trespasses(Platform platform) {
        var wards = WardList.hanoi().keySet();
        return new Trespasses(
                box -> BoxName.parse(box)
                        .filter(name -> wards.contains(name.ward()))
                        .isPresent(),
                () -> Duration.ofNanos(platform.monotonic().nanos()).toMillis(),
                this::ring);
    }

    private void ring(ReportTrouble trouble) {
        LOG.warn("{}", trouble.detail());
        var centre = running;
        if (centre != null) {
            centre.submit(trouble);
        }
    }

    private void begin(Centre centre, CentreConfig config) {
        running = centre;
        var looking = watch;
        if (looking != null) {
            looking.begin();
            closings.push(looking::end);
        }
        centre.begin(config.scrub());
        closings.push(centre::end);
    }

    /** What the city laid into folders for its boxes: groups at each start, dictionaries whenever one comes. */
    private void publish(CentreConfig config, Map<WardCode, Ward> wards, City.Asks asks, Platform platform)
            throws StartFailure {
        groups(config, wards).ifPresent(asks::ask);
        var folder = config.data().resolve(DictionaryFolder.NAME);
        var dictionaries = new DictionaryFolder(folder, asks::ask, platform.timers(), what -> LOG.warn("{}", what));
        dictionaries.begin();
        closings.push(dictionaries::end);
    }

    private static PrometheusMeterRegistry meters() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        return meters;
    }

    private static Optional<PublishGroups> groups(CentreConfig config, Map<WardCode, Ward> wards) throws StartFailure {
        try {
            return GroupFolder.read(config.data().resolve(GroupFolder.NAME), wards);
        } catch (BadForm wrong) {
            throw new StartFailure(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private BlobFolders openBlobs(
            CentreConfig config, @Nullable Workplace workplace, Platform platform, Consumer<Throwable> broken)
            throws StoreFailure, StartFailure {
        if (workplace != null) {
            WorkerProcess.expectShared(config, workplace, platform);
        }
        var owner = workplace == null ? "" : workplace.life();
        var opened = new BlobFolders(config.blobs(), owner, platform.clock(), platform.timers(), broken);
        closings.push(opened::close);
        blobs = opened;
        return opened;
    }

    private static Credentials credentials(CentreConfig config) throws StartFailure {
        if (config.brokerUser().isEmpty()) {
            return new Credentials.None();
        }
        try {
            var password = Files.readString(config.brokerPassword(), StandardCharsets.UTF_8)
                    .strip();
            return new Credentials.Password(config.brokerUser(), Secret.of(password));
        } catch (IOException unreadable) {
            throw new StartFailure("cannot read broker.password.file=" + config.brokerPassword(), unreadable);
        }
    }

    private int listen(CentreConfig config, City city, Office office, SystemPlatform system) throws StartFailure {
        var timers = system.platform().timers();
        var named = config.https();
        var secured = named.isEmpty() ? Optional.<SecureDoor>empty() : Optional.of(secured(named.get(), timers));
        var doors = new CentreServer.Doors(config.web().host(), config.web().port(), secured);
        var made = new CentreServer(city, office, doors, timers, bug -> LOG.error("a request failed", bug));
        closings.push(made::stop);
        try {
            var listening = made.start();
            server = made;
            made.securedPort().ifPresent(taken -> LOG.info("pages with TLS on port {}", taken));
            return listening;
        } catch (RuntimeException refused) { // what Undertow makes of a BindException
            var why = refused.getCause() instanceof BindException
                    ? "the port is taken by another program, or the address is not of this machine"
                    : String.valueOf(refused.getMessage());
            throw new StartFailure(
                    "cannot listen on http.host=" + config.web().host() + " http.port="
                            + config.web().port()
                            + config.https().map(door -> " or " + door).orElse("") + ": " + why,
                    refused);
        }
    }

    private SecureDoor secured(CentreConfig.Https named, Timers timers) throws StartFailure {
        try {
            var files = new PageCertificate(named.certificate(), named.key(), timers, what -> LOG.warn("{}", what));
            files.begin();
            closings.push(files::end);
            return new SecureDoor(named.host(), named.port(), files.context());
        } catch (BadForm unusable) {
            throw new StartFailure("cannot use " + unusable.getMessage(), unusable);
        }
    }

    private void changed(List<Written> changes) {
        var told = enrol;
        if (told != null) {
            told.committed(changes);
        }
        var listening = server;
        if (listening != null) {
            listening.changed(ChangedWards.of(changes));
        }
    }

    /** Where features leave blobs for a box. */
    public BlobOutbox outbox(BoxId box) {
        var centre = Objects.requireNonNull(running);
        return folders().outbox(box.value(), () -> centre.blobsWait(box));
    }

    /** The blobs of the centre. */
    public Blobs blobs() {
        return folders().blobs();
    }

    /** Whether a box said that it has this blob from us, whole on its disk. Any thread; blocks on the disk. */
    public boolean wasGiven(BoxId box, BlobName name) {
        return folders().wasGiven(box.value(), name);
    }

    private BlobFolders folders() {
        return Objects.requireNonNull(blobs);
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
