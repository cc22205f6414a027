package vn.tram.edge.enrol;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import vn.tram.edge.enrol.CityCalls.Answered;
import vn.tram.edge.enrol.CityCalls.Refused;
import vn.tram.edge.enrol.CityCalls.Silent;
import vn.tram.edge.enrol.EnrolState.Stage;
import vn.tram.edge.enrol.IdentityShelf.Identity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.Platform;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.CityAnswer.NotProven;
import vn.tram.provisioning.enrol.ClaimRequest;
import vn.tram.provisioning.enrol.Granted;

/**
 * A box's way from nothing to a certificate, and to the next one. Works on the thread of its platform's timers;
 * {@link #claim} and {@link #state} on any thread.
 */
public final class Enrolment {
    /** How often it is looked whether a renewal is due: clocks jump. */
    static final Duration LOOK = Duration.ofHours(1);

    /** A renewal that did not work is tried again after a day, less or more by up to a quarter of it. */
    private static final Duration AGAIN = Duration.ofDays(1);

    /** Boxes that were enrolled on one day are not renewed on one day: spread over so much of their life. */
    private static final int SPREAD = 20;

    private static final int JITTER_STEPS = 1_000;

    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]{1,200}/?");

    /** After these the city renews no more; only a new code helps. */
    private static final Set<String> FINAL =
            Set.of("CERTIFICATE_REVOKED", "CERTIFICATE_TOO_OLD", "CERTIFICATE_UNKNOWN", "BOX_REPLACED", "BOX_UNKNOWN");

    /** Hears what became of the identity. On the thread of the timers. */
    public interface Watcher {
        /** There is one now where there was none that worked. */
        void enrolled(Identity identity);

        /** Something did not work; English, for the log. */
        void trouble(String what);
    }

    private final BoxId box;
    private final IdentityShelf shelf;
    private final CityCalls city;
    private final Platform platform;
    private final long floor;
    private final Watcher watcher;
    private volatile EnrolState state = new EnrolState(Stage.NO_IDENTITY, "", 0, "");
    private volatile boolean ended;
    private Optional<Identity> identity = Optional.empty();
    private long triedAt = Long.MIN_VALUE;
    private Duration patience = AGAIN;

    /** @param floor no moment that this software lives through is earlier; epoch milliseconds */
    public Enrolment(BoxId box, IdentityShelf shelf, CityCalls city, Platform platform, long floor, Watcher watcher) {
        this.box = box;
        this.shelf = shelf;
        this.city = city;
        this.platform = platform;
        this.floor = floor;
        this.watcher = watcher;
    }

    /** Reads what is there, and looks after it from now on. */
    public void begin() throws StoreFailure {
        identity = shelf.current();
        show("");
        platform.timers().after(Duration.ZERO, this::look);
    }

    /** Plans nothing more. */
    public void end() {
        ended = true;
    }

    public EnrolState state() {
        return state;
    }

    /**
     * Somebody typed a code.
     *
     * @param centre its address; {@code https} when it names no scheme
     */
    public CompletionStage<Claimed> claim(String centre, String typed) {
        var done = new CompletableFuture<Claimed>();
        platform.timers().after(Duration.ZERO, () -> {
            try {
                done.complete(claimed(address(centre), typed));
            } finally {
                show(state.trouble());
                done.complete(Claimed.of(Claimed.UNUSABLE)); // only after a bug
            }
        });
        return done;
    }

    private static String address(String centre) {
        var text = centre.strip();
        var whole = text.contains("://") ? text : "https://" + text;
        return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private Claimed claimed(String centre, String typed) {
        if (state.stage() == Stage.ENROLLED) {
            return Claimed.of(Claimed.HAS_ONE);
        }
        if (!ADDRESS.matcher(centre).matches()) {
            return Claimed.of(Claimed.NO_ADDRESS);
        }
        var code = ClaimCode.typed(typed);
        if (code.isEmpty()) {
            return Claimed.of(Claimed.MISTYPED);
        }
        state = new EnrolState(Stage.CLAIMING, state.words(), state.until(), state.trouble());
        var key = ClaimKey.of(code.get(), box);
        try {
            var request = shelf.request();
            var heard = city.post(
                    centre, "/enrol", ClaimRequest.of(box, request, key).json());
            if (heard instanceof Refused refused) {
                return new Claimed(refused.code(), refused.triesLeft());
            } else if (heard instanceof Answered answered) {
                keep(answered.answer().opened(request, key), centre);
                return Claimed.of(Claimed.DONE);
            }
            watcher.trouble("the centre " + centre + " could not be asked: " + ((Silent) heard).why());
            return Claimed.of(Claimed.NO_LINE);
        } catch (NotProven another) {
            watcher.trouble("whoever answers at " + centre + " does not know the code");
            return Claimed.of(Claimed.NOT_PROVEN);
        } catch (BadForm wrong) {
            watcher.trouble("what the city gave cannot be used: " + wrong.getMessage());
            return Claimed.of(Claimed.UNUSABLE);
        } catch (StoreFailure failure) {
            watcher.trouble(String.valueOf(failure.getMessage()));
            return Claimed.of(Claimed.NO_DISK);
        }
    }

    private void keep(Granted granted, String centre) throws StoreFailure, BadForm {
        if (!granted.box().equals(box)) {
            throw new BadForm("it is for " + granted.box());
        }
        boolean first = identity.map(one -> isLost(one, state.trouble())).orElse(true);
        var now = shelf.take(granted, centre);
        identity = Optional.of(now);
        show("");
        if (first) {
            watcher.enrolled(now);
        }
    }

    private void show(String trouble) {
        state = identity.map(one -> new EnrolState(
                        isLost(one, trouble) ? Stage.LOST : Stage.ENROLLED, one.words(), one.until(), trouble))
                .orElse(new EnrolState(Stage.NO_IDENTITY, "", 0, trouble));
    }

    private boolean isLost(Identity one, String trouble) {
        return FINAL.contains(trouble) || now() > one.until() + Certificates.BOX_GRACE.toMillis();
    }

    /** A clock that begins in 1970 makes nothing young again. */
    private long now() {
        long begun = identity.map(Identity::from).orElse(Long.MIN_VALUE);
        return Math.max(Math.max(platform.clock().millis(), floor), begun);
    }

    private void look() {
        if (ended) {
            return;
        }
        identity.filter(this::isDue).ifPresent(this::renew);
        platform.timers().after(LOOK, this::look);
    }

    private boolean isDue(Identity one) {
        long life = one.until() - one.from();
        int step = Math.floorMod((box.value() + one.from()).hashCode(), JITTER_STEPS);
        long due = one.from() + life / 2 + life / SPREAD * step / JITTER_STEPS;
        long elapsed = millis() - triedAt;
        return now() >= due && (triedAt == Long.MIN_VALUE || elapsed >= patience.toMillis());
    }

    private long millis() {
        return Duration.ofNanos(platform.monotonic().nanos()).toMillis();
    }

    private void renew(Identity old) {
        triedAt = millis();
        patience =
                AGAIN.multipliedBy(3).dividedBy(4).plusMillis(platform.chance().nextLong(AGAIN.toMillis() / 2));
        try {
            var asked = shelf.renewal();
            var heard = city.post(old.centre(), "/enrol/renew", asked.json());
            if (heard instanceof Answered answered) {
                keep(answered.answer().opened(asked.request(), old.city()), old.centre());
            } else if (heard instanceof Refused refused) {
                watcher.trouble("the city does not renew the certificate: " + refused.code());
                show(refused.code());
            } else if (heard instanceof Silent silent) {
                watcher.trouble("the city could not be asked to renew the certificate: " + silent.why());
                show(state.trouble());
            }
        } catch (NotProven | BadForm | StoreFailure failure) {
            watcher.trouble("the certificate was not renewed: " + failure.getMessage());
        }
    }
}
