package vn.tram.edge.sync;

import java.time.Duration;

/**
 * What the owner of a box sets for its line; described in {@code src/docs/configuration.md}.
 *
 * @param spread the first retry after a start comes at a random moment within this
 */
public record LineRules(Duration spread) {
    /** What holds unless a setting says otherwise. */
    public static final LineRules STANDARD = new LineRules(Duration.ofSeconds(90));
}
