package vn.tram.centre.web;

import java.util.List;
import vn.tram.ui.Assets;
import vn.tram.ui.Texts;

/**
 * What the templates need to write one page.
 *
 * @param name of the page: its entry script is {@code NAME.js}
 * @param subject code of the ward the page is about, or empty
 * @param texts words in the page's language
 * @param assets the files the page names
 * @param styles its own style sheets, in order
 * @param modules scripts the entry script imports, fetched ahead
 * @param words the texts of the script as JSON, safe inside a script block
 */
public record PageFrame(
        String name,
        String subject,
        Texts texts,
        Assets assets,
        List<String> styles,
        List<String> modules,
        String words) {
    /** The text of a key; a missing one fails the page. */
    public String t(String key) {
        return texts.get(key);
    }

    public String lang() {
        return texts.lang().tag();
    }

    /** Address of a file that browsers keep for ever. */
    public String url(String path) {
        return assets.url(path);
    }

    /** Address of a module as the import lines of the other modules write it. */
    public String module(String path) {
        return assets.plainUrl(path);
    }
}
