package vn.tram.kernel.event;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.event.EventTypes.Reader;
import vn.tram.kernel.event.EventTypes.Writer;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.CounterAction;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Lane;

/** Wire numbers and keys of {@link QueueEvent}: types 1 to 39. Keys 1 to 3 always are day, series, number. */
final class QueueEventFields {
    /** Counters of a hall at most. */
    private static final int MAX_COUNTER = 99;

    private static final int COUNTER = 4;

    private QueueEventFields() {}

    private static <E extends QueueEvent> void add(int number, Class<E> form, Writer<E> writer, Reader<E> reader) {
        EventTypes.add(number, Lane.URGENT, form, writer, reader);
    }

    static void register() {
        registerArrivals();
        registerService();
        registerEnds();
        registerRestated();
    }

    private static void registerArrivals() {
        add(
                1,
                QueueEvent.DayOpened.class,
                e -> new Fields().put(1, e.day()),
                f -> new QueueEvent.DayOpened(f.number(1, 0, Integer.MAX_VALUE)));
        add(
                2,
                QueueEvent.TicketIssued.class,
                e -> key(e.key())
                        .put(4, e.id())
                        .putUnlessEmpty(5, e.procedure())
                        .putUnlessZero(
                                6,
                                e.channel() == Channel.KIOSK ? 0 : e.channel().number()),
                f -> new QueueEvent.TicketIssued(
                        key(f), f.id(4), f.textOrEmpty(5), Channel.of(f.number(6, Channel.KIOSK.number()))));
        add(
                3,
                QueueEvent.TicketCalled.class,
                e -> key(e.key())
                        .put(COUNTER, e.counter())
                        .putUnlessZero(5, e.callNo() - 1L)
                        .putUnlessZero(
                                6,
                                e.rule() == CallRule.FIRST_COME ? 0 : e.rule().number())
                        .putUnlessEmpty(7, e.reason()),
                f -> new QueueEvent.TicketCalled(
                        key(f),
                        counter(f),
                        f.number(5, 0, Integer.MAX_VALUE - 1, 0) + 1,
                        CallRule.of(f.number(6, CallRule.FIRST_COME.number())),
                        f.textOrEmpty(7)));
    }

    private static void registerService() {
        add(
                4,
                QueueEvent.ServingStarted.class,
                e -> at(e.key(), e.counter()),
                f -> new QueueEvent.ServingStarted(key(f), counter(f)));
        add(
                5,
                QueueEvent.TicketHeld.class,
                e -> at(e.key(), e.counter()),
                f -> new QueueEvent.TicketHeld(key(f), counter(f)));
        add(
                6,
                QueueEvent.ServingResumed.class,
                e -> at(e.key(), e.counter()),
                f -> new QueueEvent.ServingResumed(key(f), counter(f)));
        add(
                7,
                QueueEvent.ServingFinished.class,
                e -> at(e.key(), e.counter()),
                f -> new QueueEvent.ServingFinished(key(f), counter(f)));
        add(
                8,
                QueueEvent.TicketAbsent.class,
                e -> at(e.key(), e.counter()),
                f -> new QueueEvent.TicketAbsent(key(f), counter(f)));
        add(
                9,
                QueueEvent.TicketReturned.class,
                e -> at(e.key(), e.counter()).put(5, e.rankAt()),
                f -> new QueueEvent.TicketReturned(key(f), counter(f), f.number(5)));
    }

    private static void registerEnds() {
        add(
                10,
                QueueEvent.TicketTransferred.class,
                e -> at(e.key(), e.counter()).put(5, e.toSeries()).putUnlessEmpty(6, e.reason()),
                f -> new QueueEvent.TicketTransferred(
                        key(f), counter(f), (char) f.number(5, 'A', 'Z'), f.textOrEmpty(6)));
        add(
                11,
                QueueEvent.TicketCancelled.class,
                e -> at(e.key(), e.counter()),
                f -> new QueueEvent.TicketCancelled(key(f), counter(f)));
        add(12, QueueEvent.TicketExpired.class, e -> key(e.key()), f -> new QueueEvent.TicketExpired(key(f)));
        add(
                13,
                QueueEvent.ActionUndone.class,
                e -> ticket(e.restored())
                        .put(20, e.counter())
                        .put(21, e.action().number()),
                f -> new QueueEvent.ActionUndone(
                        f.number(20, 1, MAX_COUNTER), CounterAction.of(f.number(21)), ticket(f)));
        add(14, QueueEvent.NumbersSkipped.class, e -> key(new TicketKey(e.day(), e.series(), e.upTo())), f -> {
            var last = key(f);
            return new QueueEvent.NumbersSkipped(last.day(), last.series(), last.number());
        });
    }

    private static void registerRestated() {
        add(
                15,
                QueueEvent.TicketRestated.class,
                e -> ticket(e.ticket()),
                f -> new QueueEvent.TicketRestated(ticket(f)));
    }

    private static Fields key(TicketKey key) {
        return new Fields().put(1, key.day()).put(2, key.series()).put(3, key.number());
    }

    private static TicketKey key(Fields fields) throws BadForm {
        return new TicketKey(
                fields.number(1, 0, Integer.MAX_VALUE),
                (char) fields.number(2, 'A', 'Z'),
                fields.number(3, 1, TicketKey.MAX_NUMBER));
    }

    private static Fields at(TicketKey key, int counter) {
        return key(key).put(COUNTER, counter);
    }

    private static int counter(Fields fields) throws BadForm {
        return fields.number(COUNTER, 1, MAX_COUNTER);
    }

    private static Fields ticket(Ticket ticket) {
        return key(ticket.key())
                .put(4, ticket.id())
                .putUnlessEmpty(5, ticket.procedure())
                .put(6, ticket.channel().number())
                .put(7, ticket.series())
                .put(8, ticket.state().number())
                .putUnlessZero(9, ticket.counter())
                .putUnlessZero(10, ticket.callNo())
                .put(11, ticket.issuedAt())
                .put(12, ticket.rankAt())
                .putUnlessZero(13, ticket.firstCalledAt())
                .putUnlessZero(14, ticket.firstCallHereAt())
                .putUnlessZero(15, ticket.calledAt())
                .putUnlessZero(16, ticket.startedAt())
                .putUnlessZero(17, ticket.endedAt());
    }

    private static Ticket ticket(Fields fields) throws BadForm {
        return new Ticket(
                key(fields),
                fields.id(4),
                fields.textOrEmpty(5),
                Channel.of(fields.number(6)),
                (char) fields.number(7, 'A', 'Z'),
                TicketState.of(fields.number(8)),
                fields.number(9, 0, MAX_COUNTER, 0),
                fields.number(10, 0, Integer.MAX_VALUE, 0),
                fields.number(11),
                fields.number(12),
                fields.number(13, 0),
                fields.number(14, 0),
                fields.number(15, 0),
                fields.number(16, 0),
                fields.number(17, 0));
    }
}
