package vn.tram.centre.net;

import java.security.cert.X509Certificate;
import java.util.Set;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Connection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager4;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.net.tls.Door;
import vn.tram.centre.net.tls.Doorkeeper;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.ca.Certificates;

/**
 * Who may connect, and what each may say and hear. A box is whom its certificate names, and its client id must be that
 * name; at a broker without a {@link Door}, which listens on loopback alone, whoever calls itself by a box's id. The
 * centre's client shows a secret that only this process knows. Everything not named here is refused. Called on the
 * broker's threads; holds no state.
 *
 * <p>The older interface of the broker is taken on purpose: the newer one caches a subject by user name and password,
 * and boxes without either would all be the first of them.
 */
final class TopicRights implements ActiveMQSecurityManager4 {
    private final Secret centre;
    private final @Nullable Door door;
    private final Trespass trespass;

    /** @param door by which boxes come; null: anybody on this machine may be one */
    TopicRights(Secret centre, @Nullable Door door, Trespass trespass) {
        this.centre = centre;
        this.door = door;
        this.trespass = trespass;
    }

    @Override
    public @Nullable String validateUser(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        var client = connection == null ? null : connection.getClientID();
        if (client == null || !mayBe(client, user, password, certificate(connection))) {
            return null;
        }
        if (transport(connection) instanceof NettyServerConnection channel) {
            Doorkeeper.welcome(channel.getChannel());
        }
        return client;
    }

    private boolean mayBe(
            String client, @Nullable String user, @Nullable String password, @Nullable X509Certificate shown) {
        if (client.equals(Topics.CENTRE)) {
            if (shown != null) {
                otherName(shown, client);
            }
            return shown == null && Topics.CENTRE.equals(user) && password != null && centre.is(password);
        }
        var box = box(client);
        if (box == null || user != null || password != null) {
            return false;
        }
        if (door == null) {
            return true;
        }
        if (shown == null || door.opensTo(shown, box)) {
            return shown != null;
        }
        otherName(shown, client);
        return false;
    }

    /** A revoked certificate, or one that is over, is turned away for that and not for its name. */
    private void otherName(X509Certificate shown, String client) {
        Certificates.boxOf(shown)
                .filter(own -> !own.value().equals(client))
                .ifPresent(own -> trespass.tried(own, "calls itself " + client));
    }

    /** What TLS believed of whoever is at the other end; null where there is none. */
    static @Nullable X509Certificate certificate(@Nullable RemotingConnection connection) {
        if (transport(connection) instanceof NettyServerConnection channel) {
            var chain = channel.getPeerCertificates();
            return chain == null || chain.length == 0 ? null : chain[0];
        }
        return null;
    }

    private static @Nullable Connection transport(@Nullable RemotingConnection connection) {
        return connection == null ? null : connection.getTransportConnection();
    }

    @Override
    public @Nullable String validateUserAndRole(
            @Nullable String user,
            @Nullable String password,
            Set<Role> roles,
            CheckType act,
            String address,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        var client = validateUser(user, password, connection, domain);
        if (client == null) {
            return null;
        }
        var topic = topic(address);
        if (allowed(client, act, topic)) {
            return client;
        }
        var box = box(client);
        if (box != null) {
            // Whether to speak or to hear: the broker asks first for the address, in either case.
            trespass.tried(box, "asks for " + topic);
        }
        return null;
    }

    private static boolean allowed(String client, CheckType act, String topic) {
        var box = box(client);
        boolean says = box == null ? topic.startsWith(Topics.DOWN) : Topics.mayPublish(box, topic);
        boolean hears = box == null ? topic.equals(Topics.ALL_UP) : Topics.maySubscribe(box, topic);
        return switch (act) {
            case SEND -> says;
            case CREATE_ADDRESS -> says || hears;
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE -> hears;
            default -> false;
        };
    }

    /** The broker's own spelling: dots for slashes, a star for a plus. */
    private static String topic(String address) {
        return address.replace('.', '/').replace('*', '+');
    }

    private static @Nullable BoxId box(String client) {
        try {
            return client.equals(Topics.CENTRE) ? null : new BoxId(client);
        } catch (IllegalArgumentException notABox) {
            return null;
        }
    }

    /** Never asked: a right depends on the connection. */
    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return false;
    }

    /** Never asked: a right depends on the connection. */
    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType act) {
        return false;
    }
}
