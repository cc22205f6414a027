package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.intake.BoxClaim;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Landed;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.Claim;

/** What is held against what boxes send, in the tables. */
final class CheckRowsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final long AT = 1_790_000_000_000L;

    @TempDir
    Path folder;

    private IntakeBook.Stored after(Landing... landings) throws StoreFailure {
        try (var store = CentreStore.open(folder, new SplittableRandom(1))) {
            store.recover();
            for (var landing : landings) {
                store.write(new Landed(landing));
            }
            store.commit();
        }
        try (var store = CentreStore.open(folder, new SplittableRandom(2))) {
            return store.intake();
        }
    }

    private static Claim claim(long epoch, long lsn) {
        return new Claim(BOX, epoch, lsn, Bytes.of(new byte[32]), Map.of(), AT);
    }

    @Test
    void newestCheckpointOfABoxStays() throws StoreFailure {
        var newer = new BoxClaim(TestKeys.NEXT.verifyKey(), claim(12, 3), AT + 1);
        var stored = after(
                new CheckpointKept(BOX, new BoxClaim(TestKeys.BOX.verifyKey(), claim(11, 7), AT)),
                new CheckpointKept(BOX, newer));
        assertThat(stored.claims()).containsExactly(Map.entry(BOX, newer));
    }

    @Test
    void daysThatDifferStayUntilTheyAreEqual() throws StoreFailure {
        var differs = new DayCompared(BOX, "ticket", 20_780, false, 3, 2, AT);
        assertThat(after(differs, new DayCompared(BOX, "ticket", 20_779, true, 5, 5, AT))
                        .differing())
                .containsExactly(differs);
        assertThat(after(new DayCompared(BOX, "ticket", 20_780, true, 3, 3, AT + 1))
                        .differing())
                .isEmpty();
    }
}
