package vn.tram.centre.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.tram.centre.BoxJournal;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;

final class RepeatsTest {
    private static final Instant AT = Instant.parse("2026-11-23T02:00:00Z");

    private final Repeats repeats = new Repeats();
    private final BoxJournal box = new BoxJournal("w00070-1", 11)
            .add(AT, new QueueEvent.DayOpened(1), new QueueEvent.DayOpened(2), new QueueEvent.DayOpened(3));

    private byte[] frame(long first, long last) {
        return BoxJournal.raw(box.frame(Lane.URGENT, first, last)).toArray();
    }

    @Test
    void frameThatHasLandedWholeIsAnsweredWithWhatWasSaid() {
        var ack = new Ack(5, 11, Lane.URGENT, 2, 1);
        repeats.landed(box.box(), ack);
        assertThat(repeats.answer(box.box(), Lane.URGENT, frame(1, 2))).contains(ack);
        assertThat(repeats.answer(box.box(), Lane.URGENT, frame(2, 2))).contains(ack);
    }

    @Test
    void frameWithAnythingNewIsLookedAt() {
        repeats.landed(box.box(), new Ack(5, 11, Lane.URGENT, 2, 1));
        assertThat(repeats.answer(box.box(), Lane.URGENT, frame(1, 3))).isEmpty();
        assertThat(repeats.answer(box.box(), Lane.URGENT, frame(3, 3))).isEmpty();
    }

    @Test
    void otherEpochLaneOrBoxIsLookedAt() {
        repeats.landed(box.box(), new Ack(5, 12, Lane.URGENT, 2, 1));
        assertThat(repeats.answer(box.box(), Lane.URGENT, frame(1, 2))).isEmpty();
        repeats.landed(box.box(), new Ack(5, 11, Lane.RECORDS, 2, 1));
        assertThat(repeats.answer(box.box(), Lane.RECORDS, frame(1, 2))).isEmpty();
        var other = new BoxJournal("w00004-1", 11).box();
        repeats.landed(other, new Ack(5, 11, Lane.URGENT, 2, 1));
        assertThat(repeats.answer(other, Lane.URGENT, frame(1, 2))).isEmpty();
    }

    @Test
    void bytesThatAreNoFrameAreLookedAt() {
        repeats.landed(box.box(), new Ack(5, 11, Lane.URGENT, 2, 1));
        assertThat(repeats.answer(box.box(), Lane.URGENT, new byte[] {1, 2, 3})).isEmpty();
        var cut = java.util.Arrays.copyOf(frame(1, 2), 20);
        assertThat(repeats.answer(box.box(), Lane.URGENT, cut)).isEmpty();
    }

    @Test
    void nothingIsKnownAfterForgetting() {
        repeats.landed(box.box(), new Ack(5, 11, Lane.URGENT, 2, 1));
        repeats.forget();
        assertThat(repeats.answer(box.box(), Lane.URGENT, frame(1, 2))).isEmpty();
    }
}
