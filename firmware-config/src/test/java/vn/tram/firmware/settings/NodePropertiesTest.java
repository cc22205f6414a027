package vn.tram.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;

class NodePropertiesTest {
    @Test
    void goodFileIsReadWithoutAWord() {
        var properties = new NodeProperties(Map.of(
                "box",
                " w00070-1 ",
                "ward",
                "00070",
                "port",
                "8080",
                "broker",
                "tcp://127.0.0.1:18830",
                "voice",
                "false"));
        assertThat(properties.parsed("box", "w00000-1", BoxId::new)).isEqualTo(new BoxId("w00070-1"));
        assertThat(properties.text("ward")).isEqualTo("00070");
        assertThat(properties.number("port", 1, 65_535, 80)).isEqualTo(8080);
        assertThat(properties.address("broker", "tcp", "tcp://x:1")).isEqualTo(URI.create("tcp://127.0.0.1:18830"));
        assertThat(properties.flag("voice", true)).isFalse();
        assertThat(properties.text("name", "hộp 1")).isEqualTo("hộp 1");
        assertThat(properties.problems()).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnceAndReadingGoesOn() {
        var properties = new NodeProperties(Map.of(
                "ward",
                "70",
                "port",
                "99999",
                "workers",
                "viele",
                "broker",
                "http://127.0.0.1",
                "voice",
                "yes",
                "colour",
                "red"));
        properties.text("box");
        properties.parsed("ward", "00000", WardCode::new);
        assertThat(properties.number("port", 1, 65_535, 80)).isEqualTo(80);
        assertThat(properties.number("workers", 1, 9, 2)).isEqualTo(2);
        properties.address("broker", "tcp", "tcp://127.0.0.1:1883");
        properties.flag("voice", true);
        assertThat(properties.problems())
                .hasSize(7)
                .anySatisfy(text -> assertThat(text).contains("box is missing"))
                .anySatisfy(text -> assertThat(text).contains("ward: ward code must be five digits"))
                .anySatisfy(text -> assertThat(text).contains("port must lie in 1…65535"))
                .anySatisfy(text -> assertThat(text).contains("workers must be a whole number"))
                .anySatisfy(text -> assertThat(text).contains("broker must look like tcp://HOST:PORT"))
                .anySatisfy(text -> assertThat(text).contains("voice must be true or false"))
                .anySatisfy(text -> assertThat(text).contains("colour is not a known key"));
    }

    @Test
    void missingValueWithAFormIsToldOnce() {
        var properties = new NodeProperties(Map.of());
        properties.parsed("ward", "00000", WardCode::new);
        assertThat(properties.problems()).containsExactly("ward is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tcp://",
                "tcp://host",
                "tcp://:1883",
                "tcp://host:0",
                "tcp://host:port",
                "host:1883",
                "tcp:host:1883",
                "tcp://ho st:1",
                "ssl://host:1883",
                "%"
            })
    void addressThatCannotBeReachedIsAProblem(String value) {
        var properties = new NodeProperties(Map.of("broker", value));
        assertThat(properties.address("broker", "tcp", "tcp://a:1").getScheme()).isEqualTo("tcp");
        assertThat(properties.problems()).singleElement().asString().startsWith("broker ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5", "1e3", "0x10", "2147483648", "١"})
    void numberInAnotherFormIsAProblem(String value) {
        var properties = new NodeProperties(Map.of("port", value));
        properties.number("port", 10, 65_535, 80);
        assertThat(properties.problems()).hasSize(1);
    }
}
