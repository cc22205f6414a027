package vn.tram.centre.net.tls;

import java.time.Duration;
import java.util.function.Consumer;
import vn.tram.kernel.platform.Timers;

/** Looks at the list of revoked certificates three times a minute, and has cut off whoever is on it. One thread. */
public final class RevocationWatch {
    /**
     * How long a revoked box may stay at most once the list is there. Another worker's list is as late again
     * (RevokedList): both together are within the minute that is promised.
     */
    static final Duration EVERY = Duration.ofSeconds(20);

    private final RevokedFile list;
    private final Runnable cut;
    private final Consumer<String> alarm;
    private final Timers timers;
    private volatile boolean ended;

    /**
     * @param cut ends the connections of revoked certificates
     * @param alarm hears at each look what is wrong with the list
     */
    public RevocationWatch(RevokedFile list, Runnable cut, Consumer<String> alarm, Timers timers) {
        this.list = list;
        this.cut = cut;
        this.alarm = alarm;
        this.timers = timers;
    }

    /** Looks from now on. */
    public void begin() {
        timers.after(EVERY, () -> {
            if (!ended) {
                list.refresh().ifPresent(alarm);
                cut.run();
                begin();
            }
        });
    }

    /** Looks no more. Any thread. */
    public void end() {
        ended = true;
    }
}
