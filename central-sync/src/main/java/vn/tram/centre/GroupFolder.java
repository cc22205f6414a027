package vn.tram.centre;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.firmware.catalogue.GroupFile;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Csv;
import vn.tram.kernel.base.WardCode;
import vn.tram.provisioning.wards.Ward;

/**
 * The folder in which a city says which wards are in which groups and what it has for them. {@code members.csv} has the
 * columns ward (a code, or a type such as xã for all of it) and group; {@code GROUP.json} has what the group gets.
 */
final class GroupFolder {
    /** In the centre's data folder. */
    static final String NAME = "groups";

    private static final String MEMBERS = "members.csv";
    private static final String JSON = ".json";

    private GroupFolder() {}

    /**
     * Empty when there is no such folder: then groups stay as they are.
     *
     * @throws BadForm naming the file that is wrong
     */
    static Optional<PublishGroups> read(Path folder, Map<WardCode, Ward> wards) throws BadForm {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.list(folder)) {
            var rows = new TreeMap<String, Map<String, Bytes>>();
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(JSON)) {
                    var group = name.substring(0, name.length() - JSON.length());
                    rows.put(named(group, file), rows(file));
                }
            }
            return Optional.of(new PublishGroups(members(folder.resolve(MEMBERS), wards), rows));
        } catch (IOException unreadable) {
            throw new BadForm(folder + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Map<String, Bytes> rows(Path file) throws IOException, BadForm {
        try {
            var rows = GroupFile.read(Bytes.owned(Files.readAllBytes(file))).rows();
            for (var row : rows.entrySet()) {
                GroupRow.check(row.getKey(), row.getValue());
            }
            return rows;
        } catch (BadForm wrong) {
            throw new BadForm(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Map<WardCode, Set<String>> members(Path file, Map<WardCode, Ward> wards)
            throws IOException, BadForm {
        var members = new TreeMap<WardCode, Set<String>>();
        if (!Files.exists(file)) {
            return members;
        }
        for (var row : Csv.rows(Files.readString(file, UTF_8))) {
            var group = named(row.get("group").strip(), file);
            var who = row.get("ward").strip();
            boolean anybody = false;
            for (var ward : wards.values()) {
                if (ward.code().value().equals(who) || ward.type().equals(who)) {
                    anybody = true;
                    members.computeIfAbsent(ward.code(), none -> new TreeSet<>())
                            .add(group);
                }
            }
            if (!anybody) {
                throw new BadForm(file + ": no ward of this city, and no type of wards: " + who);
            }
        }
        return members;
    }

    private static String named(String group, Path file) throws BadForm {
        if (!GroupRow.isName(group)) {
            throw new BadForm(file + ": a group's name has small letters, digits and hyphens: " + group);
        }
        return group;
    }
}
