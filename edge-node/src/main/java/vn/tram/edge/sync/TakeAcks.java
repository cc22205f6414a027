package vn.tram.edge.sync;

import java.util.ArrayList;
import java.util.List;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.core.Command;

/** Keep the centre's watermarks, and what lanes have spent. Replies how many rows were kept. */
public record TakeAcks(List<AckLanded> acks, List<LaneSpent> spent) implements Command<Integer> {
    public TakeAcks {
        acks = List.copyOf(acks);
        spent = List.copyOf(spent);
    }

    public List<Landing> rows() {
        var rows = new ArrayList<Landing>(acks);
        rows.addAll(spent);
        return rows;
    }
}
