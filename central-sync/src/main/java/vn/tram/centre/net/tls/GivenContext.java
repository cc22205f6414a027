package vn.tram.centre.net.tls;

import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextFactory;

/**
 * Lets the broker's door be made by us: Artemis takes a context only from files, or from what is registered under
 * {@code META-INF/services} with the highest priority.
 */
public final class GivenContext implements SSLContextFactory {
    private static final int ABOVE_THE_USUAL_ONE = 100;

    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> settings) {
        return (SSLContext) Objects.requireNonNull(settings.get(TransportConstants.SSL_CONTEXT_PROP_NAME));
    }

    @Override
    public int getPriority() {
        return ABOVE_THE_USUAL_ONE;
    }
}
