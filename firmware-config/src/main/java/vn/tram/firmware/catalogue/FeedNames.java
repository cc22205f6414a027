package vn.tram.firmware.catalogue;

import java.util.Set;
import vn.tram.kernel.base.WardCode;

/** The feeds of the city and the keys of their rows. */
public final class FeedNames {
    /** Key: procedure code; body: {@link Procedure}. For all wards. */
    public static final String PROCEDURES = "procedures";

    /** Key: series letter; body: {@link ServiceGroup}. For all wards. */
    public static final String SERVICES = "services";

    /** Key: number of a dictionary for frames; body: the dictionary, which is no JSON. For all wards. */
    public static final String CODEC = "codec";

    /** The feeds that every box reads. */
    public static final Set<String> FOR_ALL = Set.of(PROCEDURES, SERVICES, CODEC);

    /** Key of a ward's own feed: its settings. */
    public static final String SETTINGS_KEY = "settings";

    /** Key of a ward's own feed: names of the groups it is in, a list of texts; missing for none. */
    public static final String GROUPS_KEY = "groups";

    private static final String GROUP = "group-";

    private FeedNames() {}

    /** The feed of a group of wards: rows as {@link GroupRow} reads them. */
    public static String group(String name) {
        return GROUP + name;
    }

    public static boolean isGroup(String feed) {
        return feed.startsWith(GROUP);
    }

    /** The feed of one ward alone: keys {@link #SETTINGS_KEY} and {@link #GROUPS_KEY}. */
    public static String ward(WardCode code) {
        return "ward-" + code.value();
    }
}
