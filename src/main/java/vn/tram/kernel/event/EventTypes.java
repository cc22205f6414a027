package vn.tram.kernel.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;

/**
 * Every event type with its number, version, lane and fields. Numbers are never re-used; a field's integer key keeps
 * its meaning for ever; new fields get new keys and a default. An entry of an unknown type or newer version is no
 * error: it is kept as it came ({@link #decode} gives empty).
 */
public final class EventTypes {
    /** Writes an event's fields. */
    interface Writer<E extends Event> {
        Fields write(E event);
    }

    /** Reads them back; {@link IllegalArgumentException} from a record's own check is turned into {@link BadForm}. */
    interface Reader<E extends Event> {
        E read(Fields fields) throws BadForm;
    }

    private record Type<E extends Event>(
            int number, int version, Lane lane, Class<E> form, Writer<E> writer, Reader<E> reader) {
        Bytes body(Event event) {
            return Bytes.owned(Cbor.encode(writer.write(form.cast(event))));
        }
    }

    private static final Map<Class<?>, Type<?>> BY_FORM = new HashMap<>();
    private static final Map<Integer, Type<?>> BY_NUMBER = new HashMap<>();

    static {
        QueueEventFields.register();
        NodeEventFields.register();
        PeopleEventFields.register();
    }

    private EventTypes() {}

    static <E extends Event> void add(int number, Lane lane, Class<E> form, Writer<E> writer, Reader<E> reader) {
        var type = new Type<>(number, 1, lane, form, writer, reader);
        if (BY_FORM.put(form, type) != null || BY_NUMBER.put(number, type) != null) {
            throw new AssertionError("event type registered twice: " + number + " " + form);
        }
    }

    /** Turns a fact into the entry that follows {@code head}. {@code atMillis}: epoch milliseconds. */
    public static Stamped place(JournalHead head, Event event, long atMillis) {
        var type = BY_FORM.get(event.getClass());
        if (type == null) {
            throw new AssertionError("event type not registered: " + event.getClass());
        }
        var salt = event instanceof NodeEvent.EntryCarried carried
                ? carried.original().salt()
                : Bytes.EMPTY;
        return head.place(type.lane(), type.number(), type.version(), atMillis, salt, type.body(event));
    }

    /** The number an event type has on the wire. */
    public static int number(Class<? extends Event> form) {
        var type = BY_FORM.get(form);
        if (type == null) {
            throw new AssertionError("event type not registered: " + form);
        }
        return type.number();
    }

    /**
     * The event an entry holds, {@link SaysNothing} when it is erased; empty when its type or version is not known to
     * this software.
     */
    public static Optional<Event> decode(Entry entry) throws BadForm {
        if (entry.isErased()) {
            return Optional.of(new SaysNothing());
        }
        var type = BY_NUMBER.get(entry.type());
        if (type == null || entry.version() > type.version()) {
            return Optional.empty();
        }
        var fields = Cbor.decode(entry.body().toArray());
        try {
            return Optional.of(type.reader().read(fields));
        } catch (IllegalArgumentException outOfRange) {
            throw new BadForm("type " + entry.type() + ": " + outOfRange.getMessage(), outOfRange);
        }
    }

    /** All registered forms, for the tests that walk them. */
    public static java.util.Set<Class<?>> forms() {
        return java.util.Set.copyOf(BY_FORM.keySet());
    }
}
