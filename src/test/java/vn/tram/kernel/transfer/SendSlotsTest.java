package vn.tram.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendSlotsTest {
    private static final long SECOND = 1_000_000_000L;

    private final SendSlots slots = new SendSlots(2);

    @Test
    void placesAreTakenAndGivenBack() {
        long first = slots.take(0);
        assertThat(slots.free(0)).isTrue();
        slots.take(0);
        assertThat(slots.free(0)).isFalse();
        slots.giveBack(first);
        assertThat(slots.free(0)).isTrue();
    }

    @Test
    void anAnswerThatNeverComesHoldsItsPlaceForAWhileOnly() {
        slots.take(0);
        slots.take(5 * SECOND);
        assertThat(slots.free(9 * SECOND)).isFalse();
        assertThat(slots.free(10 * SECOND)).isTrue();
    }

    @Test
    void anAnswerThatComesTooLateGivesNoSecondPlaceBack() {
        long late = slots.take(0);
        assertThat(slots.free(20 * SECOND)).isTrue();
        slots.take(20 * SECOND);
        slots.take(20 * SECOND);
        slots.giveBack(late);
        assertThat(slots.free(20 * SECOND)).isFalse();
    }
}
