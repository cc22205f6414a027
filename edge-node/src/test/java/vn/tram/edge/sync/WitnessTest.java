package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.Witness.Page;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.platform.ManualTimers;

final class WitnessTest {
    private static final int DAY = 20_780;

    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T01:00:00Z"));
    private final List<Page> pages = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private boolean full;
    private JournalHead head = JournalHead.start(77);
    private final Witness witness = new Witness(
            new Witness.Pages() {
                @Override
                public Optional<Page> newest() {
                    return Optional.empty();
                }

                @Override
                public void write(Page page) throws StoreFailure {
                    if (full) {
                        throw new StoreFailure("no room");
                    }
                    pages.add(page);
                }
            },
            time,
            troubles::add);

    private void commit(Event event) {
        var stamped = EventTypes.place(head, event, 1_000);
        head = head.after(stamped);
        witness.committed(List.of(new Written.Journalled(stamped, event)));
    }

    private void issue(int number) {
        commit(new QueueEvent.TicketIssued(new TicketKey(DAY, 'A', number), new UUID(1, number), "", Channel.KIOSK));
    }

    private void news(int count) {
        for (int i = 0; i < count; i++) {
            commit(new NodeEvent.ClockRecovered());
        }
    }

    @Test
    void firstCommitAfterAStartIsWrittenDownAndThenEverySixtyFourth() {
        news(1);
        assertThat(pages).singleElement().satisfies(page -> {
            assertThat(page.lsn()).isEqualTo(1);
            assertThat(page.hash()).isEqualTo(head.hash());
        });
        news(Witness.COMMITS - 1);
        assertThat(pages).hasSize(1);
        news(1);
        assertThat(pages).extracting(Page::lsn).containsExactly(1L, 1L + Witness.COMMITS);
    }

    @Test
    void commitAMinuteLaterIsWrittenDown() {
        news(1);
        time.advance(Witness.LATEST.minus(Duration.ofMillis(1)));
        news(1);
        assertThat(pages).hasSize(1);
        time.advance(Duration.ofMillis(1));
        news(1);
        assertThat(pages).hasSize(2);
    }

    @Test
    void pageNeverLagsMoreThanTenNumbersOfASeries() {
        commit(new QueueEvent.DayOpened(DAY));
        for (int number = 1; number <= 35; number++) {
            issue(number);
            int told = pages.get(pages.size() - 1).numbers().getOrDefault('A', 0);
            assertThat(number - told).isLessThan(Witness.NUMBERS);
        }
        assertThat(pages).hasSize(4);
    }

    @Test
    void numbersBeginAnewWithTheDayAndSkippedOnesCount() {
        commit(new QueueEvent.DayOpened(DAY));
        issue(9);
        commit(new QueueEvent.DayOpened(DAY + 1));
        commit(new QueueEvent.NumbersSkipped(DAY + 1, 'C', 120));
        assertThat(pages.get(pages.size() - 1).day()).isEqualTo(DAY + 1);
        assertThat(pages.get(pages.size() - 1).numbers()).isEqualTo(Map.of('C', 120));
    }

    @Test
    void pageThatCannotBeWrittenIsToldOnceAndTriedAgain() {
        full = true;
        news(3);
        assertThat(troubles).hasSize(1);
        full = false;
        news(1);
        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).lsn()).isEqualTo(4);
    }

    @Test
    void journalThatIsShorterOrAnotherContradictsAPage() {
        news(5);
        var page = new Page(77, 5, head.hash(), DAY, Map.of());
        assertThat(page.contradicts(head, List.of())).isFalse();
        assertThat(page.contradicts(JournalHead.start(77), List.of())).isTrue();
        assertThat(new Page(77, 5, JournalHead.start(1).hash(), DAY, Map.of()).contradicts(head, List.of()))
                .isTrue();
        news(1);
        assertThat(page.contradicts(head, List.of())).as("the journal went on").isFalse();
        var another = JournalHead.start(78);
        assertThat(page.contradicts(another, List.of()))
                .as("an epoch not known here")
                .isTrue();
        var line = List.of(new EndedEpoch(77, head.lanes(), TurnReason.SET_BACK));
        assertThat(page.contradicts(another, line)).as("an epoch that is over").isFalse();
    }
}
