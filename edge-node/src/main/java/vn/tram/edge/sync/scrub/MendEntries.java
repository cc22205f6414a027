package vn.tram.edge.sync.scrub;

import java.util.List;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.journal.Stamped;

/** Put these entries in the place of what is damaged under their numbers. Repeating it is harmless. */
public record MendEntries(List<Stamped> entries) implements Command<Integer> {
    public MendEntries {
        entries = List.copyOf(entries);
    }
}
