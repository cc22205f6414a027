package vn.tram.kernel.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DayDigestTest {
    private static Ticket ticket(int number) {
        var key = new TicketKey(20_780, 'A', number);
        return Ticket.issued(
                key, new UUID(0x0190_0000_0000_7000L, number), "2.000815", Channel.KIOSK, 1_790_000_000_000L);
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        assertThat(DayDigest.of(List.of(ticket(1), ticket(2)))).isEqualTo(DayDigest.of(List.of(ticket(2), ticket(1))));
    }

    @Test
    void everyColumnCounts() {
        var one = ticket(1);
        var digest = DayDigest.of(List.of(one));
        assertThat(List.of(
                        one.called(1, 1, 5),
                        one.serving(1, 5),
                        one.ended(TicketState.DONE, 5),
                        one.waitingAgain('B', one.rankAt()),
                        one.waitingAgain('A', 5),
                        ticket(2)))
                .allSatisfy(other -> assertThat(DayDigest.of(List.of(other))).isNotEqualTo(digest));
    }

    @Test
    void formIsFixedForEver() {
        assertThat(DayDigest.of(List.of()).hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
        assertThat(DayDigest.of(List.of(ticket(1), ticket(2).called(3, 1, 1_790_000_000_500L)))
                        .hex())
                .isEqualTo("9edf0054a8f82cfdc7e54ef4fc0017f0");
    }
}
