package vn.tram.system.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold whatever came: the fuzzer takes an {@link AssertionError} as found. */
final class Claims {
    private Claims() {}

    static void equal(@Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + "\n but it was " + actual);
        }
    }

    static void hold(boolean claim, String what) {
        if (!claim) {
            throw new AssertionError(what);
        }
    }
}
