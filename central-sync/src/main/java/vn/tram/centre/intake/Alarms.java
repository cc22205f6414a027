package vn.tram.centre.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.kernel.base.BoxId;

/** Alarms by scope and code: one line each, however often it rings, so that nobody can fill the table. */
final class Alarms {
    private record Key(String scope, AlarmCode code) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byScope = scope.compareTo(other.scope);
            return byScope != 0 ? byScope : code.compareTo(other.code);
        }
    }

    private final TreeMap<Key, Alarm> all = new TreeMap<>();

    void reset(List<Alarm> stored) {
        all.clear();
        stored.forEach(this::put);
    }

    void put(Alarm alarm) {
        all.put(new Key(alarm.scope(), alarm.code()), alarm);
    }

    /** The change that rings; empty while the same one rang within the last minute. */
    Optional<AlarmNoted> raise(String scope, AlarmCode code, long at, String detail) {
        var before = all.get(new Key(scope, code));
        if (before == null) {
            return Optional.of(new AlarmNoted(new Alarm(scope, code, at, at, 1, true, detail)));
        }
        return before.open() && at - before.lastAt() < Alarm.QUIET_MILLIS
                ? Optional.empty()
                : Optional.of(new AlarmNoted(before.again(at, detail)));
    }

    /** The change that takes it back; empty when it does not stand. */
    Optional<AlarmNoted> takeBack(String scope, AlarmCode code, long at) {
        return Optional.ofNullable(all.get(new Key(scope, code)))
                .filter(Alarm::open)
                .map(alarm -> new AlarmNoted(alarm.takenBack(at)));
    }

    /** Alarms of a box that count on a business day. */
    int standing(BoxId box, int day) {
        return (int)
                of(box).values().stream().filter(alarm -> alarm.standsOn(day)).count();
    }

    /** All that count on a business day, those that rang last first. */
    List<Alarm> standing(int day) {
        return all.values().stream()
                .filter(alarm -> alarm.standsOn(day))
                .sorted(Comparator.comparingLong(Alarm::lastAt).reversed())
                .toList();
    }

    private Map<Key, Alarm> of(BoxId box) {
        var codes = AlarmCode.values();
        return all.subMap(new Key(box.value(), codes[0]), true, new Key(box.value(), codes[codes.length - 1]), true);
    }
}
