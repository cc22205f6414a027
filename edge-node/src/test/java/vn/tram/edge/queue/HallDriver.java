package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;

/** A hall to press keys in: decides, applies and keeps the journal, as the core does, under a clock the test moves. */
final class HallDriver {
    /** Monday 23 November 2026. */
    static final int MONDAY = 20_780;

    private static final Set<String> PROCEDURES =
            StartingSet.procedures().stream().map(Procedure::code).collect(Collectors.toUnmodifiableSet());

    /** A fact and when it happened. */
    record Kept(QueueEvent event, long at, long lsn) {}

    final List<Kept> journal = new ArrayList<>();
    private final SplittableRandom chance = new SplittableRandom(1);
    private WardQueue queue = new WardQueue();
    private WardSettings settings = WardSettings.standard();
    private HallRules rules = new HallRules(settings, StartingSet.services(), PROCEDURES);
    private Instant now = BusinessDay.instant(MONDAY, LocalTime.of(8, 10));

    HallDriver at(int day, String time) {
        now = BusinessDay.instant(day, LocalTime.parse(time));
        return this;
    }

    HallDriver pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    HallDriver settings(UnaryOperator<WardSettings> change) {
        settings = change.apply(settings);
        rules = new HallRules(settings, StartingSet.services(), PROCEDURES);
        return this;
    }

    void diskFull(boolean now) {
        queue.diskFull(now);
    }

    HallRules rules() {
        return rules;
    }

    WardSettings settings() {
        return settings;
    }

    HallDay today() {
        return queue.today();
    }

    Moment moment() {
        return new Moment(now, BusinessDay.at(now), 0, () -> UuidV7.at(now.toEpochMilli(), chance));
    }

    /** What the box does after a restart: folds the newest day anew. */
    HallDriver restart() {
        queue = refolded();
        return this;
    }

    WardQueue refolded() {
        var again = new WardQueue();
        int from = journal.size();
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).event() instanceof QueueEvent.DayOpened) {
                from = i;
            }
        }
        for (var kept : journal.subList(from, journal.size())) {
            again.apply(kept.event(), kept.at(), kept.lsn());
        }
        return again;
    }

    <R> Decision<R> ask(QueueCommand<R> command) {
        return queue.decide(command, moment(), rules);
    }

    /** Decides and, when accepted, applies. */
    <R> Decision<R> press(QueueCommand<R> command) {
        var decision = ask(command);
        for (var change : decision.changes()) {
            var kept = new Kept((QueueEvent) change, now.toEpochMilli(), journal.size() + 1L);
            journal.add(kept);
            queue.apply(kept.event(), kept.at(), kept.lsn());
        }
        return decision;
    }

    <R> R reply(QueueCommand<R> question) {
        return accepted(press(question));
    }

    Ticket issue(char series) {
        return accepted(press(new IssueTicket(id(), series, "", Channel.KIOSK))).ticket();
    }

    /** Numbers of a series, a second apart; answers their labels. */
    List<String> issue(char series, int count) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            labels.add(issue(series).key().label());
            pass(Duration.ofSeconds(1));
        }
        return labels;
    }

    Ticket does(int counter, CounterVerb verb) {
        return accepted(press(new ActAtCounter(id(), counter, verb))).ticket();
    }

    Ticket does(int counter, TicketVerb verb, String ticket) {
        return accepted(press(new ActOnTicket(id(), counter, verb, ticket, "có hẹn")))
                .ticket();
    }

    Ticket transfers(int counter, char series) {
        return accepted(press(new Transfer(id(), counter, series, "cần trích lục")))
                .ticket();
    }

    /** Presses and expects a refusal that changes nothing. */
    void assertRefuses(Rejection why, QueueCommand<?> command) {
        int before = journal.size();
        assertThat(rejection(press(command))).as(command.toString()).isEqualTo(why);
        assertThat(journal).hasSize(before);
    }

    void assertRefuses(Rejection why, int counter, CounterVerb verb) {
        assertRefuses(why, new ActAtCounter(id(), counter, verb));
    }

    void assertRefuses(Rejection why, int counter, TicketVerb verb, String ticket) {
        assertRefuses(why, new ActOnTicket(id(), counter, verb, ticket, "có hẹn"));
    }

    Ticket ticket(String label) {
        return today().tickets().stream()
                .filter(ticket -> ticket.key().label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    List<String> line(char series) {
        return today().waiting(series).stream()
                .map(Ticket::key)
                .map(TicketKey::label)
                .toList();
    }

    /** Calls a waiting ticket until it may be marked absent, and marks it. */
    Ticket absent(int counter) {
        does(counter, CounterVerb.CALL_NEXT);
        for (int i = 0; i < 2; i++) {
            pass(Duration.ofSeconds(30));
            does(counter, CounterVerb.RECALL);
        }
        return does(counter, CounterVerb.ABSENT);
    }

    UUID id() {
        return UuidV7.at(now.toEpochMilli(), chance);
    }

    static <R> R accepted(Decision<R> decision) {
        assertThat(decision.rejection()).isNull();
        var reply = decision.reply();
        if (reply == null) {
            throw new AssertionError("neither refused nor answered");
        }
        return reply;
    }

    static @Nullable Rejection rejection(Decision<?> decision) {
        return decision.rejection();
    }
}
