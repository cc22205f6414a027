package vn.tram.edge.sync.retention;

import java.util.List;
import vn.tram.edge.sync.AckLanded;
import vn.tram.kernel.core.Command;

/**
 * Let go of entries that the centre has had for long. Replies from how many lanes some went.
 *
 * @param acked what the centre said just now to have on disk
 */
public record ForgetOld(List<AckLanded> acked) implements Command<Integer> {
    public ForgetOld {
        acked = List.copyOf(acked);
    }
}
