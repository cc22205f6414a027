package vn.tram.kernel.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.BadForm;

class TicketKeyTest {
    @ParameterizedTest
    @CsvSource({"1, A001", "9, A009", "10, A010", "99, A099", "100, A100", "999, A999", "1000, A1000", "9999, A9999"})
    void numberHasThreeDigitsAndWidensInsteadOfWrapping(int number, String label) {
        assertThat(new TicketKey(1, 'A', number).label()).isEqualTo(label);
    }

    @Property
    void labelIsReadBack(
            @ForAll @CharRange(from = 'A', to = 'Z') char series, @ForAll @IntRange(min = 1, max = 9_999) int number)
            throws BadForm {
        var key = new TicketKey(5, series, number);
        assertThat(TicketKey.parse(5, key.label())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "A", "A1", "A01", "A000", "A0000", "A0005", "A10000", "a005", "5", "AA05", "A005 ", " A005", "A-05",
                "Đ005", "A٠٠٥", "A00５"
            })
    void textThatIsNoPrintedNumberIsRefused(String label) {
        assertThatThrownBy(() -> TicketKey.parse(5, label)).isInstanceOf(BadForm.class);
    }

    @Example
    void numbersSortByDayThenSeriesThenNumberAndNotByText() {
        assertThat(new TicketKey(1, 'A', 1000)).isGreaterThan(new TicketKey(1, 'A', 999));
        assertThat(new TicketKey(1, 'B', 1)).isGreaterThan(new TicketKey(1, 'A', 9999));
        assertThat(new TicketKey(2, 'A', 1)).isGreaterThan(new TicketKey(1, 'Z', 9999));
    }

    @Example
    void numberOutsideASeriesIsRefused() {
        assertThatThrownBy(() -> new TicketKey(1, 'A', 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TicketKey(1, 'A', 10_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TicketKey(1, 'a', 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TicketKey(-1, 'A', 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
