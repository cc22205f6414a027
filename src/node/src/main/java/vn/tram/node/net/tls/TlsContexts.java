package vn.tram.node.net.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes what TLS runs on. Any thread; some milliseconds. */
public final class TlsContexts {
    /** What may be spoken, best first; the older ones are broken. */
    public static final String PROTOCOLS = "TLSv1.3,TLSv1.2";

    /** By which pages are served, best first: all with a key of their own for each session, and authenticated. */
    public static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsContexts() {}

    /** TLS of a server of pages, which asks nobody for a certificate. */
    public static SSLContext of(ServedKeys keys) {
        return made(new KeyManager[] {keys}, null);
    }

    /** TLS of a client without a certificate, towards whom it believes. */
    public static SSLContext of(PeerTrust trust) {
        return made(null, new TrustManager[] {trust});
    }

    private static SSLContext made(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("a Java that knows TLS", impossible);
        }
    }

    /** TLS as this node, towards whom it believes. */
    public static SSLContext of(NodeIdentity identity, PeerTrust trust) {
        try {
            var none = new char[0];
            var store = KeyStore.getInstance("PKCS12"); // in memory
            store.load(null, none);
            store.setKeyEntry("node", identity.key(), none, identity.chain().toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, none);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError("an identity whose parts fit, in a Java that knows TLS", impossible);
        }
    }
}
