package vn.tram.edge.web.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vn.tram.kernel.event.SignOutReason;
import vn.tram.kernel.event.Way;
import vn.tram.kernel.trust.Secret;

/**
 * Who is signed in where: one person a workstation, ids of 256 random bits, in memory alone. A box that starts anew has
 * nobody in, so no copy of its disk opens anything. The event loop alone.
 */
final class Sessions {
    /** Without a press for so long the screen is locked (TCVN 14423 allows 15 minutes). */
    static final Duration IDLE = Duration.ofMinutes(10);

    /** Nobody is in for longer than a working day. */
    static final Duration LONGEST = Duration.ofHours(10);

    /** So long a PIN that was shown once more counts. */
    static final Duration STEP_UP = Duration.ofMinutes(5);

    private final Map<String, Session> byId = new HashMap<>();

    /** A new one. Replies the id. */
    String begin(String name, String device, Way way, long now) {
        var id = Secret.fresh().reveal();
        byId.put(id, new Session(name, device, way, now));
        return id;
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Ends those that fit, and says which. */
    List<Session> end(Predicate<Session> which, SignOutReason reason) {
        var over = new ArrayList<Session>();
        byId.values().removeIf(session -> which.test(session) && over.add(session));
        over.forEach(session -> session.end(reason));
        return over;
    }

    /** Locks those that nobody has touched for long. */
    void lockIdle(long now) {
        for (var session : byId.values()) {
            if (now - session.used() >= IDLE.toMillis()) {
                session.lock();
            }
        }
    }

    int size() {
        return byId.size();
    }
}
