package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.queue.HallDriver.MONDAY;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.edge.queue.QueueCommand.SkipNumbers;
import vn.tram.kernel.hall.QueueEvent.NumbersSkipped;
import vn.tram.kernel.hall.TicketKey;

/** Numbers that a lost part of the journal may have given are passed over. */
final class SkipNumbersTest {
    private final HallDriver hall = new HallDriver();

    private int skip(int day, Map<Character, Integer> upTo) {
        return hall.reply(new SkipNumbers(day, upTo));
    }

    @Test
    void nextNumberLiesBehindThoseSkippedAlsoAfterARestart() {
        hall.issue('A', 2);
        assertThat(skip(MONDAY, Map.of('A', 40, 'C', 20))).isEqualTo(2);
        assertThat(hall.issue('A', 1)).containsExactly("A041");
        hall.restart();
        assertThat(hall.issue('A', 1)).containsExactly("A042");
        assertThat(hall.issue('C', 1)).containsExactly("C021");
        assertThat(hall.today().issuedToday()).isEqualTo(5);
    }

    /** Found by the simulation: the box died at its next ticket, and again after each start. */
    @Test
    void dayThatAClockSetWrongHadReachedGoesOnWhenTheClockIsRightAgain() {
        hall.issue('A', 2);
        assertThat(skip(MONDAY + 1, Map.of('A', 40))).isEqualTo(1);
        assertThat(hall.issue('A', 1)).containsExactly("A041");
        hall.restart();
        assertThat(hall.issue('A', 1)).containsExactly("A042");
        assertThat(hall.today().day()).isEqualTo(MONDAY + 1);
    }

    @Test
    void skippingTwiceChangesNothing() {
        hall.issue('A', 2);
        skip(MONDAY, Map.of('A', 40));
        assertThat(skip(MONDAY, Map.of('A', 40))).isZero();
        assertThat(hall.issue('A', 1)).containsExactly("A041");
    }

    @Test
    void dayThatIsOverNeedsNothing() {
        hall.at(MONDAY + 1, "08:00");
        assertThat(skip(MONDAY, Map.of('A', 40))).isZero();
        assertThat(hall.issue('A', 1)).containsExactly("A001");
    }

    @Test
    void dayThatTheLostPartHadOpenedIsOpenedAgain() {
        hall.issue('A', 1);
        assertThat(skip(MONDAY + 1, Map.of('A', 40))).isEqualTo(1);
        assertThat(hall.today().day()).isEqualTo(MONDAY + 1);
        hall.at(MONDAY + 1, "08:00");
        assertThat(hall.issue('A', 1)).containsExactly("A041");
    }

    @Test
    void numbersEndWhereTheyAlwaysEnd() {
        hall.issue('A', 1);
        skip(MONDAY, Map.of('A', TicketKey.MAX_NUMBER + 50));
        assertThat(hall.journal.get(hall.journal.size() - 1).event())
                .isEqualTo(new NumbersSkipped(MONDAY, 'A', TicketKey.MAX_NUMBER));
    }
}
