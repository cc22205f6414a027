package vn.tram.edge.feeds;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.wire.Control.FeedRow;

/**
 * The groups this ward is in, and what the city has for them: it stands in the place of what it has for all. Where two
 * groups have a row of one key, that of the later name counts. The core's thread.
 */
final class GroupRows {
    private final Set<String> feeds = new TreeSet<>();
    private final Map<String, Map<String, ServiceGroup>> services = new TreeMap<>();
    private final Map<String, Map<String, Procedure>> procedures = new TreeMap<>();

    void clear() {
        feeds.clear();
        services.clear();
        procedures.clear();
    }

    /** Names of the feeds of the groups this ward is in. */
    Set<String> feeds() {
        return Set.copyOf(feeds);
    }

    /** The feeds that a ward's row tells it to read. */
    static Set<String> feeds(Bytes body) throws BadForm {
        var told = new TreeSet<String>();
        if (body.size() > 0) {
            GroupRow.groups(body).forEach(name -> told.add(FeedNames.group(name)));
        }
        return told;
    }

    void join(Set<String> others) {
        feeds.clear();
        feeds.addAll(others);
    }

    void put(String feed, FeedRow row) throws BadForm {
        if (GroupRow.isService(row.key())) {
            var rows = services.computeIfAbsent(feed, none -> new HashMap<>());
            if (row.tombstone()) {
                rows.remove(row.key());
            } else {
                rows.put(row.key(), CatalogueJson.service(row.body()));
            }
        } else if (GroupRow.isProcedure(row.key())) {
            var rows = procedures.computeIfAbsent(feed, none -> new HashMap<>());
            if (row.tombstone()) {
                rows.remove(row.key());
            } else {
                rows.put(row.key(), CatalogueJson.procedure(row.body()));
            }
        }
    }

    Map<String, ServiceGroup> over(Map<String, ServiceGroup> all) {
        var merged = new TreeMap<>(all);
        services.forEach((feed, rows) -> {
            if (feeds.contains(feed)) {
                rows.values().forEach(row -> merged.put(String.valueOf(row.series()), row));
            }
        });
        return merged;
    }

    Map<String, Procedure> overProcedures(Map<String, Procedure> all) {
        var merged = new LinkedHashMap<>(all);
        procedures.forEach((feed, rows) -> {
            if (feeds.contains(feed)) {
                rows.values().forEach(row -> merged.put(row.code(), row));
            }
        });
        return merged;
    }
}
