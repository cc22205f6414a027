package vn.tram.kernel.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "w", "W00070-1", "w00070.1", "w/1", "w+1", "w#", "1w", "w 1", "w00070-1\n", "ẃ1"})
    void boxIdThatATopicCouldNotCarryIsRefused(String value) {
        assertThatThrownBy(() -> new BoxId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "70", "0007O", "000070", "00070\n", "٠٠٠٧٠"})
    void wardCodeThatIsNoFiveDigitsIsRefused(String value) {
        assertThatThrownBy(() -> new WardCode(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leadingZerosOfAWardCodeAreKept() {
        assertThat(new WardCode("00070")).hasToString("00070").isLessThan(new WardCode("00071"));
        assertThat(new BoxId("w00070-1")).hasToString("w00070-1");
    }

    @Test
    void bytesAreWhatTheyWereWhateverHappensToTheArrays() {
        var array = new byte[] {1, 2, 3};
        var bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.ofHex("010203")).hasSameHashCodeAs(Bytes.ofHex("010203"));
        assertThat(bytes.first(2).hex()).isEqualTo("0102");
        assertThat(bytes.first(9)).isSameAs(bytes);
        assertThat(Bytes.ofHex("ff")).isGreaterThan(Bytes.ofHex("7f00"));
    }

    @Test
    void decisionIsEitherAReplyOrARefusal() {
        assertThatThrownBy(() -> new Decision<Integer>(java.util.List.of(), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Decision.of(1).rejection()).isNull();
        assertThat(Decision.refuse(() -> "NO").reply()).isNull();
    }
}
