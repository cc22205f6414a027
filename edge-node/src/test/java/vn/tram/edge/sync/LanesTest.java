package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every claim about lanes holds of the production code, and none holds of code with the bug it is there for. */
class LanesTest {
    @ParameterizedTest
    @EnumSource
    void claimHolds(LaneClaim claim) {
        assertThat(claim.holds(LanePlant.SOUND)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SOUND")
    void plantedBugIsNoticed(LanePlant bug) {
        assertThat(Objects.requireNonNull(bug.noticedBy()).holds(bug)).isFalse();
    }
}
