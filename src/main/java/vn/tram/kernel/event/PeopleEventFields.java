package vn.tram.kernel.event;

import vn.tram.kernel.base.Event;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.event.EventTypes.Reader;
import vn.tram.kernel.event.EventTypes.Writer;
import vn.tram.kernel.journal.Lane;

/**
 * Wire numbers and keys of {@link StaffEvent} (60 to 79), {@link DeviceEvent} (80 to 89) and {@link AuditEvent} (90 to
 * 99). Key 1 always is whom it is about, key 2 the device.
 */
final class PeopleEventFields {
    private static final int MAX_COUNTER = 99;

    private PeopleEventFields() {}

    private static <E extends Event> void add(int number, Class<E> form, Writer<E> writer, Reader<E> reader) {
        EventTypes.add(number, Lane.URGENT, form, writer, reader);
    }

    static void register() {
        registerSessions();
        registerPins();
        registerDevices();
        registerReads();
    }

    private static Fields who(String name, String device) {
        return new Fields().putUnlessEmpty(1, name).putUnlessEmpty(2, device);
    }

    private static void registerSessions() {
        add(
                61,
                StaffEvent.SignedIn.class,
                e -> who(e.name(), e.device()).put(3, e.way().number()),
                f -> new StaffEvent.SignedIn(f.textOrEmpty(1), f.textOrEmpty(2), Way.of(f.number(3))));
        add(
                62,
                StaffEvent.SignedOut.class,
                e -> who(e.name(), e.device()).put(3, e.reason().number()),
                f -> new StaffEvent.SignedOut(f.textOrEmpty(1), f.textOrEmpty(2), SignOutReason.of(f.number(3))));
        add(
                63,
                StaffEvent.SignInRefused.class,
                e -> who(e.name(), e.device()).put(3, e.why()).putUnlessZero(4, e.wrong()),
                f -> new StaffEvent.SignInRefused(f.textOrEmpty(1), f.textOrEmpty(2), f.text(3), f.number(4, 0)));
        add(
                66,
                StaffEvent.SteppedUp.class,
                e -> who(e.name(), e.device()).put(3, e.act()),
                f -> new StaffEvent.SteppedUp(f.textOrEmpty(1), f.textOrEmpty(2), f.text(3)));
        add(
                67,
                StaffEvent.EmergencyOpened.class,
                e -> who(e.first(), e.device()).put(3, e.second()).put(4, e.until()),
                f -> new StaffEvent.EmergencyOpened(f.textOrEmpty(1), f.text(3), f.textOrEmpty(2), f.number(4)));
        add(
                68,
                StaffEvent.CounterTaken.class,
                e -> who(e.name(), e.device()).put(3, e.counter()),
                f -> new StaffEvent.CounterTaken(f.number(3, 1, MAX_COUNTER), f.textOrEmpty(1), f.textOrEmpty(2)));
    }

    private static void registerPins() {
        add(
                60,
                StaffEvent.PinChosen.class,
                e -> who(e.name(), e.device()).putUnlessZero(3, e.generation()),
                f -> new StaffEvent.PinChosen(f.textOrEmpty(1), f.textOrEmpty(2), f.number(3, 0)));
        add(
                64,
                StaffEvent.PinLocked.class,
                e -> who(e.name(), e.device()),
                f -> new StaffEvent.PinLocked(f.textOrEmpty(1), f.textOrEmpty(2)));
        add(
                65,
                StaffEvent.PinUnlocked.class,
                e -> who(e.name(), "").put(3, e.by()),
                f -> new StaffEvent.PinUnlocked(f.textOrEmpty(1), f.text(3)));
    }

    private static void registerDevices() {
        add(
                80,
                DeviceEvent.DeviceConfirmed.class,
                e -> who(e.by(), e.device()).put(3, e.kind().number()).putUnlessEmpty(4, e.label()),
                f -> new DeviceEvent.DeviceConfirmed(
                        f.text(2), DeviceKind.of(f.number(3)), f.textOrEmpty(4), f.textOrEmpty(1)));
        add(
                81,
                DeviceEvent.DeviceRevoked.class,
                e -> who(e.by(), e.device()),
                f -> new DeviceEvent.DeviceRevoked(f.text(2), f.textOrEmpty(1)));
    }

    private static void registerReads() {
        add(
                90,
                AuditEvent.PersonalDataRead.class,
                e -> who(e.name(), e.device())
                        .put(3, e.what())
                        .put(4, e.object())
                        .put(5, e.purpose()),
                f -> new AuditEvent.PersonalDataRead(
                        f.textOrEmpty(1), f.textOrEmpty(2), f.text(3), f.bytes(4), f.text(5)));
    }
}
