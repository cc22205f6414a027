package vn.tram.kernel.event;

import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.journal.Entry;

/**
 * What this software understands of entries: {@link EventTypes#decode} in production, that of an older release where an
 * upgrade is played. Any thread.
 */
public interface EventReader {
    /** The event an entry holds; empty when its type or version is not known here. */
    Optional<Event> read(Entry entry) throws BadForm;
}
