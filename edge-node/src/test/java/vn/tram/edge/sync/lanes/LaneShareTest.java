package vn.tram.edge.sync.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.journal.Lane;

class LaneShareTest {
    private final LaneShare share = new LaneShare();
    private final Map<Lane, Long> sent = new EnumMap<>(Lane.class);

    private void play(Set<Lane> waiting, int frames, SplittableRandom sizes) {
        for (int i = 0; i < frames; i++) {
            var lane = share.next(waiting).orElseThrow();
            assertThat(share.next(waiting)).as("asking again").contains(lane);
            int bytes = 100 + sizes.nextInt(3_900);
            share.sent(lane, bytes, waiting.size() > 1);
            sent.merge(lane, (long) bytes, Long::sum);
        }
    }

    private double part(Lane lane) {
        return (double) sent.getOrDefault(lane, 0L)
                / sent.values().stream().mapToLong(each -> each).sum();
    }

    @Test
    void nothingIsSentOfNothing() {
        assertThat(share.next(EnumSet.noneOf(Lane.class))).isEmpty();
    }

    @Property(tries = 50)
    void urgentLaneTakesAtMostThirtyPercentWhileOthersWait(@ForAll long seed) {
        play(EnumSet.of(Lane.URGENT, Lane.RECORDS, Lane.STATISTICS), 2_000, new SplittableRandom(seed));
        assertThat(part(Lane.URGENT)).isBetween(0.27, 0.32);
    }

    @Property(tries = 50)
    void lanesBelowShareTheRestByTheirTurnsWhateverTheSizeOfTheirFrames(@ForAll long seed) {
        play(EnumSet.of(Lane.RECORDS, Lane.STATISTICS, Lane.BLOBS), 3_000, new SplittableRandom(seed));
        assertThat(part(Lane.RECORDS)).isBetween(0.54, 0.60);
        assertThat(part(Lane.STATISTICS)).isBetween(0.26, 0.31);
        assertThat(part(Lane.BLOBS)).isBetween(0.12, 0.17);
    }

    /** Whatever comes and goes in the other lanes, one that waits has sent within a bounded number of frames. */
    @Property(tries = 200)
    void noLaneThatWaitsIsForgotten(@ForAll long seed) {
        var dice = new SplittableRandom(seed);
        var idle = new EnumMap<Lane, Integer>(Lane.class);
        var lanes = EnumSet.of(Lane.URGENT, Lane.RECORDS, Lane.STATISTICS, Lane.BLOBS);
        for (int i = 0; i < 400; i++) {
            var waiting = EnumSet.of(Lane.BLOBS);
            lanes.stream().filter(lane -> dice.nextInt(3) > 0).forEach(waiting::add);
            var lane = share.next(waiting).orElseThrow();
            assertThat(waiting).contains(lane);
            share.sent(lane, 1 + dice.nextInt(4_000), waiting.size() > 1);
            idle.merge(Lane.BLOBS, lane == Lane.BLOBS ? -idle.getOrDefault(Lane.BLOBS, 0) : 1, Integer::sum);
            assertThat(idle.getOrDefault(Lane.BLOBS, 0)).isLessThan(60);
        }
    }

    @Test
    void urgentLaneAloneIsNotHeldBack() {
        play(EnumSet.of(Lane.URGENT), 500, new SplittableRandom(1));
        assertThat(share.next(EnumSet.of(Lane.URGENT, Lane.BLOBS))).contains(Lane.URGENT);
    }

    @Test
    void urgentBurstGoesBeforeEverythingElse() {
        play(EnumSet.of(Lane.RECORDS), 50, new SplittableRandom(1));
        for (int bytes = 0; bytes < LaneShare.URGENT_AHEAD; bytes += 200) {
            assertThat(share.next(EnumSet.of(Lane.URGENT, Lane.RECORDS))).contains(Lane.URGENT);
            share.sent(Lane.URGENT, 200, true);
        }
        assertThat(share.next(EnumSet.of(Lane.URGENT, Lane.RECORDS))).contains(Lane.RECORDS);
    }
}
