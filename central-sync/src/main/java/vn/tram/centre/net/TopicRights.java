package vn.tram.centre.net;

import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager4;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Topics;

/**
 * Who may connect, and what each may say and hear. Until certificates come, a box is whoever calls itself by a box's
 * id; that is why the broker listens on loopback alone. The centre's client shows a secret that only this process
 * knows. Everything not named here is refused. Called on the broker's threads; holds no state.
 *
 * <p>The older interface of the broker is taken on purpose: the newer one caches a subject by user name and password,
 * and boxes without either would all be the first of them.
 */
final class TopicRights implements ActiveMQSecurityManager4 {
    private final Secret centre;

    TopicRights(Secret centre) {
        this.centre = centre;
    }

    @Override
    public @Nullable String validateUser(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        var client = connection == null ? null : connection.getClientID();
        if (client == null) {
            return null;
        }
        if (client.equals(Topics.CENTRE)) {
            return Topics.CENTRE.equals(user) && password != null && centre.is(password) ? client : null;
        }
        return user == null && password == null && box(client) != null ? client : null;
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
        return client != null && allowed(client, act, topic(address)) ? client : null;
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
