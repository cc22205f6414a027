package vn.tram.bench.enrol;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.tram.edge.Appliance;
import vn.tram.edge.enrol.Claimed;
import vn.tram.edge.enrol.Enrolment;
import vn.tram.edge.enrol.IdentityShelf.Identity;
import vn.tram.edge.net.CityHttp;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.store.identity.BoxPapers;
import vn.tram.edge.store.identity.CityFiles;
import vn.tram.edge.sync.LineState;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.IdentityFiles;
import vn.tram.node.net.tls.PemText;
import vn.tram.node.run.CoreThread;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.wards.BoxName;

/** A box from the shop without its web part: the production's claim, store, core and line. */
final class NewBox implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int POLLS = 3_600;

    private final SystemPlatform system;
    private final BoxStore store;
    private final Appliance appliance;
    private final CoreThread core;

    /** Whose code was taken, on the line from now on. */
    private NewBox(BoxId box, Path data) throws StoreFailure, IOException, BadForm {
        var told = CityFiles.under(Map.of("node.data", data.toString()));
        system = new SystemPlatform("line-" + box, NewBox::broken);
        var platform = system.platform();
        var broker = URI.create(told.getOrDefault("broker.url", ""));
        store = BoxStore.open(data, box, platform.chance().nextLong());
        var identities = new IdentityFiles(
                data.resolve("identity"),
                PemText.certificates(Files.readString(Path.of(told.getOrDefault("line.ca", "")))),
                new Dates(platform.clock()::millis, 0),
                certificate -> Certificates.boxOf(certificate).equals(Optional.of(box)),
                System.err::println);
        var key = VerifyKey.ofHex(told.getOrDefault("city.key", ""));
        appliance = new Appliance(
                BoxName.parse(box).map(BoxName::ward).orElse(new WardCode("00070")),
                new BoxIdentity(box, "bench", broker.toString(), new KeyRing(List.of(key)), SigningKey.fresh()),
                platform,
                store,
                new PahoLink(
                        broker,
                        new Credentials.Certificate(identities),
                        PahoLink.Window.BOX,
                        CONNECT_LIMIT,
                        platform.timers()),
                changes -> {},
                System.err::println);
        core = new CoreThread(appliance.core(), "core-" + box, NewBox::broken);
        core.start();
        appliance.begin();
    }

    /** Types a code, as a person would, and starts on what the city gave. */
    static NewBox claimed(BoxId box, Path data, String centre, String code) throws StoreFailure, IOException, BadForm {
        var system = new SystemPlatform("claim-" + box, NewBox::broken);
        try {
            var clock = system.platform().clock();
            var papers = new BoxPapers(data, data.resolve("identity"), box, clock::millis, System.err::println);
            var enrolment = new Enrolment(box, papers, new CityHttp(), system.platform(), 0, new Silent());
            enrolment.begin();
            var heard = enrolment.claim(centre, code).toCompletableFuture().join();
            enrolment.end();
            if (!heard.code().equals(Claimed.DONE)) {
                throw new IOException(box + ": " + heard);
            }
        } finally {
            system.close();
        }
        return new NewBox(box, data);
    }

    private static final class Silent implements Enrolment.Watcher {
        @Override
        public void enrolled(Identity identity) {}

        @Override
        public void trouble(String what) {
            System.err.println(what);
        }
    }

    private static void broken(Throwable bug) {
        throw new AssertionError("the box is broken", bug);
    }

    /** Waits until it is on line, has its ward's settings, and the centre has all it has. */
    void awaitSynced() throws InterruptedException, IOException {
        for (int i = 0; !isSynced(appliance.line()); i++) {
            if (i > POLLS) {
                throw new IOException("no sync; the line: " + appliance.line());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isSynced(LineState line) {
        return line.state() == Connection.ONLINE
                && appliance.rules().settings().maxPerSeries() == 9_999
                && line.unsent() == 0
                && line.lanes().stream().allMatch(lane -> lane.durable() == lane.head());
    }

    @Override
    public void close() throws StoreFailure {
        appliance.end();
        core.close();
        system.close();
        store.close();
    }
}
