package vn.tram.centre.net;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Timeout;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.Credentials;

/** The line's contract where boxes come by certificate. */
@Timeout(120)
final class EmbeddedBrokerTlsLinkTest extends EmbeddedBrokerLinkTest {
    private static final TestCity CITY = new TestCity();

    @Override
    protected EmbeddedBroker at(InetSocketAddress address) {
        return new EmbeddedBroker(address, CITY.door(certificate -> false));
    }

    @Override
    protected Credentials credentials(String box) {
        return CITY.credentials(CITY.box(new BoxId(box)));
    }
}
