package vn.tram.centre.web.listen;

import io.undertow.Undertow;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.xnio.Options;
import org.xnio.Sequence;
import vn.tram.node.net.tls.TlsContexts;

/**
 * Where pages are served with TLS.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param context what is shown there
 */
public record SecureDoor(String host, int port, SSLContext context) {
    /** Value of {@code Strict-Transport-Security}: a year, as OWASP ASVS 3.4.1 wants it. */
    public static final String PROMISE = "max-age=31536000";

    /** Adds the door to a server; only the protocols and suites of {@link TlsContexts} are spoken there. */
    public void into(Undertow.Builder server) {
        server.addHttpsListener(port, host, context)
                .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(TlsContexts.PROTOCOLS.split(",")))
                .setSocketOption(Options.SSL_ENABLED_CIPHER_SUITES, Sequence.of(List.copyOf(TlsContexts.SUITES)));
    }
}
