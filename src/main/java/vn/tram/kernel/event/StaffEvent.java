package vn.tram.kernel.event;

import vn.tram.kernel.base.Event;

/**
 * Who came, who went, and what they showed. People are named as the city names them ({@code nguyen.thi.lan}); a device
 * by its id, empty when the box's own console was used. No PIN, no hash and no code stands in any of them.
 */
public sealed interface StaffEvent extends Event {
    /** A PIN was chosen; its hash stands in a table of this box alone. {@code generation}: see the city's row. */
    record PinChosen(String name, String device, long generation) implements StaffEvent {}

    /** A session began. */
    record SignedIn(String name, String device, Way way) implements StaffEvent {}

    /** A session ended. */
    record SignedOut(String name, String device, SignOutReason reason) implements StaffEvent {}

    /**
     * Somebody did not get in, or did not get on.
     *
     * @param name as typed, when an account has it; empty for a name of nobody
     * @param why name of the refusal, for instance {@code PIN_WRONG}
     * @param wrong tries in a row, this one included; 0 where none are counted
     */
    record SignInRefused(String name, String device, String why, long wrong) implements StaffEvent {}

    /** Too many wrong PINs in a row: somebody has to unlock it. */
    record PinLocked(String name, String device) implements StaffEvent {}

    /** Locked no more. {@code by}: who did it; the one named when it was a new code of the city. */
    record PinUnlocked(String name, String by) implements StaffEvent {}

    /** The PIN was shown once more, for an act that wants it. {@code act}: name of the right. */
    record SteppedUp(String name, String device, String act) implements StaffEvent {}

    /** Two of the staff opened work for a day on entitlements that are over. {@code until}: epoch milliseconds. */
    record EmergencyOpened(String first, String second, String device, long until) implements StaffEvent {}

    /** From here on this one acts at a counter (1 to 99), until another takes it. */
    record CounterTaken(int counter, String name, String device) implements StaffEvent {}
}
