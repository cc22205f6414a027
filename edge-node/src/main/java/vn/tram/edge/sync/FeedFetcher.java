package vn.tram.edge.sync;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.SignedFeed;

/** Asks for feeds, batch after batch, and again when an answer is lost. Timers' thread. */
final class FeedFetcher {
    /** A batch that has not come after this long is asked for again; the wait doubles while nothing changes. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    /** A feed with a row that this box cannot take is not asked for more often than this. */
    static final Duration ASK_AGAIN_MOST = Duration.ofMinutes(10);

    private record Asked(FeedPosition from, long atNanos, Duration patience) {
        boolean overdue(long nowNanos) {
            return nowNanos - atNanos >= patience.toNanos();
        }
    }

    private final LineHome home;
    private final Consumer<Control> say;
    private final FeedGate gate;
    private final LongSupplier now;
    private final TreeMap<String, Asked> asked = new TreeMap<>();
    private final Set<String> hintedMeanwhile = new HashSet<>();

    /** @param now epoch milliseconds */
    FeedFetcher(LineHome home, Consumer<Control> say, FeedGate gate, LongSupplier now) {
        this.home = home;
        this.say = say;
        this.gate = gate;
        this.now = now;
    }

    void forget() {
        asked.clear();
        hintedMeanwhile.clear();
    }

    /** Asks for everything this box reads. */
    void fetchAll(long nowNanos) {
        home.feeds(feeds -> new TreeMap<>(feeds).forEach((feed, from) -> fetchOnce(feed, from, nowNanos)));
    }

    void hinted(FeedHint hint, long nowNanos) {
        home.feeds(feeds -> {
            var ours = feeds.get(hint.feed());
            if (ours != null && !ours.equals(hint.head())) {
                fetchOnce(hint.feed(), ours, nowNanos);
            }
        });
    }

    /** While an answer is on its way, a second question would bring the same rows twice: it is asked afterwards. */
    private void fetchOnce(String feed, FeedPosition from, long nowNanos) {
        var before = asked.get(feed);
        if (before != null && nowNanos - before.atNanos() < ASK_AGAIN.toNanos()) {
            hintedMeanwhile.add(feed);
        } else {
            fetch(feed, from, nowNanos);
        }
    }

    /** Takes what the city signed; anything else is turned away. */
    void came(SignedFeed signed, long nowNanos) {
        gate.open(signed, now.getAsLong()).ifPresent(batch -> came(batch, nowNanos));
    }

    /** Asks on after every batch with rows: the last time, the question alone tells the centre what we have. */
    private void came(FeedBatch batch, long nowNanos) {
        home.take(batch, outcome -> {
            if (outcome instanceof Outcome.Refused<FeedPosition> refused) {
                gate.refused(batch.feed(), refused.rejection(), now.getAsLong());
                return;
            }
            if (!(outcome instanceof Outcome.Accepted<FeedPosition> accepted)) {
                return;
            }
            var position = accepted.reply();
            gate.taken(batch.feed());
            asked.remove(batch.feed());
            boolean same = position.feedEpoch() == batch.upTo().feedEpoch();
            boolean hinted = hintedMeanwhile.remove(batch.feed());
            if (same
                    && (hinted
                            || position.offset() < batch.head()
                            || !batch.rows().isEmpty())) {
                fetch(batch.feed(), position, nowNanos);
            }
        });
    }

    void askAgain(long nowNanos) {
        if (asked.values().stream().anyMatch(one -> one.overdue(nowNanos))) {
            home.feeds(feeds -> new TreeMap<>(asked).forEach((feed, one) -> {
                var from = feeds.get(feed);
                if (from != null && one.overdue(nowNanos)) {
                    fetch(feed, from, nowNanos);
                }
            }));
        }
    }

    private void fetch(String feed, FeedPosition from, long nowNanos) {
        var before = asked.get(feed);
        var wait = ASK_AGAIN;
        if (before != null && before.from().equals(from)) {
            var doubled = before.patience().multipliedBy(2);
            wait = doubled.compareTo(ASK_AGAIN_MOST) < 0 ? doubled : ASK_AGAIN_MOST;
        }
        asked.put(feed, new Asked(from, nowNanos, wait));
        say.accept(new FeedFetch(feed, from));
    }
}
