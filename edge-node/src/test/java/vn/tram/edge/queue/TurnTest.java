package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.CALL_NEXT;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.tram.edge.queue.QueueCommand.ShowTicket;
import vn.tram.edge.queue.QueueCommand.TicketVerb;

/** Who comes next. */
class TurnTest {
    private final HallDriver hall = new HallDriver();

    @Test
    void firstToComeIsFirstAcrossTheSeriesOfACounter() {
        hall.issue('V', 1);
        hall.issue('A', 1);
        hall.issue('C', 1);
        hall.issue('V', 1);
        hall.issue('A', 1);
        assertThat(next(1)).isEqualTo("V001");
        assertThat(next(2)).isEqualTo("A001");
        hall.does(1, QueueCommand.CounterVerb.START);
        hall.does(1, QueueCommand.CounterVerb.FINISH);
        assertThat(next(1)).as("C001 is not of counter 1").isEqualTo("V002");
    }

    @Test
    void peopleOfTheSameMillisecondGoByNumber() {
        hall.issue('A');
        hall.issue('A');
        hall.issue('V');
        assertThat(hall.line('A')).containsExactly("A001", "A002");
        assertThat(next(1)).isEqualTo("A001");
        hall.does(1, QueueCommand.CounterVerb.START);
        hall.does(1, QueueCommand.CounterVerb.FINISH);
        assertThat(next(1)).isEqualTo("A002");
    }

    @Test
    void transferredTicketGoesByItsFirstArrival() {
        hall.issue('C', 1);
        hall.issue('A', 1);
        hall.issue('C', 1);
        next(1);
        hall.pass(Duration.ofMinutes(20)).transfers(1, 'C');
        assertThat(hall.line('C')).containsExactly("C001", "A001", "C002");
        assertThat(hall.reply(new ShowTicket("A001")).ahead()).isEqualTo(1);
        assertThat(hall.reply(new ShowTicket("A001")).series()).isEqualTo("C");
    }

    @Test
    void whoComesBackSoonWaitsBehindTheNextTwo() {
        hall.issue('A', 6);
        hall.absent(1);
        hall.pass(Duration.ofMinutes(30)).does(1, TicketVerb.RETURN, "A001");
        assertThat(hall.line('A')).containsExactly("A002", "A003", "A001", "A004", "A005", "A006");
    }

    @Test
    void whoComesBackLateWaitsBehindAll() {
        hall.issue('A', 4);
        hall.absent(1);
        hall.pass(Duration.ofMinutes(30)).pass(Duration.ofMillis(1));
        hall.issue('A', 1);
        hall.does(1, TicketVerb.RETURN, "A001");
        assertThat(hall.line('A')).containsExactly("A002", "A003", "A004", "A005", "A001");
    }

    @Test
    void twoWhoComeBackKeepTheirOrderAndPassNobody() {
        hall.issue('A', 6);
        hall.absent(1);
        hall.absent(2);
        hall.does(1, TicketVerb.RETURN, "A001");
        hall.does(1, TicketVerb.RETURN, "A002");
        assertThat(hall.line('A'))
                .startsWith("A003", "A004")
                .endsWith("A005", "A006")
                .contains("A001", "A002");
        assertThat(hall.line('A').indexOf("A001")).isLessThan(hall.line('A').indexOf("A002"));
    }

    @Test
    void whoComesBackToAShortLineIsNotSentAway() {
        hall.issue('A', 2);
        hall.absent(1);
        hall.does(1, TicketVerb.RETURN, "A001");
        assertThat(hall.line('A')).containsExactly("A002", "A001");
        hall.does(1, TicketVerb.CANCEL, "A002");
        hall.absent(1);
        hall.does(1, TicketVerb.RETURN, "A001");
        assertThat(hall.line('A')).containsExactly("A001");
    }

    @Test
    void newcomerIsNeverBeforeWhoCameBack() {
        hall.issue('A', 1);
        hall.absent(1);
        hall.pass(Duration.ofHours(1)).does(1, TicketVerb.RETURN, "A001");
        hall.issue('A', 1);
        assertThat(hall.line('A')).containsExactly("A001", "A002");
    }

    private String next(int counter) {
        return hall.does(counter, CALL_NEXT).key().label();
    }
}
