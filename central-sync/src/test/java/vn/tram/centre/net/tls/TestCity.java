package vn.tram.centre.net.tls;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.Identities;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.ca.RevocationList;

/** A city with its authority, for tests; each object is another city. */
public final class TestCity {
    private static final CityNames NAMES = new CityNames("UBND thành phố Hà Nội", "tram.hanoi.gov.vn");

    private final SecureRandom random = new SecureRandom();
    private final Instant now;
    private final Authority root;
    private final Authority issuing;
    private long lists;

    /** One that begins now. */
    public TestCity() {
        this(Instant.now());
    }

    public TestCity(Instant now) {
        this.now = now;
        root = Authority.root(NAMES, now, random);
        issuing = root.issuing(now);
    }

    public Authority root() {
        return root;
    }

    public Authority issuing() {
        return issuing;
    }

    /** A box's, for a year from {@code from}. */
    public NodeIdentity box(BoxId box, Instant from) {
        var key = EcKeys.node(random);
        return identity(key, new Certificates(issuing).box(key.getPublic(), box, from));
    }

    /** A box's, issued by another authority than this city's usual one. */
    public static NodeIdentity boxOf(Authority other, BoxId box, Instant from) {
        var key = EcKeys.node(new SecureRandom());
        var leaf = new Certificates(other).box(key.getPublic(), box, from);
        try {
            return NodeIdentity.of(key.getPrivate(), List.of(leaf, other.certificate()));
        } catch (BadForm impossible) {
            throw new AssertionError(impossible);
        }
    }

    public NodeIdentity box(BoxId box) {
        return box(box, now);
    }

    /** A broker's on this machine. */
    public NodeIdentity broker(Instant from) {
        return server(List.of("localhost"), List.of(InetAddress.getLoopbackAddress()), from);
    }

    public NodeIdentity server(List<String> names, List<InetAddress> addresses, Instant from) {
        var key = EcKeys.node(random);
        return identity(key, new Certificates(issuing).server(key.getPublic(), names, addresses, from));
    }

    private NodeIdentity identity(KeyPair key, X509Certificate leaf) {
        try {
            return NodeIdentity.of(key.getPrivate(), List.of(leaf, issuing.certificate()));
        } catch (BadForm impossible) {
            throw new AssertionError(impossible);
        }
    }

    public Door door(Predicate<X509Certificate> revoked) {
        return new Door(broker(now), List.of(issuing.certificate()), revoked, now::toEpochMilli);
    }

    /** A list that takes these back, made now. */
    public String revoked(NodeIdentity... those) {
        return revoked(Instant.now(), those);
    }

    /** A broker's on this machine, from now on. */
    public NodeIdentity broker() {
        return broker(Instant.now());
    }

    /** A list that takes these back, made {@code at}. */
    public String revoked(Instant at, NodeIdentity... those) {
        var serials =
                Stream.of(those).collect(Collectors.toMap(each -> each.leaf().getSerialNumber(), each -> at));
        return Pem.of(RevocationList.make(issuing, ++lists, Map.copyOf(serials), at));
    }

    /** What a box with that identity shows to this city's broker, by a right clock. */
    public Credentials credentials(NodeIdentity identity) {
        return credentials(identity, new Dates(now::toEpochMilli, 0));
    }

    public Credentials credentials(NodeIdentity identity, Dates dates) {
        var context = TlsContexts.of(identity, PeerTrust.inServers(List.of(root.certificate()), dates));
        return new Credentials.Certificate(new Identities() {
            @Override
            public javax.net.ssl.SSLContext next() {
                return context;
            }

            @Override
            public void worked() {}
        });
    }
}
