package vn.tram.node.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server of pages shows, exchanged while it runs: a handshake that has begun ends with the key it began with,
 * the next one takes the new one. Any thread.
 */
public final class ServedKeys extends X509ExtendedKeyManager {
    private final AtomicReference<Pair> served;

    /** Two generations, so that a handshake between {@link #serve} and its end still finds its own. */
    private record Pair(int number, NodeIdentity now, NodeIdentity before) {}

    public ServedKeys(NodeIdentity first) {
        this.served = new AtomicReference<>(new Pair(1, first, first));
    }

    /** From the next handshake on. */
    public void serve(NodeIdentity next) {
        served.updateAndGet(old -> old.now.leaf().equals(next.leaf()) ? old : new Pair(old.number + 1, next, old.now));
    }

    /** What is shown now. */
    public NodeIdentity served() {
        return current().now;
    }

    private Pair current() {
        var pair = served.get();
        if (pair == null) {
            throw new AssertionError("never empty");
        }
        return pair;
    }

    private @Nullable NodeIdentity of(String alias) {
        var pair = current();
        if (alias.equals(Integer.toString(pair.number))) {
            return pair.now;
        }
        return alias.equals(Integer.toString(pair.number - 1)) ? pair.before : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
        var pair = current();
        return pair.now.key().getAlgorithm().equals(kind) ? Integer.toString(pair.number) : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String kind, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chooseServerAlias(kind, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        var alias = chooseServerAlias(kind, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var identity = of(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var identity = of(alias);
        return identity == null ? null : identity.key();
    }

    /** Never asked: a server of pages is nobody's client. */
    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    /** Never asked: see {@link #chooseClientAlias}. */
    @Override
    public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return null;
    }
}
