package vn.tram.centre;

import java.util.Map;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/** Why a worker does not start, for the terminal of whoever starts it: Vietnamese first. */
final class StartWords {
    private static final String BUNDLE = "centrestart";

    private StartWords() {}

    static String of(String key, Map<String, ?> values) {
        return Texts.of(BUNDLE, Lang.VI).get(key, values) + "\n"
                + Texts.of(BUNDLE, Lang.EN).get(key, values);
    }
}
