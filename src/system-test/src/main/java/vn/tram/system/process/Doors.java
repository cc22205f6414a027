package vn.tram.system.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which box of this machine serves on which port, so that whoever speaks to one comes in by its door without saying so
 * each time. Any thread.
 */
public final class Doors {
    private record Place(int port, Path data) {}

    private static final Map<Place, Entry> ENTRIES = new ConcurrentHashMap<>();
    private static final Map<Integer, Entry> BY_PORT = new ConcurrentHashMap<>();

    private Doors() {}

    /** From now on the box with this data folder serves there; who came into it before still knows how. */
    public static void served(int port, Path data) {
        if (port > 0) {
            var place = new Place(port, data.toAbsolutePath());
            var entry = ENTRIES.computeIfAbsent(new Place(0, place.data()), none -> new Entry(place.data()));
            entry.started(port);
            BY_PORT.put(port, entry);
        }
    }

    /** The way into what serves there; empty when nobody said. */
    public static Optional<Entry> of(int port) {
        return Optional.ofNullable(BY_PORT.get(port));
    }
}
