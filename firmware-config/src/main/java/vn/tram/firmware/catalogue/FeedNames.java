package vn.tram.firmware.catalogue;

import vn.tram.kernel.base.WardCode;

/** The feeds of the city and the keys of their rows. */
public final class FeedNames {
    /** Key: procedure code; body: {@link Procedure}. For all wards. */
    public static final String PROCEDURES = "procedures";

    /** Key: series letter; body: {@link ServiceGroup}. For all wards. */
    public static final String SERVICES = "services";

    /** Key of the one row of a ward's own feed. */
    public static final String SETTINGS_KEY = "settings";

    private FeedNames() {}

    /** The feed of one ward alone: key {@link #SETTINGS_KEY}, body the ward's settings. */
    public static String ward(WardCode code) {
        return "ward-" + code.value();
    }
}
