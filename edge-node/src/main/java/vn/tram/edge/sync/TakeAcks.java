package vn.tram.edge.sync;

import java.util.List;
import vn.tram.kernel.core.Command;

/** Keep the centre's watermarks. Replies how many were kept. */
public record TakeAcks(List<AckLanded> acks) implements Command<Integer> {
    public TakeAcks {
        acks = List.copyOf(acks);
    }
}
