package vn.tram.edge.sync.epochs;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;

/**
 * Where the centre's history of this box and our own part.
 *
 * @param line epochs as the centre has them, the one that it knows now first; each ends where its watermarks stand
 * @param common the last epoch that both know; one that neither has, 0, when there is none
 * @param agreed up to which entry of each lane of it both have the same
 * @param entries what the centre has behind that and we have not, by epoch and lsn
 */
public record Lost(List<EndedEpoch> line, long common, Map<Lane, Long> agreed, List<Regained> entries) {
    public Lost {
        line = List.copyOf(line);
        agreed = Map.copyOf(agreed);
        entries = List.copyOf(entries);
    }

    long agreed(Lane lane) {
        return agreed.getOrDefault(lane, 0L);
    }
}
