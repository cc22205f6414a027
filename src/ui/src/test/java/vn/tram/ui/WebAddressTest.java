package vn.tram.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    private final WebAddress address = WebAddress.of("0.0.0.0", 8100, "tram.hoankiem.lan, Tram-70");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8100",
                "LOCALHOST:1",
                "127.0.0.1:8100",
                "192.168.1.20",
                "[::1]:8100",
                "tram.hoankiem.lan:8100",
                "tram-70"
            })
    void ownNamesAndPlainAddressesAreKnown(String host) {
        assertThat(address.knows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8100",
                "127.0.0.1.evil.example",
                "localhost.evil.example:80",
                "",
                ":80"
            })
    void namesOfOthersAreNot(String host) {
        assertThat(address.knows(host)).isFalse();
    }

    @Test
    void requestWithoutAHostIsNotForUs() {
        assertThat(address.knows(null)).isFalse();
    }
}
