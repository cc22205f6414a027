package vn.tram.edge.staff;

import java.util.List;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.SignOutReason;

/**
 * What may be asked about people. Signing in takes two commands, for hashes are slow and made off the core's thread:
 * {@link BeginTry} counts the try and gives the hashes, then whoever hashes ends it by {@link SignIn},
 * {@link ChoosePin}, {@link ProvePin} or {@link StepUp}, telling whether it was right. {@code device}: id of an
 * enrolled device.
 *
 * @param <R> the reply
 */
public sealed interface StaffCommand<R> extends Command<R> {
    /** By whom the box's own console acts. */
    String CONSOLE = "console";

    /** A PIN or a code is about to be looked at; it counts from now on. */
    record BeginTry(String name, String device, OpenTry.Kind kind) implements StaffCommand<Begun> {}

    /** Ends a try of a PIN. */
    record SignIn(long number, boolean right) implements StaffCommand<Entered> {}

    /**
     * Ends a try by a code, or by the PIN so far: a new one is chosen, and whoever chose it is in.
     *
     * @param hash of the new PIN, which {@link PinRule} allows; ignored unless right
     * @param matched the hash that was right; empty unless right
     */
    record ChoosePin(long number, boolean right, String matched, String hash) implements StaffCommand<Entered> {
        @Override
        public String toString() {
            return "ChoosePin " + number;
        }
    }

    /** Ends a try of a PIN and signs nobody in: the second of two in an emergency. Replies whether it counts. */
    record ProvePin(long number, boolean right) implements StaffCommand<Boolean> {}

    /** Ends a try of a PIN by somebody who is in, for an act that wants it. Replies whether it counts. */
    record StepUp(long number, boolean right, Right act) implements StaffCommand<Boolean> {}

    /** Somebody came in by the city's provider. {@code subject}: ISSUER|SUBJECT. */
    record SignInByProvider(String subject, String device) implements StaffCommand<Entered> {}

    /** A session is over. Replies the name. */
    record SignOut(String name, String device, SignOutReason reason) implements StaffCommand<String> {}

    /** Somebody was refused something at the door. {@code why}: name of the refusal. Replies it. */
    record NoteRefused(String name, String device, String why) implements StaffCommand<String> {}

    /** Unlock a PIN. Replies the name. */
    record Unlock(String name, String by) implements StaffCommand<String> {}

    /** Two who have just proved their PINs here open work for a day. Replies until when, epoch milliseconds. */
    record OpenEmergency(String first, String second, String device) implements StaffCommand<Long> {}

    /** From now on this one acts at a counter. Replies whether that was news. */
    record TakeCounter(int counter, String name, String device) implements StaffCommand<Boolean> {}

    /** The box's own console lets somebody in by a code. Replies the name. */
    record Invite(StaffRow row) implements StaffCommand<String> {
        @Override
        public String toString() {
            return "Invite " + row.name();
        }
    }

    /** The ward's staff, by name. */
    record ShowStaff() implements StaffCommand<List<StaffView>> {}
}
