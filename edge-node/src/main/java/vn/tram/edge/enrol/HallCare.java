package vn.tram.edge.enrol;

import java.time.Duration;
import java.util.Optional;
import vn.tram.edge.enrol.CityCalls.Answered;
import vn.tram.edge.enrol.CityCalls.Refused;
import vn.tram.edge.enrol.CityCalls.Silent;
import vn.tram.edge.enrol.HallShelf.Leaf;
import vn.tram.edge.enrol.IdentityShelf.Identity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.Platform;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.enrol.CityAnswer.NotProven;

/**
 * Sees to it that the pages in the hall have a certificate of the city, once the box has an identity. Works on the
 * thread of its platform's timers.
 */
public final class HallCare {
    /** How often it is looked: clocks jump, addresses change, somebody lays other files into the folder. */
    static final Duration LOOK = Duration.ofMinutes(1);

    /** Without a certificate that holds browsers warn, so the city is asked again soon. */
    static final Duration SOON = Duration.ofMinutes(15);

    /** With one there is much time. Both are less or more by up to a quarter. */
    static final Duration DAILY = Duration.ofDays(1);

    /** Boxes that were enrolled on one day are not renewed on one day: some come earlier by up to this. */
    static final Duration SPREAD = Duration.ofDays(6);

    private static final int JITTER_STEPS = 1_000;

    /** Hears what became of the certificate. On the thread of the timers. */
    public interface Watcher {
        /** It was looked: what should be served may be another one now. */
        void looked();

        /** Something did not work; English, for the log. */
        void trouble(String what);
    }

    /** Where things lie: the box's identity, and the certificate of its pages. */
    public record Shelves(IdentityShelf identity, HallShelf hall) {}

    private final BoxId box;
    private final Shelves shelves;
    private final CityCalls city;
    private final Platform platform;
    private final long floor;
    private final Watcher watcher;
    private volatile boolean ended;
    private long triedAt = Long.MIN_VALUE;
    private Duration patience = Duration.ZERO;
    private String told = "";

    /** @param floor no moment that this software lives through is earlier; epoch milliseconds */
    public HallCare(BoxId box, Shelves shelves, CityCalls city, Platform platform, long floor, Watcher watcher) {
        this.box = box;
        this.shelves = shelves;
        this.city = city;
        this.platform = platform;
        this.floor = floor;
        this.watcher = watcher;
    }

    /** Looks after it from now on. */
    public void begin() {
        platform.timers().after(Duration.ZERO, this::look);
    }

    /** Plans nothing more. */
    public void end() {
        ended = true;
    }

    private void look() {
        if (ended) {
            return;
        }
        try {
            var identity = shelves.identity().current();
            var leaf = shelves.hall().current();
            if (identity.isPresent() && isDue(leaf) && mayAsk()) {
                ask(identity.get(), leaf);
            }
        } catch (StoreFailure failure) {
            trouble("the certificate of the pages: " + failure.getMessage());
        }
        watcher.looked();
        platform.timers().after(LOOK, this::look);
    }

    /** What it lacks is told once, not each minute. */
    private void trouble(String what) {
        if (!what.equals(told)) {
            told = what;
            watcher.trouble(what);
        }
    }

    private boolean isDue(Optional<Leaf> leaf) {
        if (leaf.isEmpty() || !leaf.get().names().cover(shelves.hall().wanted())) {
            return true;
        }
        var one = leaf.get();
        int step = Math.floorMod((box.value() + one.from()).hashCode(), JITTER_STEPS);
        long due = one.from() + Certificates.HALL_RENEWED.toMillis() - SPREAD.toMillis() * step / JITTER_STEPS;
        return now(one) >= due;
    }

    /** A clock that begins in 1970 makes nothing young again. */
    private long now(Leaf leaf) {
        return Math.max(Math.max(platform.clock().millis(), floor), leaf.from());
    }

    private boolean mayAsk() {
        return triedAt == Long.MIN_VALUE || millis() - triedAt >= patience.toMillis();
    }

    private long millis() {
        return Duration.ofNanos(platform.monotonic().nanos()).toMillis();
    }

    private void ask(Identity identity, Optional<Leaf> old) throws StoreFailure {
        triedAt = millis();
        var pause = old.filter(one -> now(one) < one.until()).isPresent() ? DAILY : SOON;
        patience =
                pause.multipliedBy(3).dividedBy(4).plusMillis(platform.chance().nextLong(pause.toMillis() / 2));
        try {
            var asked = shelves.hall().request(shelves.hall().wanted());
            var heard = city.post(identity.centre(), "/enrol/hall", asked.json());
            if (heard instanceof Answered answered) {
                shelves.hall().take(answered.answer().opened(asked.request(), identity.city()));
                told = "";
            } else if (heard instanceof Refused refused) {
                trouble("the city gives no certificate for the pages: " + refused.code());
            } else if (heard instanceof Silent silent) {
                trouble("the city could not be asked for a certificate of the pages: " + silent.why());
            }
        } catch (NotProven | BadForm unusable) {
            trouble("the certificate of the pages was not taken: " + unusable.getMessage());
        }
    }
}
