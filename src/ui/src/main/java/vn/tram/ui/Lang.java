package vn.tram.ui;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages people can read the pages in; Vietnamese is what a page shows unless asked otherwise. */
public enum Lang {
    VI,
    EN;

    /** The language tag as used in {@code lang} attributes, bundle names and JSON keys: {@code vi} or {@code en}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Chooses the language of an answer.
     *
     * @param asked value of {@code ?lang=}; wins when it names a known language
     * @param acceptLanguage value of the {@code Accept-Language} header; the first known language in it counts
     */
    public static Lang choose(@Nullable String asked, @Nullable String acceptLanguage) {
        Lang byName = known(asked);
        if (byName != null) {
            return byName;
        }
        if (acceptLanguage != null) {
            for (String range : acceptLanguage.split(",", 16)) {
                Lang byHeader = known(range.split(";", 2)[0]);
                if (byHeader != null) {
                    return byHeader;
                }
            }
        }
        return VI;
    }

    private static @Nullable Lang known(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("-", 2)[0];
        for (Lang lang : values()) {
            if (lang.tag().equals(primary)) {
                return lang;
            }
        }
        return null;
    }
}
