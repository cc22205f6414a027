package vn.tram.system.kill;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Everything that was answered to somebody, and must therefore stand for ever. Any thread. */
final class Answers {
    /** A ticket somebody holds in the hand. {@code id} as 32 hexadecimal digits. */
    record Slip(String number, String id) {}

    private final LongSupplier nanos;
    private final Map<String, Slip> byRequest = new ConcurrentHashMap<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong acts = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong lastAnswer;
    private final AtomicLong longestSilence = new AtomicLong();

    Answers(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastAnswer = new AtomicLong(nanos.getAsLong());
    }

    /** A press was answered with a ticket; the same press must always give the same one. */
    void slip(String requestId, Slip slip) {
        heard();
        var before = byRequest.putIfAbsent(requestId, slip);
        if (before != null && !before.equals(slip)) {
            violation("press " + requestId + " gave " + before + " and later " + slip);
        }
    }

    void acted() {
        heard();
        acts.incrementAndGet();
    }

    void finished(String number) {
        acted();
        finished.add(number);
    }

    void askedAgain() {
        again.incrementAndGet();
    }

    void violation(String what) {
        violations.add(what);
    }

    private void heard() {
        long now = nanos.getAsLong();
        long silence = now - lastAnswer.getAndSet(now);
        longestSilence.accumulateAndGet(silence, Math::max);
    }

    /** Answers so far. */
    long count() {
        return byRequest.size() + acts.get();
    }

    long again() {
        return again.get();
    }

    double longestSilenceSeconds() {
        return longestSilence.get() / 1e9;
    }

    Map<String, Slip> slips() {
        return Map.copyOf(byRequest);
    }

    Set<String> finishedNumbers() {
        return Set.copyOf(finished);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
