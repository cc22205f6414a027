package vn.tram.node.net.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes what TLS runs on. Any thread; some milliseconds. */
public final class TlsContexts {
    /** What may be spoken, best first; the older ones are broken. */
    public static final String PROTOCOLS = "TLSv1.3,TLSv1.2";

    private TlsContexts() {}

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
