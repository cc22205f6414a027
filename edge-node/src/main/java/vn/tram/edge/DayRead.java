package vn.tram.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.Entry;

/**
 * What the day's entries say, remembered by their bytes: on a full disk every press ends in the day being folded anew,
 * and reading the same entries again would be most of that. Holds one day. Core's thread.
 */
final class DayRead {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Optional<Event>> events = new ArrayList<>();

    /**
     * What each entry says, in order; empty for one of an unknown type.
     *
     * @throws StoreFailure when one is damaged
     */
    List<Optional<Event>> events(List<Entry> today) throws StoreFailure {
        int same = 0;
        while (same < Math.min(entries.size(), today.size())
                && entries.get(same).equals(today.get(same))) {
            same++;
        }
        entries.subList(same, entries.size()).clear();
        events.subList(same, events.size()).clear();
        for (var entry : today.subList(same, today.size())) {
            try {
                events.add(EventTypes.decode(entry));
            } catch (BadForm damaged) {
                throw new StoreFailure("entry " + entry.lsn() + " of our own journal is damaged", damaged);
            }
            entries.add(entry);
        }
        return events;
    }
}
