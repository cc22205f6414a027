package vn.tram.kernel.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    private final SplittableRandom chance = new SplittableRandom(7);

    @Test
    void idHasTheFormOfRfc9562() {
        for (int i = 0; i < 1_000; i++) {
            var id = UuidV7.at(0x0123_4567_89ABL, chance);
            assertThat(id.toString()).startsWith("01234567-89ab-7");
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        var ids = new HashSet<UUID>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(UuidV7.at(1, chance));
        }
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void laterIdsSortBehind() {
        var early = UuidV7.bytes(UuidV7.at(1_795_309_500_000L, chance));
        var late = UuidV7.bytes(UuidV7.at(1_795_309_500_001L, chance));
        assertThat(early).isLessThan(late);
    }

    @Test
    void bytesComeBackAndOtherLengthsAreRefused() {
        var id = UuidV7.at(1_795_309_500_000L, chance);
        assertThat(UuidV7.of(UuidV7.bytes(id))).isEqualTo(id);
        assertThatThrownBy(() -> UuidV7.of(Bytes.of(new byte[15]))).isInstanceOf(IllegalArgumentException.class);
    }
}
