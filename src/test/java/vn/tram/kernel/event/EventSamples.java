package vn.tram.kernel.event;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.CounterAction;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;

/** One or more events of every type, by name: the shortest and the fullest form of each. Names are never re-used. */
public final class EventSamples {
    /** 22 November 2026 in Hanoi. */
    public static final int DAY = 20_779;

    /** 08:15 of that day. */
    public static final long AT = 1_795_309_500_000L;

    public static final TicketKey KEY = new TicketKey(DAY, 'A', 5);

    public static final UUID ID = UUID.fromString("01936f1a-7c00-7abc-8def-0123456789ab");

    private static final String LAN = "nguyen.thi.lan";
    private static final String PC = "d-7k2m9qxd";

    private EventSamples() {}

    /** In the order of their names. */
    public static Map<String, Event> all() {
        var all = new TreeMap<String, Event>();
        all.put("day-opened", new QueueEvent.DayOpened(DAY));
        all.put("ticket-issued-short", new QueueEvent.TicketIssued(KEY, ID, "", Channel.KIOSK));
        all.put("ticket-issued-full", new QueueEvent.TicketIssued(KEY, ID, "2.000815", Channel.RECEPTION));
        all.put("ticket-called-short", new QueueEvent.TicketCalled(KEY, 3, 1, CallRule.FIRST_COME, ""));
        all.put(
                "ticket-called-full",
                new QueueEvent.TicketCalled(KEY, 99, 4, CallRule.OUT_OF_TURN, "người cao tuổi, đi lại khó khăn"));
        all.put("serving-started", new QueueEvent.ServingStarted(KEY, 3));
        all.put("ticket-held", new QueueEvent.TicketHeld(KEY, 3));
        all.put("serving-resumed", new QueueEvent.ServingResumed(KEY, 4));
        all.put("serving-finished", new QueueEvent.ServingFinished(KEY, 3));
        all.put("ticket-absent", new QueueEvent.TicketAbsent(KEY, 3));
        all.put("ticket-returned", new QueueEvent.TicketReturned(KEY, 3, AT + 1));
        all.put("ticket-transferred-short", new QueueEvent.TicketTransferred(KEY, 3, 'C', ""));
        all.put("ticket-transferred-full", new QueueEvent.TicketTransferred(KEY, 3, 'C', "cần trích lục trước"));
        all.put("ticket-cancelled", new QueueEvent.TicketCancelled(KEY, 3));
        all.put("numbers-skipped", new QueueEvent.NumbersSkipped(DAY, 'C', 120));
        all.put("ticket-expired", new QueueEvent.TicketExpired(new TicketKey(DAY, 'Z', 9_999)));
        all.put(
                "action-undone-short",
                new QueueEvent.ActionUndone(3, CounterAction.CALL_NEXT, Ticket.issued(KEY, ID, "", Channel.KIOSK, AT)));
        all.put("action-undone-full", new QueueEvent.ActionUndone(3, CounterAction.TRANSFER, full()));
        all.put("node-started", new NodeEvent.NodeStarted("0.1.0"));
        all.put("clock-fell-behind", new NodeEvent.ClockFellBehind(86_400_000L));
        all.put("clock-recovered", new NodeEvent.ClockRecovered());
        all.put("ticket-restated", new QueueEvent.TicketRestated(full()));
        all.put("epoch-begun-short", new NodeEvent.EpochBegun(-7, TurnReason.HARDWARE, 0, 0));
        all.put("epoch-begun-full", new NodeEvent.EpochBegun(Long.MAX_VALUE, TurnReason.FORK, 2_150, 12));
        var salt = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");
        var body = Bytes.ofHex("a1016568656c6c6f");
        all.put(
                "entry-carried",
                new NodeEvent.EntryCarried(new Entry(-7, 90, Lane.RECORDS, 12, 60, 2, AT, salt, body)));
        all.put("entry-erased", new NodeEvent.EntryErased(-7, Lane.RECORDS, 12, EraseReason.REQUEST_OF_PERSON));
        people(all);
        return all;
    }

    private static void people(Map<String, Event> all) {
        all.put("pin-chosen", new StaffEvent.PinChosen(LAN, PC, 2));
        all.put("signed-in", new StaffEvent.SignedIn(LAN, PC, Way.PIN));
        all.put("signed-out", new StaffEvent.SignedOut(LAN, PC, SignOutReason.REVOKED));
        all.put("sign-in-refused-short", new StaffEvent.SignInRefused("", PC, "NAME_UNKNOWN", 0));
        all.put("sign-in-refused-full", new StaffEvent.SignInRefused(LAN, PC, "PIN_WRONG", 5));
        all.put("pin-locked", new StaffEvent.PinLocked(LAN, PC));
        all.put("pin-unlocked", new StaffEvent.PinUnlocked(LAN, "tran.van.hai"));
        all.put("stepped-up", new StaffEvent.SteppedUp(LAN, PC, "UNLOCK_STAFF"));
        all.put("emergency-opened", new StaffEvent.EmergencyOpened(LAN, "tran.van.hai", PC, AT + 86_400_000L));
        all.put("counter-taken", new StaffEvent.CounterTaken(3, LAN, PC));
        all.put("device-confirmed", new DeviceEvent.DeviceConfirmed(PC, DeviceKind.WORKSTATION, "Quầy 3", LAN));
        all.put("device-revoked", new DeviceEvent.DeviceRevoked(PC, LAN));
        var object = Bytes.ofHex("00112233445566778899aabbccddeeff");
        all.put(
                "personal-data-read",
                new AuditEvent.PersonalDataRead(LAN, PC, "audit-trail", object, "kiểm tra theo đơn khiếu nại"));
    }

    /** A ticket with every field set. */
    public static Ticket full() {
        return new Ticket(
                KEY,
                ID,
                "2.000815",
                Channel.RECEPTION,
                'E',
                TicketState.DONE,
                3,
                2,
                AT,
                AT + 1,
                AT + 2,
                AT + 3,
                AT + 4,
                AT + 5,
                AT + 6);
    }
}
