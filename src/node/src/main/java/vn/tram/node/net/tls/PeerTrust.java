package vn.tram.node.net.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a node believes on the line: who is vouched for by the given anchors, and nobody whom the JDK knows besides. The
 * judging itself is the JDK's (RFC 5280: path, dates, purpose, name constraints; RFC 6125: the server's name). Any
 * thread.
 */
public final class PeerTrust extends X509ExtendedTrustManager {
    private final List<X509Certificate> anchors;
    private final Dates dates;
    private final boolean direct;
    private final Predicate<X509Certificate> revoked;

    private PeerTrust(
            Collection<X509Certificate> anchors, Dates dates, boolean direct, Predicate<X509Certificate> revoked) {
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("without an anchor nobody is believed");
        }
        this.anchors = List.copyOf(anchors);
        this.dates = dates;
        this.direct = direct;
        this.revoked = revoked;
    }

    /** A box's: it meets servers, by chains that end at an anchor. */
    public static PeerTrust inServers(Collection<X509Certificate> anchors, Dates dates) {
        return new PeerTrust(anchors, dates.notBefore(anchors), false, certificate -> false);
    }

    /**
     * A broker's: it meets clients whose certificate an anchor itself issued; whatever else a client sends along is not
     * looked at.
     *
     * @param revoked asked at each handshake
     */
    public static PeerTrust inClients(
            Collection<X509Certificate> issuers, Dates dates, Predicate<X509Certificate> revoked) {
        return new PeerTrust(issuers, dates, true, revoked);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        var shown = shown(chain);
        judge(shown).checkServerTrusted(shown, kind, socket);
        refuseRevoked(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        var shown = shown(chain);
        judge(shown).checkServerTrusted(shown, kind, engine);
        refuseRevoked(shown);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        var shown = shown(chain);
        judge(shown).checkClientTrusted(shown, kind, socket);
        refuseRevoked(shown);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        var shown = shown(chain);
        judge(shown).checkClientTrusted(shown, kind, engine);
        refuseRevoked(shown);
    }

    /** Never asked by TLS: without a connection nothing can be said of a name. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("a certificate is judged together with its connection");
    }

    /** Never asked by TLS: see {@link #checkServerTrusted(X509Certificate[], String)}. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("a certificate is judged together with its connection");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return anchors.toArray(X509Certificate[]::new);
    }

    private X509Certificate[] shown(X509Certificate[] chain) {
        return direct && chain.length > 1 ? new X509Certificate[] {chain[0]} : chain;
    }

    private void refuseRevoked(X509Certificate[] shown) throws CertificateException {
        if (revoked.test(shown[0])) {
            throw new CertificateException("the certificate was revoked");
        }
    }

    /** The JDK's own judge, made for the moment: a date cannot be changed afterwards. */
    private X509ExtendedTrustManager judge(X509Certificate[] shown) throws CertificateException {
        try {
            Set<TrustAnchor> trusted =
                    anchors.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet());
            var rules = new PKIXBuilderParameters(trusted, new X509CertSelector());
            rules.setRevocationEnabled(false); // by a list of our own: the JDK's would ask the network
            rules.setDate(Date.from(dates.judging(List.of(shown))));
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(rules));
            for (var made : factory.getTrustManagers()) {
                if (made instanceof X509ExtendedTrustManager judge) {
                    return judge;
                }
            }
            throw new CertificateException("this Java judges no certificates");
        } catch (CertificateException known) {
            throw known;
        } catch (GeneralSecurityException failure) {
            throw new CertificateException("this Java cannot judge certificates", failure);
        }
    }
}
