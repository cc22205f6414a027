package vn.tram.edge.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.edge.staff.PinRule.Fault;

class PinRuleTest {
    @ParameterizedTest
    @CsvSource({
        "'', TOO_SHORT",
        "73920, TOO_SHORT",
        "7392018465123, TOO_LONG",
        "73920a, NOT_DIGITS",
        "'73 9201', NOT_DIGITS",
        "٧٣٩٢٠١, NOT_DIGITS",
        "111111, REPEATED",
        "121212, REPEATED",
        "739739, REPEATED",
        "123456, RUN",
        "890123, RUN",
        "654321, RUN",
        "210987, RUN",
        "020945, DATE",
        "090245, DATE",
        "450902, DATE",
        "290200, DATE",
        "02091945, DATE",
        "19450902, DATE"
    })
    void whatPeopleGuessFirstIsRefusedWithItsReason(String pin, Fault fault) {
        assertThat(PinRule.fault(pin)).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"739284", "7392846", "99884477", "73928465", "739284651234"})
    void othersMayBeChosen(String pin) {
        assertThat(PinRule.fault(pin)).isEmpty();
    }

    /** Else people would be sent away again and again. */
    @Test
    void mostPinsOfChanceMayBeChosen() {
        var random = new Random(20_261_130);
        int fine = 0;
        for (int i = 0; i < 10_000; i++) {
            fine += PinRule.fault(String.format(java.util.Locale.ROOT, "%06d", random.nextInt(1_000_000)))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        assertThat(fine).isGreaterThan(8_800);
    }
}
