package vn.tram.bench.traffic;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened so far. Any thread. */
final class Score {
    final LongAdder drawn = new LongAdder();
    final LongAdder calls = new LongAdder();
    final LongAdder served = new LongAdder();
    final LongAdder absent = new LongAdder();
    final LongAdder transfers = new LongAdder();
    final LongAdder holds = new LongAdder();
    final LongAdder retries = new LongAdder();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

    /** The box said no, with this code of its API. */
    void refused(String code) {
        refusals.computeIfAbsent(code, any -> new LongAdder()).increment();
    }

    @Override
    public String toString() {
        return drawn + " drew a number, " + calls + " calls, " + served + " served, " + absent + " absent, " + holds
                + " held, " + transfers + " sent on"
                + (refusals.isEmpty() ? "" : ", refused " + new TreeMap<>(refusals))
                + (retries.sum() > 0 ? ", asked again " + retries : "");
    }
}
