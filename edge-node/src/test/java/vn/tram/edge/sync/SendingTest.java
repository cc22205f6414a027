package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.DictionarySamples;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** When frames leave, how many, and in what form. */
class SendingTest {
    private static final Bytes OTHERS = DictionarySamples.bytes(1);

    private final LineRig rig = new LineRig();

    @Test
    void urgentFactLeavesAtOnceAndWhatFollowsIsGatheredForAMoment() {
        rig.started();
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofMillis(50));
        assertThat(rig.centre.frames).hasSize(1);
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofMillis(50));
        rig.write(Lane.URGENT, 2);
        rig.pass(Duration.ofMillis(50));
        assertThat(rig.centre.frames).hasSize(1);
        rig.pass(Duration.ofMillis(100));
        assertThat(rig.centre.frames).hasSize(2);
        assertThat(rig.centre.frames.get(1).entries()).hasSize(3);
        checkDelivered();
    }

    @Test
    void otherFactsWaitTwoSecondsForCompanyOrUntilTheyAreFifty() {
        rig.started();
        rig.write(Lane.RECORDS, 3);
        rig.pass(Duration.ofMillis(1_900));
        assertThat(rig.centre.frames).isEmpty();
        rig.pass(Duration.ofMillis(150));
        assertThat(rig.centre.frames).hasSize(1);
        rig.write(Lane.RECORDS, 50);
        rig.pass(Duration.ofMillis(50));
        assertThat(rig.centre.frames).hasSizeGreaterThan(1);
        checkDelivered();
    }

    @Test
    void laneThatTheCentreCannotReadIsSentAgainPlainOnceInAConnection() {
        rig.centre.unreadable = bytes -> packing(bytes) != Packing.PLAIN.number();
        rig.write(Lane.URGENT, 30);
        rig.started().pass(Duration.ofSeconds(2));
        checkDelivered();
        assertThat(rig.centre.refused).isPositive();
        rig.centre.unreadable = bytes -> true;
        rig.centre.refused = 0;
        rig.write(Lane.URGENT, 1);
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.centre.refused)
                .as("no storm of what is refused in every form")
                .isEqualTo(1);
    }

    @Test
    void framesStartFromTheFirstDictionaryOfTheCentresThatTheBoxHasToo() {
        rig.centre.readable = Dictionaries.BUILT_IN.with(OTHERS);
        rig.centre.dictionaries = rig.centre.readable.forColumns();
        int packaged = Dictionaries.BUILT_IN.forColumns().get(0);
        rig.started();
        assertThat(formsOf(3)).as("the box lacks the newest").containsOnly(Optional.of(packaged));
        rig.dictionaries = rig.centre.readable;
        assertThat(formsOf(3)).as("one that came is for the next connection").containsOnly(Optional.of(packaged));
        reconnect();
        assertThat(formsOf(3)).containsOnly(Optional.of(Dictionary.number(OTHERS)));
        checkDelivered();
    }

    @Test
    void centreThatNamesNoDictionaryGetsFramesThatNeedNone() {
        rig.started();
        assertThat(formsOf(3)).containsOnly(Optional.empty());
        rig.centre.dictionaries = List.of(Dictionary.number(OTHERS), 300);
        reconnect();
        assertThat(formsOf(3)).as("none of both").containsOnly(Optional.empty());
        checkDelivered();
    }

    /** A centre of several: the worker that takes over may not have heard of what the one before it named. */
    @Test
    void dictionaryThatTheCentreLacksAfterAllCostsBytesAndStopsNothing() {
        rig.dictionaries = Dictionaries.BUILT_IN.with(OTHERS);
        rig.centre.dictionaries = List.of(Dictionary.number(OTHERS));
        rig.centre.unreadable = bytes -> packing(bytes) != Packing.PLAIN.number();
        rig.started();
        rig.write(Lane.URGENT, 30);
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.centre.refused).isPositive();
        checkDelivered();
    }

    private void reconnect() {
        rig.cut();
        rig.pass(Duration.ofSeconds(1));
        rig.heal();
        rig.pass(Duration.ofSeconds(90));
    }

    /** Dictionaries of the frames that leave when so many facts come one after the other. */
    private List<Optional<Integer>> formsOf(int facts) {
        var forms = new ArrayList<Optional<Integer>>();
        rig.centre.unreadable = bytes -> {
            boolean primed = packing(bytes) == Packing.COLUMNS_DICTIONARY.number();
            forms.add(primed ? Optional.of((int) field(bytes, 12)) : Optional.empty());
            return false;
        };
        for (int i = 0; i < facts; i++) {
            rig.write(Lane.URGENT, 1);
            rig.pass(Duration.ofSeconds(1));
        }
        assertThat(forms).hasSize(facts);
        return forms;
    }

    private static long packing(byte[] frame) {
        return field(frame, 9);
    }

    private static long field(byte[] frame, int key) {
        try {
            return Cbor.decode(frame).number(key);
        } catch (BadForm damaged) {
            throw new AssertionError(damaged);
        }
    }

    private void checkDelivered() {
        for (var lane : List.of(Lane.URGENT, Lane.RECORDS, Lane.STATISTICS)) {
            assertThat(rig.centre.kept(lane)).isEqualTo(rig.journal.all(lane));
        }
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.uplink.state().unsent()).isZero();
    }
}
