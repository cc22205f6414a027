package vn.tram.edge.store.identity;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.enrol.HallShelf;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.IdentityFiles;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.ca.SelfMade;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.HallRequest;

/**
 * Keys and certificates of the pages: generations from the city in one folder, and in {@code self} below it the one
 * that the box makes for itself. Any thread.
 */
public final class HallPapers implements HallShelf {
    private static final String SELF = "self";

    /** Generations that are kept: the one before, should the newest be damaged. */
    private static final int KEPT = 2;

    private final Place place;
    private final BoxPapers papers;
    private final LongSupplier now;
    private final IdentityFiles city;
    private final IdentityFiles own;
    private @Nullable KeyPair asked;

    /**
     * Where and for whom.
     *
     * @param folder of the generations
     * @param names host names of the settings
     * @param loopback whether the pages are opened on this machine itself
     */
    public record Place(Path folder, BoxId box, Set<String> names, boolean loopback) {
        public Place {
            names = Set.copyOf(names);
        }
    }

    /**
     * What is shown to browsers.
     *
     * @param ofCity whether the city vouches for it
     * @param until when it ends, epoch milliseconds
     */
    public record Shown(NodeIdentity identity, boolean ofCity, long until) {}

    /**
     * @param now epoch milliseconds, never before this software was made
     * @param trouble hears of generations that cannot be used
     */
    public HallPapers(Place place, BoxPapers papers, LongSupplier now, Consumer<String> trouble) {
        this.place = place;
        this.papers = papers;
        this.now = now;
        var dates = new Dates(now, Long.MIN_VALUE);
        this.city = new IdentityFiles(place.folder(), List.of(), dates, this::isOurs, trouble);
        this.own = new IdentityFiles(place.folder().resolve(SELF), List.of(), dates, each -> true, trouble);
    }

    /** Of this very box: a name below some domain begins with the box's. */
    private boolean isOurs(X509Certificate certificate) {
        var start = place.box().value() + ".";
        return HallNames.of(certificate).hosts().stream().anyMatch(name -> name.startsWith(start));
    }

    @Override
    public Optional<Leaf> current() throws StoreFailure {
        return city.newest().map(identity -> leaf(identity.leaf()));
    }

    private static Leaf leaf(X509Certificate certificate) {
        return new Leaf(
                certificate.getNotBefore().toInstant().toEpochMilli(),
                certificate.getNotAfter().toInstant().toEpochMilli(),
                HallNames.of(certificate));
    }

    /** Only what a city gives at all: private addresses, and names that begin with the box's or its ward's. */
    @Override
    public HallNames wanted() {
        var box = place.box().value() + ".";
        var ward = place.box().value().replaceFirst("-\\d+$", "") + ".";
        var hosts = place.names().stream()
                .filter(name -> name.startsWith(box) || name.startsWith(ward))
                .limit(HallNames.MOST / 4)
                .collect(Collectors.toSet());
        return new HallNames(hosts, addresses());
    }

    private Set<String> addresses() {
        var found = new TreeSet<String>();
        try {
            for (var each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && (place.loopback() || !each.isLoopback())) {
                    each.inetAddresses()
                            .map(HallNames::canonical)
                            .filter(HallNames::isPrivate)
                            .forEach(found::add);
                }
            }
        } catch (IOException unknown) {
            return found; // what this machine does not tell is asked for when it does
        }
        return found.stream().limit(HallNames.MOST / 2).collect(Collectors.toSet());
    }

    @Override
    public synchronized HallRequest request(HallNames names) throws StoreFailure {
        var identity = papers.identity().orElseThrow(() -> new StoreFailure("this box has no identity yet"));
        var key = EcKeys.node();
        asked = key;
        return HallRequest.of(
                identity.key(),
                identity.leaf(),
                CertificateRequest.make(key, place.box().value(), names));
    }

    @Override
    public synchronized Leaf take(Granted granted) throws StoreFailure, BadForm {
        var key = asked;
        if (key == null || !granted.box().equals(place.box())) {
            throw new BadForm("nobody asked for it");
        }
        var chain = Pem.certificates(granted.chain());
        var made = NodeIdentity.of(key.getPrivate(), chain);
        if (!isOurs(made.leaf())) {
            throw new BadForm("it is not about " + place.box());
        }
        if (Pem.certificates(granted.anchors()).stream()
                .noneMatch(root -> BoxPapers.vouches(root, chain.get(chain.size() - 1)))) {
            throw new BadForm("no root of the city vouches for it");
        }
        if (made.leaf().getNotAfter().toInstant().toEpochMilli() <= now.getAsLong()) {
            throw new BadForm("it has ended by this machine's clock");
        }
        city.add(made);
        city.keepNewest(KEPT);
        asked = null;
        return leaf(made.leaf());
    }

    /** What browsers are shown now: the city's while it holds, else the box's own, made when it is needed. */
    public synchronized Shown shown() throws StoreFailure {
        var given = city.newest().filter(this::holds);
        if (given.isPresent()) {
            return shown(given.get(), true);
        }
        var before = own.newest().filter(this::holds);
        if (before.isPresent()) {
            return shown(before.get(), false);
        }
        var key = EcKeys.node();
        var names = new HallNames(Set.of(), addresses());
        var certificate = SelfMade.certificate(key, place.box(), names, Instant.ofEpochMilli(now.getAsLong()));
        try {
            var made = NodeIdentity.of(key.getPrivate(), List.of(certificate));
            own.add(made);
            own.keepNewest(1);
            return shown(made, false);
        } catch (BadForm impossible) {
            throw new AssertionError("a certificate of our own making", impossible);
        }
    }

    private static Shown shown(NodeIdentity identity, boolean ofCity) {
        return new Shown(
                identity, ofCity, identity.leaf().getNotAfter().toInstant().toEpochMilli());
    }

    /** A clock that lies before the beginning is wrong, and ends nothing. */
    private boolean holds(NodeIdentity identity) {
        return now.getAsLong() < identity.leaf().getNotAfter().toInstant().toEpochMilli();
    }

    /** The city's root, which browsers must trust; empty before the box was enrolled. */
    public Optional<X509Certificate> root() throws StoreFailure {
        return papers.root();
    }
}
