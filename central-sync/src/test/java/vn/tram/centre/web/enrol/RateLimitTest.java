package vn.tram.centre.web.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
    private final AtomicLong millis = new AtomicLong();
    private final RateLimit limit = new RateLimit(3, 6, millis::get);

    private int served(String address, int asked) {
        int served = 0;
        for (int i = 0; i < asked; i++) {
            served += limit.allows(address) ? 1 : 0;
        }
        return served;
    }

    @Test
    void busyAddressesDoNotShutOutOneThatHasNotAskedYet() {
        assertThat(served("a", 9) + served("b", 9)).isEqualTo(6);
        assertThat(served("the man at the box", 3)).isEqualTo(1);
        millis.addAndGet(60_000);
        assertThat(served("the man at the box", 3)).isEqualTo(3);
    }

    @Test
    void manyAddressesAreServedTwiceAsOftenAtMost() {
        int served = 0;
        for (int i = 0; i < 100; i++) {
            served += served("address " + i, 1);
        }
        assertThat(served).isEqualTo(12);
    }

    @Test
    void addressesOfOneNetworkOfIpv6AreOnePlace() throws UnknownHostException {
        var one = RateLimit.place(InetAddress.getByName("2001:db8:1:2::1"));
        assertThat(RateLimit.place(InetAddress.getByName("2001:db8:1:2:ffff::9")))
                .isEqualTo(one);
        assertThat(RateLimit.place(InetAddress.getByName("2001:db8:1:3::1"))).isNotEqualTo(one);
        assertThat(RateLimit.place(InetAddress.getByName("10.1.2.3"))).isEqualTo("10.1.2.3");
    }
}
