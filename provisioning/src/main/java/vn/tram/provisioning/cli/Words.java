package vn.tram.provisioning.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the command line says: Vietnamese, or English where the terminal is set to it. */
final class Words {
    private static final String BUNDLE = "vn.tram.provisioning.cli.words";

    private final ResourceBundle texts;
    private final String lang;

    private Words(ResourceBundle texts, String lang) {
        this.texts = texts;
        this.lang = lang;
    }

    /** Tag of the language, for asking others in it. */
    String lang() {
        return lang;
    }

    /** @param lang as in the variables LANG or LC_ALL, for instance en_GB.UTF-8 */
    static Words of(String lang) {
        var locale = lang.startsWith("en") ? Locale.ENGLISH : Locale.forLanguageTag("vi");
        return new Words(
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                lang.startsWith("en") ? "en" : "vi");
    }

    ResourceBundle texts() {
        return texts;
    }

    /** A text with its gaps filled. */
    String say(String key, Object... parts) {
        return MessageFormat.format(texts.getString(key), parts);
    }
}
