package vn.tram.centre.feeds;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.tram.centre.feeds.FeedCommand.Procedures;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.wire.Control.FeedRow;

/** What rows of the catalogue say, which this centre wrote itself. Pure. */
final class CatalogueRows {
    private CatalogueRows() {}

    static Procedures procedures(Feed feed) {
        var procedures = feed.after(0).stream()
                .filter(row -> !row.tombstone())
                .map(row -> read(row, Procedure.class))
                .sorted(Comparator.comparing(Procedure::code))
                .toList();
        return new Procedures(procedures, feed.head());
    }

    static SortedMap<Character, Words> seriesNames(Feed feed) {
        var names = new TreeMap<Character, Words>();
        for (var row : feed.after(0)) {
            if (!row.tombstone()) {
                var group = read(row, ServiceGroup.class);
                names.put(group.series(), group.name());
            }
        }
        return names;
    }

    static <T> T read(FeedRow row, Class<T> form) {
        try {
            return CatalogueJson.read(row.body(), form);
        } catch (BadForm damaged) {
            throw new AssertionError("feed row " + row.key() + " was written by this centre", damaged);
        }
    }
}
