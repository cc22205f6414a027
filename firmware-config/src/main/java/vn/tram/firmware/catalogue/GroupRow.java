package vn.tram.firmware.catalogue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * A row of the feed of a group of wards: one of a feed for all, which in these wards stands in the place of that one,
 * or beside it. The key is the feed's name, a slash and the key there. A row of another kind is no error: it is kept
 * for software that knows it. Pure; any thread.
 */
public final class GroupRow {
    /** Groups that one ward is in at most. */
    public static final int MOST_GROUPS = 16;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,23}");
    private static final String SERVICE = FeedNames.SERVICES + "/";
    private static final String PROCEDURE = FeedNames.PROCEDURES + "/";

    private GroupRow() {}

    public static String key(ServiceGroup service) {
        return SERVICE + service.series();
    }

    public static String key(Procedure procedure) {
        return PROCEDURE + procedure.code();
    }

    public static boolean isService(String key) {
        return key.startsWith(SERVICE);
    }

    public static boolean isProcedure(String key) {
        return key.startsWith(PROCEDURE);
    }

    /** Whether a row can be taken; what is not known here can. */
    public static void check(String key, Bytes body) throws BadForm {
        if (isService(key)) {
            same(key, key(CatalogueJson.service(body)));
        } else if (isProcedure(key)) {
            same(key, key(CatalogueJson.procedure(body)));
        }
    }

    private static void same(String key, String about) throws BadForm {
        if (!key.equals(about)) {
            throw new BadForm("the row of " + key + " is about " + about);
        }
    }

    /** Names of groups as a ward's row {@link FeedNames#GROUPS_KEY} tells them. */
    public static Set<String> groups(Bytes body) throws BadForm {
        var names = new TreeSet<>(List.of(CatalogueJson.read(body, String[].class)));
        if (names.size() > MOST_GROUPS) {
            throw new BadForm("a ward is in " + MOST_GROUPS + " groups at most");
        }
        for (var name : names) {
            if (!isName(name)) {
                throw new BadForm("no name of a group: " + name);
            }
        }
        return names;
    }

    /** Small letters, digits and hyphens, a letter first, at most 24. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
