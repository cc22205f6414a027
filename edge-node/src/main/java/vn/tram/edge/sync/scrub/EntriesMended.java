package vn.tram.edge.sync.scrub;

import java.util.List;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Stamped;

/** Rows of the journal that stand again as they were written. What was folded from them was right already. */
public record EntriesMended(List<Stamped> entries) implements Landing {
    public EntriesMended {
        entries = List.copyOf(entries);
    }
}
