package vn.tram.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;

/** Java 17 does not check that a switch over a sealed type is complete: this walks the types instead. */
class EveryEventIsHandledTest {
    private static final List<Class<?>> VOCABULARIES =
            List.of(QueueEvent.class, NodeEvent.class, StaffEvent.class, DeviceEvent.class, AuditEvent.class);

    /** Every event type of every vocabulary. */
    static Set<Class<?>> forms() {
        return VOCABULARIES.stream()
                .flatMap(vocabulary -> List.of(vocabulary.getPermittedSubclasses()).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void everyEventHasItsWireType() {
        assertThat(EventTypes.forms()).isEqualTo(forms());
    }

    @Test
    void everyEventHasASample() {
        assertThat(EventSamples.all().values().stream()
                        .<Class<?>>map(Object::getClass)
                        .collect(Collectors.toSet()))
                .isEqualTo(forms());
    }

    @Test
    void numbersOfEventTypesNeverChange() {
        var numbers = new ArrayList<String>();
        for (var form : forms()) {
            numbers.add(EventTypes.number(form.asSubclass(Event.class)) + " " + form.getSimpleName());
        }
        assertThat(numbers)
                .containsExactlyInAnyOrder(
                        "1 DayOpened",
                        "2 TicketIssued",
                        "3 TicketCalled",
                        "4 ServingStarted",
                        "5 TicketHeld",
                        "6 ServingResumed",
                        "7 ServingFinished",
                        "8 TicketAbsent",
                        "9 TicketReturned",
                        "10 TicketTransferred",
                        "11 TicketCancelled",
                        "12 TicketExpired",
                        "13 ActionUndone",
                        "14 NumbersSkipped",
                        "15 TicketRestated",
                        "40 NodeStarted",
                        "41 ClockFellBehind",
                        "42 ClockRecovered",
                        "43 EpochBegun",
                        "44 EntryCarried",
                        "45 EntryErased",
                        "60 PinChosen",
                        "61 SignedIn",
                        "62 SignedOut",
                        "63 SignInRefused",
                        "64 PinLocked",
                        "65 PinUnlocked",
                        "66 SteppedUp",
                        "67 EmergencyOpened",
                        "68 CounterTaken",
                        "80 DeviceConfirmed",
                        "81 DeviceRevoked",
                        "90 PersonalDataRead");
    }

    @Test
    void everyQueueEventIsFolded() {
        for (var sample : EventSamples.all().entrySet()) {
            if (sample.getValue() instanceof QueueEvent event) {
                var hall = new HallDay(EventSamples.DAY);
                if (!(event instanceof QueueEvent.TicketIssued)) {
                    hall.apply(issued(event), EventSamples.AT, 1);
                }
                hall.apply(event, EventSamples.AT + 60_000, 2);
                assertThat(hall.day()).as(sample.getKey()).isEqualTo(EventSamples.DAY);
            }
        }
    }

    private static QueueEvent issued(QueueEvent event) {
        var key = event instanceof QueueEvent.TicketExpired expired ? expired.key() : EventSamples.KEY;
        return new QueueEvent.TicketIssued(key, EventSamples.ID, "", Channel.KIOSK);
    }

    @Test
    void unknownTypeOrNewerVersionIsKeptAndNotRead() throws BadForm {
        var placed = EventTypes.place(JournalHead.start(1), new QueueEvent.DayOpened(EventSamples.DAY), 1)
                .entry();
        assertThat(EventTypes.decode(placed)).isPresent();
        assertThat(EventTypes.decode(entry(39, 1, placed.body()))).isEmpty();
        assertThat(EventTypes.decode(entry(1, 2, placed.body()))).isEmpty();
    }

    private static Entry entry(int type, int version, Bytes body) {
        return new Entry(1, 1, Lane.URGENT, 1, type, version, 1, Bytes.EMPTY, body);
    }
}
