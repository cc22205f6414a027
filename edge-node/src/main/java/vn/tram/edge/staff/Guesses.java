package vn.tram.edge.staff;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong PINs and says who has to wait. After the fifth wrong one in a row a person waits a minute, then two,
 * four and so on; after the tenth the account is locked until somebody unlocks it. A device with more than 20 wrong
 * ones in a minute, or a box with more than 60, takes no PINs for that minute: there somebody tries names. Names that
 * nobody has are counted like any other, so that nothing tells them apart. Bounded however many names are tried. One
 * thread; not thread-safe.
 */
public final class Guesses {
    /** Wrong PINs in a row that are free. */
    public static final int FREE = 5;

    /** Wrong PINs in a row that lock an account. */
    public static final int LOCK = 10;

    static final int DEVICE = 20;
    static final int BOX = 60;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    /** Names of nobody that are remembered at most. */
    private static final int MOST_NAMES = 2_000;

    private static final int MOST_DEVICES = 200;

    /** What may be done now. */
    public enum Verdict {
        GO,
        /** Not before some time has passed. */
        WAIT,
        /** Somebody must unlock the account. */
        LOCKED,
        /** This device, or the whole box, takes no PIN now; signing in on-line works. */
        ONLINE_ONLY
    }

    /** @param waitMillis until it may be tried again; 0 when it may be now, or when waiting does not help */
    public record Permit(Verdict verdict, long waitMillis) {
        static final Permit GO = new Permit(Verdict.GO, 0);
        static final Permit LOCKED = new Permit(Verdict.LOCKED, 0);
    }

    private record Person(int wrong, long until) {}

    private final Predicate<String> known;
    private final Map<String, Person> staff = new HashMap<>();
    private final Map<String, Person> nobodies = inOrder();
    private final Map<String, ArrayDeque<Long>> devices = inOrder();
    private final ArrayDeque<Long> box = new ArrayDeque<>();

    /** @param known whether a name is that of an account; those are as many as the city says */
    public Guesses(Predicate<String> known) {
        this.known = known;
    }

    private Map<String, Person> people(String name) {
        return known.test(name) ? staff : nobodies;
    }

    /** In order of when they were last heard of. */
    private static <V> Map<String, V> inOrder() {
        return new LinkedHashMap<>(16, 0.75f, true);
    }

    private static void forgetEldest(Map<String, ?> all, int most) {
        if (all.size() > most) {
            all.remove(all.keySet().iterator().next());
        }
    }

    /** @param name as typed, known or not; {@code now} in milliseconds of a clock that never goes back */
    public Permit may(String name, String device, long now) {
        var person = people(name).get(name);
        if (person != null && person.wrong >= LOCK) {
            return Permit.LOCKED;
        }
        var here = mayHere(device, now);
        if (here.verdict() != Verdict.GO) {
            return here;
        }
        return person == null || person.until <= now ? Permit.GO : new Permit(Verdict.WAIT, person.until - now);
    }

    /** How long the last minute still holds more than {@code most}; 0 when it does not. */
    private static long left(@Nullable ArrayDeque<Long> times, int most, long now) {
        if (times == null) {
            return 0;
        }
        forget(times, now);
        return times.size() <= most ? 0 : times.getFirst() + MINUTE - now;
    }

    private static void forget(ArrayDeque<Long> times, long now) {
        while (!times.isEmpty() && times.getFirst() + MINUTE <= now) {
            times.removeFirst();
        }
    }

    /** What a device, and the whole box, may still try, whatever name is meant. */
    public Permit mayHere(String device, long now) {
        long left = Math.max(left(devices.get(device), DEVICE, now), left(box, BOX, now));
        return left > 0 ? new Permit(Verdict.ONLINE_ONLY, left) : Permit.GO;
    }

    /** A PIN was wrong, or the name was nobody's. */
    public void wrong(String name, String device, long now) {
        int wrong = wrongs(name) + 1;
        people(name).put(name, new Person(wrong, now + waitAfter(wrong)));
        forgetEldest(nobodies, MOST_NAMES);
        wrongHere(device, now);
    }

    /** Milliseconds to wait after so many wrong ones in a row. */
    static long waitAfter(int wrong) {
        return wrong < FREE ? 0 : MINUTE << Math.min(wrong - FREE, LOCK);
    }

    /** Wrong ones in a row. */
    public int wrongs(String name) {
        return people(name).getOrDefault(name, new Person(0, 0)).wrong;
    }

    /** As it was written down. {@code until}: when it may be tried again, epoch milliseconds. */
    public void restore(String name, int wrong, long until) {
        people(name).put(name, new Person(wrong, until));
    }

    /** What is known of accounts is forgotten, and will be restored; what devices did is not. */
    public void forgetStaff() {
        staff.clear();
    }

    /** Something was wrong at this device, no matter whose. */
    public void wrongHere(String device, long now) {
        note(devices.computeIfAbsent(device, none -> new ArrayDeque<>()), now, DEVICE);
        forgetEldest(devices, MOST_DEVICES);
        note(box, now, BOX);
    }

    /** One more than the limit is enough to know. */
    private static void note(ArrayDeque<Long> times, long now, int most) {
        forget(times, now);
        times.addLast(now);
        if (times.size() > most + 1) {
            times.removeFirst();
        }
    }

    /** The PIN was right, or somebody unlocked the account: what this person got wrong is over. */
    public void over(String name) {
        people(name).remove(name);
    }

    /** Whether this account is locked. */
    public boolean isLocked(String name) {
        var person = people(name).get(name);
        return person != null && person.wrong >= LOCK;
    }
}
