package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.lanes.DayBudget;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.edge.sync.packing.Packer;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/** What the box does with the centre's watermarks, against a journal in memory. */
final class PusherTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final long EPOCH = 11;
    private static final int WINDOW = 2;
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private final MemoryBoxStore journal = journal(0);
    private final Pusher pusher = new Pusher(
            BOX,
            Lineage.first(journal),
            SideLane.NONE,
            new DayBudget(LineRules.STANDARD),
            new Packer(() -> Dictionaries.BUILT_IN));

    /** A journal of one lane; {@code salt} makes its entries others than those of another one. */
    private static MemoryBoxStore journal(long salt) {
        var store = new MemoryBoxStore(EPOCH);
        write(store, 5_000, salt);
        return store;
    }

    private static void write(MemoryBoxStore store, int entries, long salt) {
        for (int i = 0; i < entries; i++) {
            var event = new NodeEvent.ClockFellBehind(salt);
            try {
                store.write(new Written.Journalled(EventTypes.place(store.head(), event, 0), event));
            } catch (StoreFailure impossible) {
                throw new AssertionError(impossible);
            }
            store.commit();
        }
    }

    private static Watermark mark(MemoryBoxStore of, long lseq) throws StoreFailure {
        return new Watermark(lseq, of.laneAt(Lane.URGENT, lseq).hash(), lseq);
    }

    private static Frame first(Optional<Pusher.Outgoing> next) {
        try {
            return FrameCodec.decode(next.orElseThrow().payload().toArray());
        } catch (BadForm damaged) {
            throw new AssertionError(damaged);
        }
    }

    private boolean begin(Verdict verdict, Watermark mark) throws StoreFailure {
        return pusher.begin(new Welcome(1, verdict, EPOCH, Map.of(Lane.URGENT, mark), WINDOW), 0);
    }

    @Test
    void goesOnBehindTheWatermark() throws StoreFailure {
        assertThat(begin(Verdict.OK, mark(journal, 40))).isTrue();
        assertThat(first(pusher.next(0, NOW)).firstLseq()).isEqualTo(41);
    }

    @Test
    void piecesUnderWayStayCountedWhenTheLastFrameIsConfirmed() throws StoreFailure {
        var endless = new Pusher(
                BOX,
                Lineage.first(journal),
                new EndlessLane(),
                new DayBudget(LineRules.STANDARD),
                new Packer(() -> Dictionaries.BUILT_IN));
        endless.begin(new Welcome(1, Verdict.OK, EPOCH, Map.of(Lane.URGENT, mark(journal, 4_999)), WINDOW), 0);
        assertThat(first(endless.next(0, NOW)).firstLseq()).isEqualTo(5_000);
        int pieces = 0;
        while (endless.next(0, NOW).isPresent()) {
            pieces++;
        }
        assertThat(pieces).isPositive();
        endless.acknowledged(new Ack(1, EPOCH, Lane.URGENT, 5_000, 5_000), 1_000_000);
        int more = 0;
        while (endless.next(1_000_000, NOW).isPresent()) {
            more++;
        }
        assertThat(more).as("room of one small frame").isLessThanOrEqualTo(1);
    }

    /** Always has a piece. */
    private static final class EndlessLane implements SideLane {
        @Override
        public void begin(long nowNanos) {}

        @Override
        public Optional<Link.Message> next(int most, long nowNanos) {
            return Optional.of(new Link.Message(Topics.up(BOX, Lane.BLOBS), Bytes.owned(new byte[most])));
        }

        @Override
        public boolean heard(Control message, long nowNanos) {
            return false;
        }
    }

    @Test
    void sendsNothingWhenTheCentreHasMore() throws StoreFailure {
        var other = journal(0);
        write(other, 1, 0);
        assertThat(begin(Verdict.OK, mark(other, 5_001))).isFalse();
    }

    /** Found while the simulation was written: a disk set back grew past the watermark, and its new entries landed. */
    @Test
    void sendsNothingWhenItsEntriesAreNotThoseTheCentreHas() throws StoreFailure {
        assertThat(begin(Verdict.OK, mark(journal(7), 40))).isFalse();
    }

    /** Found by the simulation (seed 6): the answer to a hello that came late said "fork" and ended all sending. */
    @Test
    void aVerdictOnAnOldHelloIsNotBelievedAgainstItsOwnJournal() throws StoreFailure {
        assertThat(begin(Verdict.FORK, mark(journal, 40))).isTrue();
        assertThat(begin(Verdict.FORK, mark(journal(7), 40))).isFalse();
    }

    /** Found while the simulation was written: the answer was taken for one to something never sent, for ever. */
    @Test
    void anOldWelcomeThatComesLateDoesNotStopSending() throws StoreFailure {
        assertThat(begin(Verdict.OK, mark(journal, 10))).isTrue();
        while (pusher.next(0, NOW).isPresent()) {
            // until the window is full
        }
        assertThat(pusher.acknowledged(new Ack(1, EPOCH, Lane.URGENT, 4_950, 4_950), 0))
                .isTrue();
        var frame = first(pusher.next(0, NOW));
        assertThat(frame.firstLseq()).isEqualTo(4_951);
        assertThat(frame.previous())
                .isEqualTo(journal.laneAt(Lane.URGENT, 4_950).hash().first(8));
    }

    @Test
    void anAcknowledgementBeyondTheJournalIsNotTaken() throws StoreFailure {
        assertThat(begin(Verdict.OK, mark(journal, 10))).isTrue();
        assertThat(pusher.acknowledged(new Ack(1, EPOCH, Lane.URGENT, 5_001, 5_001), 0))
                .isFalse();
    }
}
