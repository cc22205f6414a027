package vn.tram.system.sim;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Words for an exception that should not have been. */
final class Bug {
    private static final int FRAMES = 8;

    private Bug() {}

    static String words(Throwable bug) {
        return bug
                + Arrays.stream(bug.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n      at " + frame)
                        .collect(Collectors.joining());
    }
}
