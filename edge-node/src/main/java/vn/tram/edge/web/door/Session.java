package vn.tram.edge.web.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.event.SignOutReason;
import vn.tram.kernel.event.Way;

/** Somebody who is signed in at a workstation. The event loop alone. */
final class Session {
    private final String name;
    private final String device;
    private final Way way;
    private final long since;
    private final Map<Right, Long> steppedUp = new EnumMap<>(Right.class);
    private long used;
    private boolean locked;
    private @Nullable SignOutReason ended;

    /** @param now epoch milliseconds */
    Session(String name, String device, Way way, long now) {
        this.name = name;
        this.device = device;
        this.way = way;
        this.since = now;
        this.used = now;
    }

    String name() {
        return name;
    }

    String device() {
        return device;
    }

    Way way() {
        return way;
    }

    /** Epoch milliseconds of the sign-in. */
    long since() {
        return since;
    }

    /** Epoch milliseconds of the last press. */
    long used() {
        return used;
    }

    void use(long now) {
        used = now;
    }

    boolean isLocked() {
        return locked;
    }

    void lock() {
        locked = true;
        steppedUp.clear();
    }

    void unlock(long now) {
        locked = false;
        used = now;
    }

    /** The PIN was shown once more for this right. {@code until}: epoch milliseconds. */
    void stepUp(Right right, long until) {
        steppedUp.put(right, until);
    }

    boolean hasSteppedUp(Right right, long now) {
        return steppedUp.getOrDefault(right, 0L) > now;
    }

    void end(SignOutReason reason) {
        ended = reason;
    }

    /** Why it is over; empty while it is not. */
    Optional<SignOutReason> ended() {
        return Optional.ofNullable(ended);
    }
}
