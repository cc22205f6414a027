package vn.tram.system.sim.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tram.system.sim.time.Agenda;

/**
 * Violations found so far. Kept here and not thrown: a check may run inside a callback whose caller swallows
 * exceptions.
 */
public final class Findings {
    private static final int MAX = 20;

    private final Agenda agenda;
    private final List<Violation> found = new ArrayList<>();

    public Findings(Agenda agenda) {
        this.agenda = agenda;
    }

    public void add(Invariant invariant, String where, String what) {
        if (found.size() < MAX) {
            found.add(new Violation(invariant, where, what + " (at " + agenda.now() / 1_000_000 + " ms)"));
        }
    }

    /** Adds a finding, worded of the parts, unless {@code holds}; returns {@code holds}. */
    public boolean require(boolean holds, Invariant invariant, String where, @Nullable Object... what) {
        if (!holds) {
            add(invariant, where, Arrays.stream(what).map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return holds;
    }

    public boolean none() {
        return found.isEmpty();
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }
}
