package vn.tram.edge.sync;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;

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

    private final Uplink.Home home;
    private final Consumer<Control> say;
    private final TreeMap<String, Asked> asked = new TreeMap<>();
    private final Set<String> hintedMeanwhile = new HashSet<>();

    FeedFetcher(Uplink.Home home, Consumer<Control> say) {
        this.home = home;
        this.say = say;
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

    /** Asks on after every batch with rows: the last time, the question alone tells the centre what we have. */
    void came(FeedBatch batch, long nowNanos) {
        home.take(batch, position -> {
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
