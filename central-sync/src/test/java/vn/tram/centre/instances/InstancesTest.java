package vn.tram.centre.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tram.centre.instances.InstanceChange.FrameKeptApart;
import vn.tram.centre.instances.InstanceCommand.AskInstances;
import vn.tram.centre.instances.InstanceCommand.Decide;
import vn.tram.centre.instances.InstanceCommand.Decided;
import vn.tram.centre.instances.InstanceCommand.Fate;
import vn.tram.centre.instances.Instances.Heard;
import vn.tram.centre.instances.Ruling.Act;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;

/** Data folders that are started, copied and restored, and what the centre makes of their greetings. */
final class InstancesTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Bytes HERE = Bytes.owned(new byte[] {1});
    private static final Bytes THERE = Bytes.owned(new byte[] {2});
    private static final Bytes FRAME = Bytes.owned(new byte[] {9, 9});

    private final SplittableRandom chance = new SplittableRandom(5);
    private final Moment moment = new Moment(
            Instant.parse("2026-11-23T02:00:00Z"), 20_780, 0, () -> new UUID(chance.nextLong(), chance.nextLong()));
    private Instances instances = fresh();

    private static Instances fresh() {
        return new Instances(() -> new InstanceBook.Stored(Map.of(), Map.of()));
    }

    /** A data folder on a machine, with the process that runs on it. */
    private final class Folder {
        private long token;
        private long boot = chance.nextLong();
        private Bytes machine = HERE;
        private final List<Verdict> heard = new ArrayList<>();

        private Folder copy() {
            var other = new Folder();
            other.token = token;
            return other;
        }

        private Folder on(Bytes other) {
            machine = other;
            return this;
        }

        private Folder restarted() {
            boot = chance.nextLong();
            return this;
        }

        private Copy says() {
            return new Copy(token, boot, machine);
        }

        /** One connection: a box that hears CLONE for the first time in it greets again at once. */
        private Verdict connects() {
            var verdict = greets();
            return verdict == Verdict.CLONE ? greets() : verdict;
        }

        private Verdict greets() {
            var answer = hear(says());
            token = answer.lease().token() == 0 ? token : answer.lease().token();
            assertThat(answer.lease().boot()).isEqualTo(boot);
            heard.add(answer.verdict());
            return answer.verdict();
        }
    }

    private Heard hear(Copy copy) {
        var answer = instances.greeted(BOX, new Hello(1, Map.of(), 0, "0.1.0", Map.of(), Memory.NONE, copy), moment);
        take(answer.changes());
        return answer;
    }

    private void take(List<Change> changes) {
        changes.forEach(change -> instances.apply((InstanceChange) change));
    }

    private BoxInstances now() {
        var now = instances.decide(new AskInstances(BOX)).reply();
        assertThat(now).isNotNull();
        return now == null ? BoxInstances.NONE : now;
    }

    private Decided decide(long seen, Act act, int instance) {
        Decision<Decided> decision =
                instances.decide(new Decide(BOX, seen, act, instance, "Lan", "the card was copied"), moment);
        take(decision.changes());
        var reply = decision.reply();
        assertThat(reply).isNotNull();
        return reply == null ? new Decided(Fate.STANDS, now()) : reply;
    }

    private Folder running() {
        var box = new Folder();
        for (int i = 0; i < 3; i++) {
            assertThat(box.connects()).isEqualTo(Verdict.OK);
        }
        return box;
    }

    /** A running box and a copy of its folder, after both have spoken twice. */
    private List<Folder> cloned() {
        var box = running();
        var copy = box.copy().on(THERE);
        for (int i = 0; i < 2; i++) {
            copy.connects();
            box.connects();
        }
        return List.of(box, copy);
    }

    @Test
    void boxThatRestartsOftenIsOneCopy() {
        var box = running();
        for (int i = 0; i < 100; i++) {
            assertThat(box.restarted().connects()).isEqualTo(Verdict.OK);
        }
        assertThat(now().all()).hasSize(1);
    }

    @Test
    void welcomeThatIsLostMakesNoSecondCopy() {
        var box = running();
        long before = box.token;
        hear(box.says());
        assertThat(box.token).isEqualTo(before);
        hear(box.restarted().says());
        assertThat(box.connects()).isEqualTo(Verdict.OK);
        assertThat(box.restarted().connects()).isEqualTo(Verdict.OK);
        assertThat(now().all()).hasSize(1);
    }

    @Test
    void greetingsOfOneProcessInAnyOrderMakeNoSecondCopy() {
        var box = running();
        var late = box.says();
        box.connects();
        box.connects();
        box.connects();
        assertThat(hear(late).verdict()).isEqualTo(Verdict.OK);
        assertThat(box.connects()).isEqualTo(Verdict.OK);
        assertThat(now().all()).hasSize(1);
    }

    @Test
    void greetingOfADeadProcessThatCameLateRingsNoBell() {
        var box = running();
        var late = box.says();
        box.restarted();
        for (int i = 0; i < 5; i++) {
            assertThat(box.connects()).isEqualTo(Verdict.OK);
            hear(late);
        }
        assertThat(box.restarted().connects()).isEqualTo(Verdict.OK);
        assertThat(now().cloned()).isFalse();
    }

    @Test
    void greetingOfADeadProcessThatComesFirstRingsNoBellEither() {
        var box = running();
        var late = box.restarted().says();
        box.restarted();
        assertThat(box.connects()).isEqualTo(Verdict.OK);
        hear(late);
        for (int i = 0; i < 5; i++) {
            assertThat(box.connects()).isEqualTo(Verdict.OK);
        }
        assertThat(now().cloned()).isFalse();
    }

    @Test
    void restoredCopyThatIsAloneGoesOnAfterOneMoreRoundTrip() {
        var box = running();
        var backup = box.copy();
        for (int i = 0; i < 5; i++) {
            box.connects();
        }
        assertThat(backup.connects()).isEqualTo(Verdict.OK);
        assertThat(backup.heard).containsExactly(Verdict.CLONE, Verdict.OK);
        for (int i = 0; i < 5; i++) {
            assertThat(backup.restarted().greets()).isEqualTo(Verdict.OK);
        }
        assertThat(now().cloned()).isFalse();
    }

    /** What was held in between is gone with the second restore. */
    @Test
    void restoringOnceMoreFromAYoungerBackupRingsNoBell() {
        var box = running();
        var older = box.copy();
        box.connects();
        var younger = box.copy();
        for (int i = 0; i < 3; i++) {
            older.connects();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(younger.restarted().connects()).isEqualTo(Verdict.OK);
        }
        assertThat(now().cloned()).isFalse();
    }

    @Test
    void copyOlderThanAllThatIsRememberedIsARestoredOneToo() {
        var box = running();
        var backup = box.copy();
        for (int i = 0; i < 200; i++) {
            box.connects();
        }
        assertThat(backup.connects()).isEqualTo(Verdict.OK);
        assertThat(new Folder().connects()).as("an empty disk").isEqualTo(Verdict.OK);
        assertThat(now().cloned()).isFalse();
    }

    @Test
    void copiedFolderIsFoundOutWithTheSecondConnectionOfEach() {
        for (int ahead = 0; ahead < 4; ahead++) {
            for (boolean copyFirst : new boolean[] {true, false}) {
                instances = fresh();
                var box = running();
                var copy = box.copy();
                for (int i = 0; i < ahead; i++) {
                    (copyFirst ? copy : box).connects();
                }
                box.connects();
                copy.connects();
                box.connects();
                copy.connects();
                assertThat(box.connects()).isEqualTo(Verdict.CLONE);
                assertThat(copy.connects()).isEqualTo(Verdict.CLONE);
            }
        }
    }

    @Test
    void copiesThatBothStartAnewBeforeEachWordAreToldApartByTheirMachines() {
        var box = running();
        var copy = box.copy().on(THERE);
        for (int i = 0; i < 3; i++) {
            box.restarted().connects();
            copy.restarted().connects();
        }
        assertThat(now().cloned()).isTrue();
    }

    @Test
    void diskThatIsMovedToAnotherMachineAndBackIsOneCopy() {
        var box = running();
        box.on(THERE).restarted().connects();
        box.restarted().connects();
        assertThat(box.on(HERE).restarted().connects()).isEqualTo(Verdict.OK);
        assertThat(box.on(THERE).restarted().connects()).isEqualTo(Verdict.OK);
        assertThat(now().all()).hasSize(1);
    }

    @Test
    void chosenCopyGoesOnAndTheOtherIsFenced() {
        var both = cloned();
        assertThat(now().cloned()).isTrue();
        assertThat(instances.holds(BOX)).isTrue();
        assertThat(decide(0, Act.CHOOSE, 1).fate()).isEqualTo(Fate.DONE);
        var verdicts = both.stream().map(Folder::connects).toList();
        assertThat(verdicts).containsExactlyInAnyOrder(Verdict.OK, Verdict.FENCE);
        both.forEach(Folder::restarted);
        assertThat(both.stream().map(Folder::connects).toList()).isEqualTo(verdicts);
    }

    @Test
    void sameDecisionAgainChangesNothingAndAnotherOnAnOldPageIsRefused() {
        cloned();
        assertThat(decide(0, Act.CHOOSE, 1).fate()).isEqualTo(Fate.DONE);
        var standing = now();
        var again = decide(0, Act.CHOOSE, 1);
        assertThat(again.fate()).isEqualTo(Fate.STANDS);
        var other = decide(0, Act.CHOOSE, 2);
        assertThat(other.fate()).isEqualTo(Fate.OVERTAKEN);
        assertThat(other.now().ruling().who()).isEqualTo("Lan");
        assertThat(now()).isEqualTo(standing);
        assertThat(decide(1, Act.CHOOSE, 2).fate()).isEqualTo(Fate.DONE);
    }

    @Test
    void decisionNeedsANameAndAReasonAndACopyThatIsThere() {
        cloned();
        assertThat(instances
                        .decide(new Decide(BOX, 0, Act.CHOOSE, 1, " ", "why"), moment)
                        .rejection())
                .isEqualTo(InstanceRejection.RULING_WRONG);
        assertThat(instances
                        .decide(new Decide(BOX, 0, Act.CHOOSE, 1, "Lan", "x".repeat(201)), moment)
                        .rejection())
                .isEqualTo(InstanceRejection.RULING_WRONG);
        assertThat(instances
                        .decide(new Decide(BOX, 0, Act.CHOOSE, 7, "Lan", "why"), moment)
                        .rejection())
                .isEqualTo(InstanceRejection.INSTANCE_UNKNOWN);
    }

    @Test
    void whatAFencedCopySendsIsKeptApartUpToALimit() {
        var both = cloned();
        assertThat(instances.refused(BOX, FRAME, moment))
                .as("two copies: nothing is kept")
                .isEmpty();
        decide(0, Act.CHOOSE, 1);
        both.forEach(Folder::connects);
        both.stream()
                .filter(one -> one.greets() == Verdict.FENCE)
                .findFirst()
                .orElseThrow()
                .greets();
        assertThat(instances.holds(BOX)).isTrue();
        assertThat(instances.keptFrom(BOX)).isTrue();
        for (int i = 0; i < 300; i++) {
            take(instances.refused(BOX, FRAME, moment));
        }
        assertThat(instances.refused(BOX, FRAME, moment)).isEmpty();
        both.stream()
                .filter(one -> one.greets() == Verdict.OK)
                .findFirst()
                .orElseThrow()
                .greets();
        assertThat(instances.holds(BOX)).isFalse();
        assertThat(instances.keptFrom(BOX)).isFalse();
    }

    @Test
    void firstFrameOfAStolenBoxIsKeptApart() {
        var box = running();
        decide(0, Act.FENCE, 0);
        assertThat(instances.refused(BOX, FRAME, moment))
                .containsExactly(new FrameKeptApart(BOX, 1, moment.millis(), FRAME));
        assertThat(box.connects()).isEqualTo(Verdict.FENCE);
        assertThat(new Folder().connects()).isEqualTo(Verdict.FENCE);
        assertThat(decide(0, Act.FENCE, 0).fate()).isEqualTo(Fate.STANDS);
        assertThat(decide(1, Act.LIFT, 0).fate()).isEqualTo(Fate.DONE);
        assertThat(box.connects()).isEqualTo(Verdict.OK);
    }

    @Test
    void whatIsRestoredFromAFencedCopyIsFenced() {
        var both = cloned();
        decide(0, Act.CHOOSE, 1);
        both.forEach(Folder::connects);
        var fenced = both.stream()
                .filter(one -> one.greets() == Verdict.FENCE)
                .findFirst()
                .orElseThrow();
        var backup = fenced.copy();
        fenced.connects();
        fenced.connects();
        assertThat(backup.connects()).isEqualTo(Verdict.FENCE);
    }

    @Test
    void softwareThatTellsNothingOfItsCopyGoesOnAsEver() {
        for (int i = 0; i < 4; i++) {
            assertThat(hear(Copy.NONE).verdict()).isEqualTo(Verdict.OK);
        }
        assertThat(now()).isEqualTo(BoxInstances.NONE);
        var box = running();
        assertThat(hear(Copy.NONE).verdict()).isEqualTo(Verdict.OK);
        assertThat(box.restarted().connects()).isEqualTo(Verdict.OK);
        cloned();
        assertThat(hear(Copy.NONE).verdict()).isEqualTo(Verdict.CLONE);
    }

    @Test
    void strangeTokensFillNoMemoryAndForgetNoDecision() {
        cloned();
        decide(0, Act.CHOOSE, 1);
        for (int i = 0; i < 500; i++) {
            hear(new Copy(chance.nextLong(), chance.nextLong() | 1, Bytes.EMPTY));
        }
        assertThat(now().all()).hasSizeLessThanOrEqualTo(BoxInstances.MOST);
        assertThat(now().instance(1).orElseThrow().standing()).isEqualTo(Standing.HOLDER);
        assertThat(now().instance(2).orElseThrow().standing()).isEqualTo(Standing.FENCED);
    }
}
