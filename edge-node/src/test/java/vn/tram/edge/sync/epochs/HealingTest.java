package vn.tram.edge.sync.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.fakes.MemoryJournal;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

class HealingTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int PART = 3;

    private final MemoryJournal ours = new MemoryJournal(77);
    private final MemoryJournal theirs = new MemoryJournal(77);
    private final List<FetchEntries> asked = new ArrayList<>();
    private final List<Lost> healed = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final Healing healing = new Healing(BOX, Lineage.first(ours), this::said, new Hospital(), troubles::add);
    private long behind;
    private long nanos;
    private Healing.Answer answer = Healing.Answer.HEALED;

    private final class Hospital implements Healing.Mender {
        @Override
        public void heal(Lost lost, Consumer<Healing.Answer> done) {
            healed.add(lost);
            done.accept(answer);
        }

        @Override
        public void behind(long entries) {
            behind = entries;
        }

        @Override
        public Dictionaries dictionaries() {
            return Dictionaries.BUILT_IN;
        }
    }

    private void said(Control message) {
        asked.add((FetchEntries) message);
    }

    private Welcome fork() throws StoreFailure {
        return fork(77, theirs, List.of());
    }

    private static Welcome fork(long epoch, MemoryJournal of, List<EndedEpoch> ended) throws StoreFailure {
        var head = of.head().lane(Lane.URGENT);
        var marks = Map.of(Lane.URGENT, new Watermark(head.lseq(), head.hash(), head.lseq()));
        return new Welcome(5, Verdict.FORK, epoch, marks, 8, ended);
    }

    private static byte[] frame(MemoryJournal of, long from, long upTo) throws StoreFailure {
        var entries = of.read(Lane.URGENT, from, (int) (upTo - from + 1));
        var before = of.laneAt(Lane.URGENT, from - 1).hash().first(Frame.CHAIN_BYTES);
        var after = of.laneAt(Lane.URGENT, upTo).hash().first(Frame.CHAIN_BYTES);
        var frame = new Frame(BOX, of.head().epoch(), Lane.URGENT, before, entries, after);
        return FrameCodec.encode(frame, Packing.PLAIN);
    }

    /** The centre answers the last question with a part of its log. */
    private void answer(MemoryJournal of) throws StoreFailure {
        var question = asked.get(asked.size() - 1);
        long end = of.head().lane(Lane.URGENT).lseq();
        long upTo = Math.min(end, question.after() + PART);
        var frames = question.after() >= end
                ? List.<Bytes>of()
                : List.of(Bytes.owned(frame(of, question.after() + 1, upTo)));
        hear(new EntriesBack(question.epoch(), question.lane(), question.after(), upTo, frames));
    }

    private void hear(EntriesBack back) throws StoreFailure {
        assertThat(healing.heard(back, nanos)).isTrue();
    }

    private void answerAll(MemoryJournal of) throws StoreFailure {
        for (int i = 0; healed.isEmpty() && troubles.isEmpty() && i < 50; i++) {
            answer(of);
        }
    }

    private Lost lost() {
        assertThat(troubles).isEmpty();
        assertThat(healed).hasSize(1);
        return healed.get(0);
    }

    @Test
    void whatTheCentreHasBehindOurEndComesBack() throws StoreFailure {
        ours.write(Lane.URGENT, 6, 20);
        theirs.write(Lane.URGENT, 6, 20);
        theirs.write(Lane.URGENT, 5, 21);
        healing.begin(fork(), Map.of(), nanos);
        assertThat(behind).isEqualTo(5);
        answerAll(theirs);
        assertThat(lost().common()).isEqualTo(77);
        assertThat(lost().agreed(Lane.URGENT)).isEqualTo(6);
        assertThat(lost().entries()).extracting(Regained::entry).isEqualTo(theirs.read(Lane.URGENT, 7, 9));
        assertThat(lost().entries())
                .last()
                .extracting(Regained::laneHash)
                .isEqualTo(theirs.head().lane(Lane.URGENT).hash());
    }

    @Test
    void historiesThatPartAreComparedEntryForEntry() throws StoreFailure {
        ours.write(Lane.URGENT, 6, 20);
        ours.write(Lane.URGENT, 9, 22);
        theirs.write(Lane.URGENT, 6, 20);
        theirs.write(Lane.URGENT, 2, 21);
        healing.begin(fork(), Map.of(), nanos);
        answerAll(theirs);
        assertThat(lost().agreed(Lane.URGENT)).isEqualTo(6);
        assertThat(lost().entries()).hasSize(2);
        assertThat(behind).as("we have more than it").isZero();
    }

    @Test
    void itBeginsWhereBothMostLikelyHaveTheSame() throws StoreFailure {
        ours.write(Lane.URGENT, 60, 20);
        theirs.write(Lane.URGENT, 60, 20);
        theirs.write(Lane.URGENT, 2, 21);
        healing.begin(fork(), Map.of(Lane.URGENT, 58L), nanos);
        answerAll(theirs);
        assertThat(lost().agreed(Lane.URGENT)).isEqualTo(60);
        assertThat(asked)
                .hasSize(2)
                .first()
                .satisfies(first -> assertThat(first.after()).isEqualTo(58));
    }

    @Test
    void wrongGuessBeginsAnewAtTheBeginning() throws StoreFailure {
        ours.write(Lane.URGENT, 4, 20);
        ours.write(Lane.URGENT, 8, 22);
        theirs.write(Lane.URGENT, 4, 20);
        theirs.write(Lane.URGENT, 20, 21);
        healing.begin(fork(), Map.of(Lane.URGENT, 9L), nanos);
        answerAll(theirs);
        assertThat(lost().agreed(Lane.URGENT)).isEqualTo(4);
        assertThat(lost().entries()).hasSize(20);
    }

    @Test
    void newConnectionGoesOnWhereTheOldOneEnded() throws StoreFailure {
        ours.write(Lane.URGENT, 2, 20);
        theirs.write(Lane.URGENT, 2, 20);
        theirs.write(Lane.URGENT, 10, 20);
        healing.begin(fork(), Map.of(), nanos);
        answer(theirs);
        answer(theirs);
        long after = asked.get(asked.size() - 1).after();
        healing.begin(fork(), Map.of(), nanos);
        assertThat(asked.get(asked.size() - 1).after()).isEqualTo(after).isPositive();
        answerAll(theirs);
        assertThat(lost().entries()).hasSize(10);
    }

    @Test
    void whoeverKnowsNothingOfUsHasNoOtherHistory() throws StoreFailure {
        ours.write(Lane.URGENT, 2, 20);
        healing.begin(new Welcome(5, Verdict.FORK, 99, Map.of(Lane.URGENT, Watermark.NONE), 8), Map.of(), nanos);
        healing.tick(nanos + Healing.ASK_AGAIN.toNanos());
        assertThat(healed).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void answerThatDoesNotComeIsAskedForAgain() throws StoreFailure {
        theirs.write(Lane.URGENT, 2, 20);
        healing.begin(fork(), Map.of(), nanos);
        nanos += Healing.ASK_AGAIN.toNanos() - 1;
        healing.tick(nanos);
        assertThat(asked).hasSize(1);
        healing.tick(nanos + 1);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).isEqualTo(asked.get(0));
    }

    @Test
    void bytesThatAreNotTheHistoryOfTheMarksAreNotTaken() throws StoreFailure {
        var another = new MemoryJournal(77);
        another.write(Lane.URGENT, 9, 33);
        theirs.write(Lane.URGENT, 9, 20);
        healing.begin(fork(), Map.of(), nanos);
        answerAll(another);
        assertThat(healed).isEmpty();
        assertThat(troubles).singleElement().asString().contains("what was lost cannot be taken back");
    }

    @Test
    void logThatEndsTooSoonIsToldAndTriedAgainOnTheNextConnection() throws StoreFailure {
        theirs.write(Lane.URGENT, 4, 20);
        healing.begin(fork(), Map.of(), nanos);
        var question = asked.get(0);
        hear(new EntriesBack(question.epoch(), question.lane(), 0, 0, List.of()));
        assertThat(troubles).hasSize(1);
        troubles.clear();
        healing.begin(fork(), Map.of(), nanos);
        answerAll(theirs);
        assertThat(lost().entries()).hasSize(4);
    }

    @Test
    void whatIsTooMuchForOneTransactionIsToldOnceAndTriedAgainOnTheNextConnection() throws StoreFailure {
        theirs.write(Lane.URGENT, 4, 20);
        answer = Healing.Answer.of(new Outcome.Refused<>(EpochRejection.TOO_MUCH));
        healing.begin(fork(), Map.of(), nanos);
        answerAll(theirs);
        ticks(4);
        assertThat(healed).hasSize(1);
        assertThat(troubles).singleElement().asString().contains("100000 entries");
        healing.begin(fork(), Map.of(), nanos);
        answer(theirs);
        answer(theirs);
        assertThat(healed).hasSize(2);
    }

    @Test
    void whatTheDiskRefusesIsTriedAgainAndAgain() throws StoreFailure {
        theirs.write(Lane.URGENT, 4, 20);
        answer = Healing.Answer.of(new Outcome.Refused<>(CoreRejection.STORE_UNAVAILABLE));
        healing.begin(fork(), Map.of(), nanos);
        answerAll(theirs);
        ticks(3);
        assertThat(healed).hasSize(4);
        answer = Healing.Answer.of(new Outcome.Accepted<>(78L));
        ticks(3);
        assertThat(healed).hasSize(5);
        assertThat(troubles).isEmpty();
    }

    private void ticks(int times) throws StoreFailure {
        for (int i = 0; i < times; i++) {
            nanos += Healing.ASK_AGAIN.toNanos();
            healing.tick(nanos);
        }
    }

    @Test
    void entriesThatTheCentreNeverHadLeaveAPlaceWithoutAChain() throws StoreFailure {
        theirs.write(Lane.URGENT, 6, 20);
        healing.begin(fork(), Map.of(), nanos);
        hear(new EntriesBack(77, Lane.URGENT, 0, 2, List.of(Bytes.EMPTY)));
        answerAll(theirs);
        assertThat(lost().entries()).extracting(one -> one.entry().lseq()).containsExactly(3L, 4L, 5L, 6L);
        assertThat(lost().entries())
                .allSatisfy(one -> assertThat(one.laneHash()).isEqualTo(Bytes.EMPTY));
    }

    @Test
    void epochsThatWeNeverHadComeBackWhole() throws StoreFailure {
        var child = new MemoryJournal(78);
        child.write(Lane.URGENT, 4, 30);
        ours.write(Lane.URGENT, 5, 20);
        theirs.write(Lane.URGENT, 5, 20);
        theirs.write(Lane.URGENT, 1, 21);
        var end = theirs.head().lane(Lane.URGENT);
        var ended = new EndedEpoch(77, Map.of(Lane.URGENT, new LaneHead(end.lseq(), end.hash())), TurnReason.FORK);
        healing.begin(fork(78, child, List.of(ended)), Map.of(), nanos);
        for (int i = 0; healed.isEmpty() && i < 20; i++) {
            answer(asked.get(asked.size() - 1).epoch() == 78 ? child : theirs);
        }
        assertThat(lost().common()).isEqualTo(77);
        assertThat(lost().line()).extracting(EndedEpoch::epoch).containsExactly(78L, 77L);
        assertThat(lost().entries()).extracting(one -> one.entry().epoch()).containsExactly(77L, 78L, 78L, 78L, 78L);
    }
}
