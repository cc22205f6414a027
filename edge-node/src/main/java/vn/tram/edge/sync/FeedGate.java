package vn.tram.edge.sync;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.tram.edge.sync.FeedTrouble.Fault;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Trouble;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed.Purpose;

/**
 * Lets feed rows in that the city signed, and remembers what was turned away, for people. Nothing of a message is read
 * before its signature holds. Timers' thread.
 */
final class FeedGate {
    /** A trouble that is over is shown this long after it last happened, so that somebody can see it. */
    static final Duration SHOWN = Duration.ofHours(1);

    /**
     * Rows of a place where our copy does not end may come late or twice in good faith; more often than this between
     * two good batches, somebody plays old messages.
     */
    static final int STALE_IN_GOOD_FAITH = 20;

    private record Key(Fault fault, String feed) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byFault = fault.compareTo(other.fault);
            return byFault != 0 ? byFault : feed.compareTo(other.feed);
        }
    }

    private final KeyRing city;
    private final TreeMap<Key, FeedTrouble> troubles = new TreeMap<>();
    private final Set<Key> over = new HashSet<>();
    private final Map<String, Integer> stale = new HashMap<>();
    private boolean news;

    FeedGate(KeyRing city, long now) {
        this.city = city;
        if (city.isEmpty()) {
            note(Fault.FEED_NO_KEY, "", now);
        }
    }

    /** What the city signed; empty when it did not. */
    Optional<FeedBatch> open(SignedFeed signed, long now) {
        if (city.isEmpty()) {
            note(Fault.FEED_NO_KEY, "", now);
            return Optional.empty();
        }
        if (!signed.batch().holds(Purpose.FEED, city)) {
            note(Fault.FEED_SIGNATURE, "", now);
            return Optional.empty();
        }
        try {
            if (ControlCodec.decode(signed.batch().body().toArray()) instanceof FeedBatch batch) {
                end(Fault.FEED_SIGNATURE, "");
                return Optional.of(batch);
            }
        } catch (BadForm newer) {
            note(Fault.FEED_BAD_ROW, "", now);
            return Optional.empty();
        }
        note(Fault.FEED_BAD_ROW, "", now);
        return Optional.empty();
    }

    void taken(String feed) {
        stale.remove(feed);
        end(Fault.FEED_REPLAYED, feed);
        end(Fault.FEED_BAD_ROW, feed);
        end(Fault.FEED_BAD_ROW, "");
    }

    /** @param why by its name, as the feature that keeps the rows gave it */
    void refused(String feed, Rejection why, long now) {
        switch (why.name()) {
            case "OLD_LIFE" -> note(Fault.FEED_REPLAYED, feed, now);
            case "BAD_ROW" -> note(Fault.FEED_BAD_ROW, feed, now);
            case "NOT_NEXT" -> {
                if (stale.merge(feed, 1, Integer::sum) > STALE_IN_GOOD_FAITH) {
                    note(Fault.FEED_REPLAYED, feed, now);
                }
            }
            default -> {
                // Nothing of the feed's own: the disk is full, or another box's feed strayed here.
            }
        }
    }

    /** What people should know of at this time. */
    List<FeedTrouble> troubles(long now) {
        over.removeIf(key -> {
            var trouble = troubles.get(key);
            boolean forget = trouble == null || Math.abs(now - trouble.lastAt()) > SHOWN.toMillis();
            if (forget) {
                troubles.remove(key);
            }
            return forget;
        });
        return List.copyOf(troubles.values());
    }

    /** The same, as the centre hears it. */
    List<Trouble> tell(long now) {
        news = false;
        return troubles(now).stream()
                .map(trouble -> new Trouble(trouble.fault().name(), trouble.feed()))
                .toList();
    }

    /** Whether the centre should hear of something before the minute is over. */
    boolean hasNews() {
        return news;
    }

    private void note(Fault fault, String feed, long now) {
        var key = new Key(fault, feed);
        news |= over.remove(key) || !troubles.containsKey(key);
        troubles.merge(key, new FeedTrouble(fault, feed, now, now, 1), (before, fresh) -> before.again(now));
    }

    private void end(Fault fault, String feed) {
        var key = new Key(fault, feed);
        if (troubles.containsKey(key)) {
            over.add(key);
        }
    }
}
