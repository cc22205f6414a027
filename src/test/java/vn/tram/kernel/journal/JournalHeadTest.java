package vn.tram.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Bytes;

class JournalHeadTest {
    private static final Bytes BODY = Bytes.of(new byte[] {1});

    @Test
    void sequencesAreDenseInTheBoxAndInEachLane() {
        var head = JournalHead.start(5);
        var lanes = new Lane[] {Lane.URGENT, Lane.STATISTICS, Lane.URGENT, Lane.URGENT, Lane.STATISTICS};
        var lseqs = new long[] {1, 1, 2, 3, 2};
        for (int i = 0; i < lanes.length; i++) {
            var stamped = head.place(lanes[i], 1, 1, 100 + i, BODY);
            assertThat(stamped.entry().lsn()).isEqualTo(i + 1L);
            assertThat(stamped.entry().lseq()).isEqualTo(lseqs[i]);
            head = head.after(stamped);
        }
        assertThat(head.lane(Lane.URGENT).lseq()).isEqualTo(3);
        assertThat(head.lane(Lane.RECORDS)).isEqualTo(LaneHead.START);
    }

    @Test
    void laneChainIsTheOneOfItsEntriesAlone() {
        var head = JournalHead.start(5);
        var first = head.place(Lane.URGENT, 1, 1, 100, BODY);
        head = head.after(first);
        head = head.after(head.place(Lane.STATISTICS, 1, 1, 100, BODY));
        var third = head.place(Lane.URGENT, 1, 1, 100, BODY);
        assertThat(third.laneHash()).isEqualTo(third.entry().hashAfter(first.laneHash()));
        assertThat(third.hash()).isEqualTo(third.entry().hashAfter(head.hash())).isNotEqualTo(third.laneHash());
    }

    @Test
    void timeOfEntriesNeverGoesBack() {
        var head = JournalHead.start(5);
        head = head.after(head.place(Lane.URGENT, 1, 1, 100, BODY));
        assertThat(head.place(Lane.URGENT, 1, 1, 40, BODY).entry().at()).isEqualTo(100);
    }

    @Test
    void entryThatDoesNotFollowIsRefused() {
        var head = JournalHead.start(5);
        var follows = head.place(Lane.URGENT, 1, 1, 100, BODY);
        var after = head.after(follows);
        assertThatThrownBy(() -> after.stamp(follows.entry())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JournalHead.start(6).stamp(follows.entry()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(head.stamp(follows.entry())).isEqualTo(follows);
    }
}
