package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.epochs.Healing;
import vn.tram.edge.sync.epochs.Lost;
import vn.tram.edge.sync.fakes.FakeCentre;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.Dictionaries;

/** The questions a box asks for its feeds, with a home that takes every batch. */
final class FeedFetcherTest {
    private static final String FEED = "ward-00070";
    private static final FeedRow ROW = new FeedRow("settings", 1, Bytes.ofHex("7b7d"));

    private final List<Control> said = new ArrayList<>();
    private FeedPosition ours = at(0);
    private final FeedFetcher fetcher =
            new FeedFetcher(new Taking(), said::add, new FeedGate(TestKeys.TRUSTED, 0), () -> 0);

    private static FeedPosition at(long offset) {
        return new FeedPosition(5, offset);
    }

    private static SignedFeed batch(long from, long upTo, FeedRow... rows) {
        return FakeCentre.signed(new FeedBatch(FEED, at(from), at(upTo), upTo, List.of(rows)));
    }

    private final class Taking implements LineHome {
        @Override
        public void heal(Lost lost, Consumer<Healing.Answer> done) {
            done.accept(Healing.Answer.LATER);
        }

        @Override
        public void behind(long entries) {}

        @Override
        public void feeds(Consumer<Map<String, FeedPosition>> answer) {
            answer.accept(Map.of(FEED, ours));
        }

        @Override
        public void take(FeedBatch batch, Consumer<Outcome<FeedPosition>> answer) {
            ours = batch.upTo();
            answer.accept(new Outcome.Accepted<>(ours));
        }

        @Override
        public Dictionaries dictionaries() {
            return Dictionaries.BUILT_IN;
        }

        @Override
        public void forgetOld(List<AckLanded> acked) {}

        @Override
        public void keepLease(long token, Runnable kept) {}

        @Override
        public void keep(List<AckLanded> acks, List<LaneSpent> spent) {}

        @Override
        public List<TableDigest> digests(List<Integer> days) {
            return List.of();
        }

        @Override
        public Storage storage() {
            return Storage.NONE;
        }

        @Override
        public void trouble(String what) {}
    }

    @Test
    void tellsTheCentreWhatItHasAfterTheLastBatchAndThenIsQuiet() {
        fetcher.fetchAll(0);
        fetcher.came(batch(0, 1, ROW), 0);
        fetcher.came(batch(1, 1), 0);
        assertThat(said).containsExactly(new FeedFetch(FEED, at(0)), new FeedFetch(FEED, at(1)));
    }

    @Test
    void aHintDuringAFetchIsFollowedWhenTheAnswerHasCome() {
        fetcher.fetchAll(0);
        fetcher.hinted(new FeedHint(FEED, at(2)), 0);
        assertThat(said).containsExactly(new FeedFetch(FEED, at(0)));
        fetcher.came(batch(0, 0), 0);
        assertThat(said).containsExactly(new FeedFetch(FEED, at(0)), new FeedFetch(FEED, at(0)));
    }

    @Test
    void aHintOfWhatItHasAsksNothing() {
        fetcher.hinted(new FeedHint(FEED, at(0)), 0);
        assertThat(said).isEmpty();
    }
}
