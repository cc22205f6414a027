package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tram.system.sim.bugs.PlantedBug;

/** Each kind of fault alone, and each with each other, and nothing else: half an hour a cell, always the same ones. */
class FaultPairsTest {
    private static final long SEED = 1;

    static List<FaultPair> singles() {
        return FaultPair.singles();
    }

    static List<FaultPair> pairs() {
        return FaultPair.pairs();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("singles")
    void oneFaultAloneDoesNoHarm(FaultPair fault) {
        isSound(fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void twoFaultsTogetherDoNoHarm(FaultPair faults) {
        isSound(faults);
    }

    private static void isSound(FaultPair faults) {
        var report = Simulation.pair(faults, SEED, Seams.SOUND);
        assertThat(report.sound()).as(Simulation.words(faults, report)).isTrue();
        assertThat(report.entries()).as("something was played").isPositive();
    }

    /** Cells of other seeds that once showed something. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"worker-stopped+bit-flip, 2", "loss+bit-flip, 5"})
    void whatOnceDidHarmDoesNoMore(String cell, long seed) {
        var faults = FaultPair.parse(cell).orElseThrow();
        var report = Simulation.pair(faults, seed, Seams.SOUND);
        assertThat(report.sound()).as(Simulation.words(faults, report)).isTrue();
    }

    /** What the table of pairs is for. */
    @ParameterizedTest
    @CsvSource({"DOWN_UNHEARD_AFTER_RESTART, cut+box-crash", "SYNC_FORGOTTEN_AFTER_REOPENING, box-crash+commit-fails"})
    void bugThatTakesTwoFaultsIsFoundByAPairAndByNoFaultAlone(PlantedBug bug, String cell) {
        for (var alone : FaultPair.singles()) {
            var report = Simulation.pair(alone, SEED, bug.seams());
            assertThat(report.sound()).as(Simulation.words(alone, report)).isTrue();
        }
        var found = Simulation.pair(FaultPair.parse(cell).orElseThrow(), SEED, bug.seams());
        assertThat(found.sound()).isFalse();
        assertThat(found.violations().get(0).invariant()).isIn(bug.expected());
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void everyKindIsInTheTableAloneAndWithEachOther(FaultKind kind) {
        assertThat(FaultPair.singles()).contains(new FaultPair(kind, kind));
        assertThat(FaultPair.pairs().stream().filter(pair -> pair.one() == kind || pair.other() == kind))
                .hasSize(FaultKind.values().length - 1);
    }

    @Test
    void wordsOfACellLeadBackToIt() {
        for (var cell : FaultPair.pairs()) {
            assertThat(FaultPair.parse(cell.word())).contains(cell);
        }
        assertThat(FaultPair.parse("cut")).contains(new FaultPair(FaultKind.CUT, FaultKind.CUT));
        assertThat(FaultPair.parse("earthquake")).isEmpty();
    }
}
