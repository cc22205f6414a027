package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventSamples;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.JournalHead;

/** Every queue event reaches the ticket table, and does there what it does to the fold. */
class EveryEventIsHandledTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyQueueEventChangesItsRowAsItChangesTheFold() throws StoreFailure {
        int box = 0;
        for (var sample : EventSamples.all().entrySet()) {
            if (sample.getValue() instanceof QueueEvent event) {
                checkSame(sample.getKey(), event, new BoxId("w00070-" + ++box));
            }
        }
        assertThat(box).isGreaterThanOrEqualTo(QueueEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void everyQueueEventHasASample() {
        var sampled = EventSamples.all().values().stream()
                .<Class<?>>map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(sampled).containsAll(Set.of(QueueEvent.class.getPermittedSubclasses()));
    }

    private void checkSame(String name, QueueEvent event, BoxId box) throws StoreFailure {
        try (var store = BoxStore.open(folder.resolve(box.value()), box, 5)) {
            var head = store.recover().head();
            var fold = new HallDay(EventSamples.DAY);
            if (!(event instanceof QueueEvent.TicketIssued)) {
                head = take(store, fold, head, before(event));
            }
            head = take(store, fold, head, event);
            store.commit();
            assertThat(store.ticketRows(EventSamples.DAY)).as(name).isEqualTo(fold.sorted());
            assertThat(store.head()).isEqualTo(head);
        }
    }

    /** The issue of the ticket that the event speaks of: its origin never changes. */
    private static QueueEvent before(QueueEvent event) {
        if (event instanceof QueueEvent.ActionUndone undone) {
            var ticket = undone.restored();
            return new QueueEvent.TicketIssued(ticket.key(), ticket.id(), ticket.procedure(), ticket.channel());
        }
        var key = event instanceof QueueEvent.TicketExpired expired ? expired.key() : EventSamples.KEY;
        return new QueueEvent.TicketIssued(key, EventSamples.ID, "2.000815", Channel.KIOSK);
    }

    private static JournalHead take(BoxStore store, HallDay fold, JournalHead head, Event event) throws StoreFailure {
        var stamped = EventTypes.place(head, event, EventSamples.AT + head.lsn() * 60_000);
        store.write(new Written.Journalled(stamped, event));
        fold.apply((QueueEvent) event, stamped.entry().at(), stamped.entry().lsn());
        return head.after(stamped);
    }
}
