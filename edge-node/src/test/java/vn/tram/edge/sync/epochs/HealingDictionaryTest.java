package vn.tram.edge.sync.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.DictionarySamples;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

class HealingDictionaryTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Bytes TRAINED = DictionarySamples.bytes(1);
    private static final int ENTRIES = 3;

    private final MemoryBoxStore before = new MemoryBoxStore(11);
    private final List<Control> said = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private Dictionaries known = Dictionaries.BUILT_IN;
    private final Healing healing =
            new Healing(BOX, Lineage.first(new MemoryBoxStore(12)), said::add, new Taking(), troubles::add);

    private final class Taking implements Healing.Mender {
        @Override
        public void heal(Lost found, Consumer<Healing.Answer> done) {
            lost.add(found);
        }

        @Override
        public void behind(long entries) {}

        @Override
        public Dictionaries dictionaries() {
            return known;
        }
    }

    /** A box that comes back with an old copy has not got the dictionary yet: the feed brings it a moment later. */
    @Test
    void framesByADictionaryThatIsNotHereYetAreAskedForAgain() throws StoreFailure {
        for (int i = 0; i < ENTRIES; i++) {
            var event = new NodeEvent.ClockFellBehind(i);
            before.write(new Written.Journalled(EventTypes.place(before.head(), event, 1_790_000_000_000L), event));
            before.commit();
        }
        var end = before.head().lane(Lane.URGENT);
        var mark = new Watermark(end.lseq(), end.hash(), end.lseq());
        healing.begin(new Welcome(1, Verdict.FORK, 11, Map.of(Lane.URGENT, mark), 8), Map.of(), 0);
        healing.heard(back(end), 1);
        assertThat(lost).isEmpty();
        healing.tick(Duration.ofSeconds(14).toNanos());
        healing.tick(Duration.ofSeconds(16).toNanos());
        healing.heard(back(end), Duration.ofSeconds(17).toNanos());
        assertThat(troubles).as("told once").hasSize(1);
        known = known.with(TRAINED);
        healing.tick(Duration.ofSeconds(40).toNanos());
        var asked = new FetchEntries(11, Lane.URGENT, 0);
        assertThat(said).containsExactly(asked, asked, asked);
        healing.heard(back(end), Duration.ofSeconds(41).toNanos());
        assertThat(lost)
                .singleElement()
                .satisfies(found -> assertThat(found.entries())
                        .extracting(Regained::entry)
                        .isEqualTo(before.read(Lane.URGENT, 1, ENTRIES)));
    }

    private EntriesBack back(LaneHead end) {
        var start = LaneHead.START.hash().first(Frame.CHAIN_BYTES);
        var tail = end.hash().first(Frame.CHAIN_BYTES);
        var frame = new Frame(BOX, 11, Lane.URGENT, start, before.read(Lane.URGENT, 1, ENTRIES), tail);
        var bytes = FrameCodec.encode(
                frame, Packing.COLUMNS_DICTIONARY, Dictionaries.BUILT_IN.with(TRAINED), Dictionary.number(TRAINED));
        return new EntriesBack(11, Lane.URGENT, 0, end.lseq(), List.of(Bytes.owned(bytes)));
    }
}
