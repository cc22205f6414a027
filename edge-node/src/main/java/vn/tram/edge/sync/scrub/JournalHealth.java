package vn.tram.edge.sync.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.wire.Control.Trouble;

/**
 * How what is stored here has kept.
 *
 * @param salvaged a salvage of the last days
 * @param damaged entries that are not what was written, until they are mended
 */
public record JournalHealth(Optional<Salvaged> salvaged, List<DamagedEntry> damaged) {
    /** Nothing is wrong. */
    public static final JournalHealth GOOD = new JournalHealth(Optional.empty(), List.of());

    /** Entries told by name; more of them are one line. */
    private static final int NAMED = 5;

    public JournalHealth {
        damaged = List.copyOf(damaged);
    }

    /** As the centre hears it. */
    public List<Trouble> troubles() {
        var troubles = new ArrayList<Trouble>();
        salvaged.ifPresent(done -> troubles.add(done.trouble()));
        damaged.stream().limit(NAMED).forEach(entry -> troubles.add(entry.trouble()));
        if (damaged.size() > NAMED) {
            troubles.add(new Trouble("ENTRY_DAMAGED", "and " + (damaged.size() - NAMED) + " more"));
        }
        return troubles;
    }
}
