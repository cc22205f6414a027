package vn.tram.edge.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.platform.Platform.MonotonicClock;

/**
 * What the box remembers of its journal outside its database, so that a database replaced by an older copy is found out
 * without anybody's help, and no number is given twice. Written after the commits that it tells of: it never runs ahead
 * of an honest disk. The core's thread.
 */
public final class Witness {
    /** Commits from one page to the next at most. */
    static final int COMMITS = 64;

    /** A commit later than this after the last page writes one. */
    static final Duration LATEST = Duration.ofSeconds(60);

    /** A series that has given out so many numbers since the last page is written down at once. */
    static final int NUMBERS = 10;

    /**
     * Numbers passed over behind those that the page tells of: more than it can lag. That is {@link #NUMBERS} less one,
     * and one commit whose page was not written yet, whose group may be tickets of one series alone.
     */
    public static final int GUARD = NUMBERS + 64;

    /** Where pages are kept: not in the database, best on another disk. */
    public interface Pages {
        /** The newest whole page; empty when there is none. */
        Optional<Page> newest() throws StoreFailure;

        /** Makes the page durable (fsync); the one before stays until then. */
        void write(Page page) throws StoreFailure;
    }

    /**
     * @param hash box-wide chain after {@code lsn}
     * @param day business day of the numbers
     * @param numbers the last given of each series
     */
    public record Page(long epoch, long lsn, Bytes hash, int day, Map<Character, Integer> numbers) {
        public Page {
            numbers = Map.copyOf(numbers);
        }

        /** Whether a journal that ends at {@code head} is older than this page, or another one. */
        public boolean contradicts(JournalHead head, List<EndedEpoch> ended) {
            if (epoch != head.epoch()) {
                return ended.stream().noneMatch(one -> one.epoch() == epoch);
            }
            return lsn > head.lsn() || (lsn == head.lsn() && !hash.equals(head.hash()));
        }
    }

    /** A witness that cannot be read guards nothing, and keeps nobody from working. */
    public static Optional<Page> newest(Pages pages, Consumer<String> trouble) {
        try {
            return pages.newest();
        } catch (StoreFailure unreadable) {
            trouble.accept(unreadable.getMessage() + "; an older copy of the database would not be found out");
            return Optional.empty();
        }
    }

    private final Pages pages;
    private final MonotonicClock clock;
    private final Consumer<String> trouble;
    private final TreeMap<Character, Integer> numbers = new TreeMap<>();
    private TreeMap<Character, Integer> told = new TreeMap<>();
    private int day;
    private int commits;
    private long toldNanos;
    private long toldEpoch;
    private @Nullable Page waiting;
    private boolean failing;

    /** @param trouble hears once when pages can no longer be written */
    public Witness(Pages pages, MonotonicClock clock, Consumer<String> trouble) {
        this.pages = pages;
        this.clock = clock;
        this.trouble = trouble;
        this.commits = COMMITS; // the first commit after a start writes a page
    }

    /** What the journal holds of today; called for each event at a start, and again after every commit. */
    public void saw(QueueEvent event) {
        if (event instanceof QueueEvent.DayOpened opened) {
            day = opened.day();
            numbers.clear();
            told.clear();
        } else if (event instanceof QueueEvent.TicketIssued issued) {
            numbers.merge(issued.key().series(), issued.key().number(), Math::max);
        } else if (event instanceof QueueEvent.NumbersSkipped skipped) {
            numbers.merge(skipped.series(), skipped.upTo(), Math::max);
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            var key = restated.ticket().key();
            if (key.day() == day) {
                numbers.merge(key.series(), key.number(), Math::max);
            }
        }
    }

    /** After a commit, before its next one. */
    public void committed(List<Written> changes) {
        Written.Journalled last = null;
        for (var change : changes) {
            if (change instanceof Written.Journalled journalled) {
                last = journalled;
                if (journalled.event() instanceof QueueEvent event) {
                    saw(event);
                }
            }
        }
        if (last != null) {
            var entry = last.stamped().entry();
            var page = new Page(entry.epoch(), entry.lsn(), last.stamped().hash(), day, numbers);
            waiting = page;
            if (due() || entry.epoch() != toldEpoch) {
                write(page);
            }
        }
    }

    /** To be called every few seconds: what was written since the last page does not wait for more to come. */
    public void idle() {
        var page = waiting;
        if (page != null) {
            write(page);
        }
    }

    private boolean due() {
        return ++commits >= COMMITS
                || clock.nanos() - toldNanos >= LATEST.toNanos()
                || numbers.entrySet().stream()
                        .anyMatch(given -> given.getValue() - told.getOrDefault(given.getKey(), 0) >= NUMBERS);
    }

    private void write(Page page) {
        try {
            pages.write(page);
            waiting = null;
            told = new TreeMap<>(numbers);
            toldEpoch = page.epoch();
            commits = 0;
            toldNanos = clock.nanos();
            failing = false;
        } catch (StoreFailure refused) {
            if (!failing) {
                failing = true;
                trouble.accept("the witness cannot be written, so an old copy of the database would not be found out: "
                        + refused.getMessage());
            }
        }
    }
}
