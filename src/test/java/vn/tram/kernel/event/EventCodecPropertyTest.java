package vn.tram.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.CounterAction;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;

class EventCodecPropertyTest {
    @Property(tries = 2_000)
    void everyEventComesBackFromItsBody(@ForAll("events") QueueEvent event) throws BadForm {
        assertThat(EventTypes.decode(
                        EventTypes.place(JournalHead.start(1), event, 1).entry()))
                .contains(event);
    }

    @Example
    void numbersBeyondTheirRangeAreRefusedAndNotCutShort() {
        var call = new Fields().put(1, 20_779).put(2, 'A').put(3, 5).put(4, 3);
        assertRefused(3, call.put(5, 1L << 40));
        assertRefused(3, call.put(5, Integer.MAX_VALUE));
        assertRefused(3, call.put(5, -1));
        assertRefused(4, new Fields().put(1, 20_779).put(2, 'A').put(3, 5).put(4, 100));
        assertRefused(4, new Fields().put(1, 20_779).put(2, 'a').put(3, 5).put(4, 1));
        assertRefused(4, new Fields().put(1, 20_779).put(2, 'A').put(3, 10_000).put(4, 1));
        assertRefused(4, new Fields().put(1, -1).put(2, 'A').put(3, 1).put(4, 1));
        assertRefused(4, new Fields().put(1, 1L << 33).put(2, 'A').put(3, 1).put(4, 1));
        assertRefused(2, new Fields().put(1, 1).put(2, 'A').put(3, 1).put(4, Bytes.of(new byte[15])));
        assertRefused(13, new Fields());
    }

    private static void assertRefused(int type, Fields fields) {
        var body = Bytes.of(Cbor.encode(fields));
        assertThatThrownBy(() -> EventTypes.decode(new Entry(1, 1, Lane.URGENT, 1, type, 1, 1, Bytes.EMPTY, body)))
                .as(type + " " + fields)
                .isInstanceOf(BadForm.class);
    }

    @Provide
    Arbitrary<Event> events() {
        var text = Arbitraries.strings().ofMaxLength(200).filter(EventCodecPropertyTest::wellFormed);
        var counter = Arbitraries.integers().between(1, 99);
        var rank = Arbitraries.longs();
        return Arbitraries.oneOf(
                Arbitraries.integers().greaterOrEqual(0).map(QueueEvent.DayOpened::new),
                Combinators.combine(keys(), ids(), text, Arbitraries.of(Channel.class))
                        .as(QueueEvent.TicketIssued::new),
                Combinators.combine(
                                keys(),
                                counter,
                                Arbitraries.integers().greaterOrEqual(1),
                                Arbitraries.of(CallRule.class),
                                text)
                        .as(QueueEvent.TicketCalled::new),
                Combinators.combine(keys(), counter, rank).as(QueueEvent.TicketReturned::new),
                Combinators.combine(keys(), counter, Arbitraries.chars().range('A', 'Z'), text)
                        .as(QueueEvent.TicketTransferred::new),
                Combinators.combine(counter, Arbitraries.of(CounterAction.class), tickets())
                        .as(QueueEvent.ActionUndone::new));
    }

    private static boolean wellFormed(String text) {
        return text.equals(new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Arbitrary<TicketKey> keys() {
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.chars().range('A', 'Z'),
                        Arbitraries.integers().between(1, TicketKey.MAX_NUMBER))
                .as(TicketKey::new);
    }

    private static Arbitrary<UUID> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    private static Arbitrary<Ticket> tickets() {
        var times = Arbitraries.longs().list().ofSize(7);
        var who = Combinators.combine(keys(), ids(), Arbitraries.of(Channel.class), Arbitraries.of(TicketState.class));
        return Combinators.combine(
                        who.as((key, id, channel, state) ->
                                new Ticket(key, id, "2.000815", channel, 'C', state, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().greaterOrEqual(0),
                        times)
                .as((base, counter, calls, at) -> new Ticket(
                        base.key(),
                        base.id(),
                        base.procedure(),
                        base.channel(),
                        base.series(),
                        base.state(),
                        counter,
                        calls,
                        at.get(0),
                        at.get(1),
                        at.get(2),
                        at.get(3),
                        at.get(4),
                        at.get(5),
                        at.get(6)));
    }
}
