package vn.tram.edge.net;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes every server: a new box trusts nobody yet, and whether it was the city that answered is told by proofs
 * inside, which nobody between can make. Never used on the line.
 */
final class AnyServer extends X509ExtendedTrustManager {
    private static final X509Certificate[] NONE = {};

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
        // never asked of a client
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
        // never asked of a client
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
        // never asked of a client
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
        // whoever it is
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
        // whoever it is
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
        // whoever it is
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NONE;
    }
}
