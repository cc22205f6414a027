package vn.tram.centre.feeds;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.WardCode;

/** Groups of wards: who is in one stands as a row in each ward's own feed, and nowhere else. Pure. */
final class Groups {
    private Groups() {}

    /** The row of a ward; empty, a tombstone, when it is in no group. */
    static Bytes body(Set<String> groups) {
        return groups.isEmpty() ? Bytes.EMPTY : CatalogueJson.write(new TreeSet<>(groups));
    }

    /** The row that a ward's feed has to get; empty when it has it. */
    static Optional<Bytes> change(PublishGroups command, WardCode ward, Feed feed) {
        var body = body(command.members().getOrDefault(ward, Set.of()));
        boolean same =
                body.size() == 0 ? feed.row(FeedNames.GROUPS_KEY).isEmpty() : feed.has(FeedNames.GROUPS_KEY, body);
        return same ? Optional.empty() : Optional.of(body);
    }

    /** The feeds of groups that a command is about: what it does not tell is taken back. */
    static Set<String> names(PublishGroups command, Set<String> feeds) {
        var names = new TreeSet<String>();
        command.rows().keySet().forEach(group -> names.add(FeedNames.group(group)));
        feeds.stream().filter(FeedNames::isGroup).forEach(names::add);
        return names;
    }

    /** Names of the feeds that a ward's row tells it to read. */
    static Set<String> feeds(Bytes body) {
        try {
            var names = new TreeSet<String>();
            GroupRow.groups(body).forEach(group -> names.add(FeedNames.group(group)));
            return names;
        } catch (BadForm damaged) {
            throw new AssertionError("the row was written by this centre", damaged);
        }
    }

    /** What a feed is to have. */
    static Map<String, Bytes> rows(PublishGroups command, String feed) {
        for (var group : command.rows().entrySet()) {
            if (FeedNames.group(group.getKey()).equals(feed)) {
                return group.getValue();
            }
        }
        return Map.of();
    }

    /** Whether boxes will take it. */
    static boolean good(PublishGroups command) {
        try {
            for (var groups : command.members().values()) {
                if (!groups.isEmpty()) {
                    GroupRow.groups(body(groups));
                }
            }
            for (var group : command.rows().entrySet()) {
                if (!GroupRow.isName(group.getKey())) {
                    return false;
                }
                for (var row : group.getValue().entrySet()) {
                    GroupRow.check(row.getKey(), row.getValue());
                }
            }
            return true;
        } catch (BadForm wrong) {
            return false;
        }
    }
}
