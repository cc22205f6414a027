package vn.tram.provisioning.ca;

import java.net.InetAddress;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import vn.tram.kernel.base.BoxId;

/**
 * The kinds of certificates that the city issues. What stands in one is said here and by whom it is for, never by the
 * request: of that only the public key is taken. Any thread.
 */
public final class Certificates {
    /** A box's identity; renewed from half of it on. */
    public static final Duration BOX_LIFE = Duration.ofDays(365);

    /** An expired, unrevoked identity may so long be renewed, and nothing else. */
    public static final Duration BOX_GRACE = Duration.ofDays(400);

    /** A hall's pages; renewed at {@link #HALL_RENEWED}, so that 120 days without a line are safe. */
    public static final Duration HALL_LIFE = Duration.ofDays(180);

    /** Age at which a hall's certificate is renewed at the latest. */
    public static final Duration HALL_RENEWED = Duration.ofDays(60);

    /** A broker or a centre; city IT renews it. */
    public static final Duration SERVER_LIFE = Duration.ofDays(365);

    /** How a box's certificate names it besides its common name. */
    private static final String BOX_URN = "urn:tram:box:";

    private static final int URI = GeneralName.uniformResourceIdentifier;
    private static final int MOST_NAMES = 20;

    private final Authority authority;

    /** @param authority an issuing one */
    public Certificates(Authority authority) {
        this.authority = authority;
    }

    /** For a box on the line: it may connect as a client, under this name alone. */
    public X509Certificate box(PublicKey key, BoxId box, Instant now) {
        var uri = new GeneralName(URI, BOX_URN + box.value());
        return leaf(key, box.value(), now, BOX_LIFE, KeyPurposeId.id_kp_clientAuth, List.of(uri));
    }

    /**
     * For the pages of a box in its hall: under its own name below the city's domain, and what was asked for besides.
     *
     * @throws IllegalArgumentException when a name belongs to somebody else
     */
    public X509Certificate hall(PublicKey key, BoxId box, HallNames asked, Instant now) {
        asked.foreign(authority.names(), box).ifPresent(name -> {
            throw new IllegalArgumentException(name + " is not a name of " + box);
        });
        var name = authority.names().hall(box);
        var hosts = new TreeSet<>(asked.hosts());
        hosts.add(name);
        return leaf(
                key,
                name,
                now,
                HALL_LIFE,
                KeyPurposeId.id_kp_serverAuth,
                new HallNames(hosts, asked.addresses()).general());
    }

    /**
     * For a broker, or the pages of a centre.
     *
     * @param names below the city's domain, or localhost; the first is the common name
     */
    public X509Certificate server(PublicKey key, List<String> names, Collection<InetAddress> addresses, Instant now) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a server has a name");
        }
        for (var name : names) {
            if (!authority.names().covers(name) && !name.equals("localhost")) {
                throw new IllegalArgumentException(
                        name + " is not below " + authority.names().domain());
            }
        }
        var hosts = hosts(names, List.copyOf(addresses));
        return leaf(key, names.get(0), now, SERVER_LIFE, KeyPurposeId.id_kp_serverAuth, hosts);
    }

    private static List<GeneralName> hosts(List<String> names, List<InetAddress> addresses) {
        var all = new ArrayList<GeneralName>();
        names.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
        addresses.forEach(address -> all.add(new GeneralName(GeneralName.iPAddress, address.getHostAddress())));
        return all;
    }

    private X509Certificate leaf(
            PublicKey key, String name, Instant now, Duration life, KeyPurposeId purpose, List<GeneralName> names) {
        if (!EcKeys.fits(key)) {
            throw new IllegalArgumentException("a certified key lies on P-256 or P-384");
        }
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException("a certificate has " + MOST_NAMES + " names at most");
        }
        var made = authority.leaf(key, name, now, life);
        try {
            made.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            made.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        } catch (CertIOException impossible) {
            throw new AssertionError(impossible);
        }
        return authority.sign(made);
    }

    /** The box that a certificate is about; empty when it is about something else. Does not judge who signed it. */
    public static Optional<BoxId> boxOf(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null || names.size() != 1) {
                return Optional.empty();
            }
            var name = names.iterator().next();
            boolean ours =
                    name.get(0).equals(URI) && String.valueOf(name.get(1)).startsWith(BOX_URN);
            return ours
                    ? Optional.of(new BoxId(String.valueOf(name.get(1)).substring(BOX_URN.length())))
                    : Optional.empty();
        } catch (CertificateParsingException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
