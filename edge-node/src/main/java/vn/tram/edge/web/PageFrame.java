package vn.tram.edge.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tram.ui.Assets;
import vn.tram.ui.Texts;

/**
 * What the templates need to write one page.
 *
 * @param name of the page, first part of its text keys
 * @param texts words in the page's language
 * @param assets the files the page names
 * @param styles own style sheets, after the shared ones
 * @param scripts own modules, the entry module first; empty for a page without script
 * @param words the texts of the scripts as JSON, safe inside a script block
 * @param otherWords the same in the other language where the page can change language by itself, else empty
 */
public record PageFrame(
        String name,
        Texts texts,
        Assets assets,
        List<String> styles,
        List<String> scripts,
        String words,
        String otherWords) {
    private static final List<String> SHARED_SCRIPTS =
            List.of("ui/text.js", "ui/time.js", "ui/stream.js", "ui/api.js", "ui/dom.js", "ui/line.js");

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

    /** Addresses of the modules that the entry module imports, as the import lines write them, to be fetched ahead. */
    public List<String> imported() {
        return scripts.isEmpty()
                ? List.of()
                : Stream.concat(SHARED_SCRIPTS.stream(), scripts.stream().skip(1))
                        .map(assets::plainUrl)
                        .toList();
    }

    /** The module that starts the page; null for a page without script. */
    public @Nullable String entry() {
        return scripts.isEmpty() ? null : assets.url(scripts.get(0));
    }
}
