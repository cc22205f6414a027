package vn.tram.edge.sync;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;

/** Asks for feeds, batch after batch, and again when an answer is lost. Timers' thread. */
final class FeedFetcher {
    /** A batch that has not come after this long is asked for again. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    private final Uplink.Home home;
    private final Consumer<Control> say;
    private final Map<String, Long> asked = new HashMap<>();

    FeedFetcher(Uplink.Home home, Consumer<Control> say) {
        this.home = home;
        this.say = say;
    }

    void forget() {
        asked.clear();
    }

    /** Asks for everything this box reads. */
    void fetchAll(long nowNanos) {
        home.feeds(feeds -> feeds.forEach((feed, from) -> fetch(feed, from, nowNanos)));
    }

    void hinted(FeedHint hint, long nowNanos) {
        home.feeds(feeds -> {
            var ours = feeds.get(hint.feed());
            if (ours != null && !ours.equals(hint.head())) {
                fetch(hint.feed(), ours, nowNanos);
            }
        });
    }

    void came(FeedBatch batch, long nowNanos) {
        home.take(batch, position -> {
            asked.remove(batch.feed());
            boolean same = position.feedEpoch() == batch.upTo().feedEpoch();
            if (same && position.offset() < batch.head()) {
                fetch(batch.feed(), position, nowNanos);
            }
        });
    }

    void askAgain(long nowNanos) {
        if (asked.values().stream().anyMatch(at -> nowNanos - at >= ASK_AGAIN.toNanos())) {
            var lost = Map.copyOf(asked);
            home.feeds(feeds -> lost.keySet().forEach(feed -> {
                var from = feeds.get(feed);
                if (from != null) {
                    fetch(feed, from, nowNanos);
                }
            }));
        }
    }

    private void fetch(String feed, FeedPosition from, long nowNanos) {
        asked.put(feed, nowNanos);
        say.accept(new FeedFetch(feed, from));
    }
}
