package vn.tram.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.store.DataDisk;
import vn.tram.edge.store.MachineNumber;
import vn.tram.edge.store.Salvage;
import vn.tram.edge.store.WitnessFiles;
import vn.tram.edge.store.console.ConsoleFile;
import vn.tram.edge.store.pins.Argon2Pins;
import vn.tram.edge.store.pins.Pepper;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.edge.sync.scrub.Salvaged;
import vn.tram.edge.web.Box;
import vn.tram.edge.web.BoxServer;
import vn.tram.edge.web.door.Guard;
import vn.tram.edge.web.listen.Face;
import vn.tram.edge.web.listen.Listeners;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.Blobs;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.transfer.BlobOutbox;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.net.PahoLink.Window;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.IdentityFiles;
import vn.tram.node.net.tls.PemText;
import vn.tram.node.run.CoreThread;
import vn.tram.node.store.KeyFile;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.wards.WardList;

/** A box on the real world: SQLite, MQTT, HTTP, threads. Parts are made in dependency order and closed in reverse. */
public final class BoxProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoxProcess.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** When this software was made: no moment that it lives through is earlier. Held against the build by a test. */
    public static final Instant MADE = Instant.parse("2026-11-22T00:00:00Z");

    private static final long START_SECONDS = 30;
    private static final long STOP_SECONDS = 5;

    private final SystemPlatform system;
    private final EnrolProcess enrol;
    private final BoxStore store;
    private final BlobFolders blobs;
    private final Appliance appliance;
    private final CoreThread core;
    private final Vertx vertx;
    private final Secret console = Secret.fresh();
    private volatile @Nullable BoxServer server; // commits come before it is there
    private int port;
    private OptionalInt tlsPort = OptionalInt.empty();

    /** Starting failed for a reason a person can mend; the message says which. */
    public static final class StartFailure extends Exception {
        private static final long serialVersionUID = 1L;

        StartFailure(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /** @param broken told when the process cannot go on: its state may be wrong, or its database is damaged */
    public BoxProcess(ApplianceConfig config, String version, Consumer<Throwable> broken) throws StartFailure {
        this(config, version, broken, broken, () -> {});
    }

    /**
     * @param broken told when the process cannot go on: its state may be wrong
     * @param damaged told when it may not go on: its database is damaged, and nothing more should be written
     * @param enrolled told when the city gave this box what only a new start takes up
     */
    public BoxProcess(
            ApplianceConfig config,
            String version,
            Consumer<Throwable> broken,
            Consumer<Throwable> damaged,
            Runnable enrolled)
            throws StartFailure {
        enrol = new EnrolProcess(config, enrolled, broken);
        system = new SystemPlatform("tram-line", broken);
        var platform = system.platform();
        SigningKey key;
        Bytes pepper;
        Optional<Salvaged> salvaged;
        Credentials credentials;
        try {
            credentials = credentials(config, platform);
            salvaged = salvage(config, platform);
            store = BoxStore.open(
                    config.data(),
                    config.box(),
                    platform.chance().nextLong(),
                    found -> endDamaged(config, found, damaged));
            blobs = openBlobs(config, platform, broken, store);
            key = key(config, store);
            pepper = pepper(config, store);
        } catch (StoreFailure | StartFailure failure) {
            enrol.close();
            system.close();
            throw startFailure(failure);
        }
        var identity = identity(config, version, key);
        Link link = new PahoLink(config.line().broker(), credentials, Window.BOX, CONNECT_LIMIT, platform.timers());
        appliance = new Appliance(
                config.ward(),
                identity,
                platform,
                store,
                new Carrier(link, blobs),
                this::changed,
                what -> LOG.warn("{}", what));
        salvaged.ifPresent(appliance.care()::saved);
        core = new CoreThread(appliance.core(), "tram-core", broken);
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        try {
            core.start();
            boolean setBack = appliance.startGuard().compare(new WitnessFiles(config.witness()));
            appliance.startGuard().standsIn(identity.machine().hex());
            port = listen(config, view(config, version, setBack), guard(pepper));
            new ConsoleFile(port, console).write(config.data());
            appliance.watch(new DataDisk(config.data()));
            appliance.care().scrub(config.scrub());
            appliance.begin();
            enrol.begin();
        } catch (StoreFailure | StartFailure failure) {
            close();
            throw startFailure(failure);
        }
    }

    private static BoxIdentity identity(ApplianceConfig config, String version, SigningKey key) {
        return new BoxIdentity(
                config.box(),
                version,
                config.line().broker().toString(),
                config.city(),
                key,
                config.line().rules(),
                MachineNumber.read());
    }

    private static StartFailure startFailure(Exception failure) {
        return failure instanceof StoreFailure stored
                ? new StartFailure(words(stored), stored)
                : (StartFailure) failure;
    }

    /** Without an identity the hall works all the same, and the line says what is missing. */
    private static Credentials credentials(ApplianceConfig config, Platform platform) throws StartFailure {
        if (!config.line().secured()) {
            return new Credentials.None();
        }
        var file = config.line().anchors();
        try {
            return new Credentials.Certificate(new IdentityFiles(
                    config.line().identity(),
                    PemText.certificates(Files.readString(file)),
                    new Dates(platform.clock()::millis, MADE.toEpochMilli()),
                    certificate -> Certificates.boxOf(certificate).equals(Optional.of(config.box())),
                    what -> LOG.warn("{}", what)));
        } catch (IOException | BadForm unusable) {
            throw new StartFailure("cannot use line.ca=" + file + ": " + unusable.getMessage(), unusable);
        }
    }

    private static Optional<Salvaged> salvage(ApplianceConfig config, Platform platform) throws StoreFailure {
        var witness = new WitnessFiles(config.witness());
        var place = new Salvage.Place(
                config.data(), config.box(), witness, platform.clock().millis());
        var salvaged = Salvage.ifDamaged(place);
        salvaged.ifPresent(done -> LOG.warn(
                "the database was damaged ({}) and made anew from what could be read: {}", done.what(), done.words()));
        return salvaged;
    }

    private static void endDamaged(ApplianceConfig config, StoreFailure found, Consumer<Throwable> damaged) {
        try {
            Salvage.suspect(config.data());
        } catch (IOException refused) {
            LOG.warn("the next start looks at the database in haste only: {}", String.valueOf(refused.getMessage()));
        }
        damaged.accept(found);
    }

    private static BlobFolders openBlobs(
            ApplianceConfig config, Platform platform, Consumer<Throwable> broken, BoxStore store) throws StoreFailure {
        try {
            var folder = config.data().resolve(BlobFolders.FOLDER);
            return new BlobFolders(folder, platform.clock(), platform.timers(), broken);
        } catch (StoreFailure failure) {
            store.close();
            throw failure;
        }
    }

    /** The box's own key lies beside its database, and not in it: who takes a copy of the one has not the other. */
    private static SigningKey key(ApplianceConfig config, BoxStore store) throws StoreFailure {
        try {
            return KeyFile.open(config.data(), KeyFile.BOX);
        } catch (StoreFailure unreadable) {
            store.close();
            throw unreadable;
        }
    }

    private static Bytes pepper(ApplianceConfig config, BoxStore store) throws StoreFailure {
        try {
            return Pepper.open(config.data());
        } catch (StoreFailure unreadable) {
            store.close();
            throw unreadable;
        }
    }

    private Guard guard(Bytes pepper) {
        var people = appliance.people();
        return new Guard(people::staff, people::devices, people::seesCentre, Argon2Pins.under(pepper), console);
    }

    private Box view(ApplianceConfig config, String version, boolean setBack) {
        var platform = system.platform();
        var ward = WardList.country().get(config.ward());
        var about = new Box.About(
                config.box(),
                config.ward().value(),
                ward == null ? config.ward().value() : ward.fullName(),
                version,
                platform.clock().millis(),
                config.data(),
                Long.toHexString(store.head().epoch()),
                setBack);
        return new Box(
                new Box.Asks() {
                    @Override
                    public <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
                        return appliance.submit(command);
                    }
                },
                appliance::line,
                appliance::blobs,
                appliance::rules,
                appliance.care()::health,
                platform.clock()::millis,
                about,
                config.web());
    }

    private int listen(ApplianceConfig config, Box shown, Guard guard) throws StartFailure, StoreFailure {
        var web = new BoxServer(
                vertx, shown, guard, enrol.enrolment(), this::clockBehindMillis, bug -> LOG.error("web", bug));
        server = web;
        var plain = "http.host=" + config.web().host() + " http.port="
                + config.web().port();
        if (config.listen().port().isEmpty()) {
            return opened(plain, web.listen(config.web().host(), config.web().port()));
        }
        var doors = new Listeners(web, config.web(), face(), enrol.now());
        var secured = config.listen();
        int wanted = secured.port().getAsInt();
        tlsPort = OptionalInt.of(opened(
                "http.tls.host=" + secured.host() + " http.tls.port=" + wanted, doors.secured(secured.host(), wanted)));
        enrol.careForPages(() -> show(doors));
        return opened(plain, doors.plain());
    }

    private Face face() throws StoreFailure {
        var now = enrol.hall().shown();
        return new Face(now.identity(), now.ofCity(), now.until(), enrol.hall().root());
    }

    private void show(Listeners doors) {
        try {
            doors.show(face());
        } catch (StoreFailure unreadable) {
            LOG.warn("pages are served under the certificate of before: {}", words(unreadable));
        }
    }

    private static int opened(String where, Future<Integer> listening) throws StartFailure {
        try {
            return listening.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            var why =
                    refused.getCause() instanceof BindException ? "the port is taken by another program" : "it failed";
            throw new StartFailure("cannot listen on " + where + ": " + why, refused.getCause());
        } catch (TimeoutException late) {
            throw new StartFailure("listening took longer than " + START_SECONDS + " s", late);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting", wanted);
        }
    }

    private void changed(List<Written> changes) {
        var listening = server;
        if (listening != null) {
            listening.changed(changes);
        }
    }

    private long clockBehindMillis() {
        long behind = store.head().at() - system.platform().clock().millis();
        return behind > NodeDiary.TOLERATED_MS ? behind : 0;
    }

    /** Where features leave blobs for the centre. */
    public BlobOutbox outbox() {
        return blobs.outbox(Topics.CENTRE, appliance::blobsWait);
    }

    /** The blobs of this box. */
    public Blobs blobs() {
        return blobs.blobs();
    }

    /** The port pages are served on. */
    public int port() {
        return port;
    }

    /** The port pages are served on with TLS; empty when they are not. */
    public OptionalInt tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() {
        enrol.close();
        appliance.end();
        core.close();
        try {
            var listening = server;
            if (listening != null) {
                listening.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
            }
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("web did not stop in time: {}", String.valueOf(late.getMessage()));
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
        system.close();
        blobs.close();
        try {
            store.close();
        } catch (StoreFailure failure) {
            LOG.warn("{}", words(failure));
        }
    }

    private static String words(StoreFailure failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
    }
}
