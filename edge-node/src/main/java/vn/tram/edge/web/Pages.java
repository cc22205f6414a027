package vn.tram.edge.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import vn.tram.ui.Assets;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/**
 * The pages of the box as HTML, one frame per page and language; what moves in them is fetched by their scripts.
 *
 * <p>Each page is rendered at its first request and kept, for nothing in it depends on the request but the language.
 * Knows no web server. Any thread.
 */
public final class Pages {
    /** Value of {@code Content-Security-Policy} that every page works under: nothing inline, nothing from elsewhere. */
    public static final String SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
                    + "media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String OWN_ASSETS = "vn/tram/edge/web/assets";
    private static final String TEMPLATES = "vn.tram.edge.web.pages";
    private static final List<String> SHARED_WORDS = List.of("app.", "lang.", "span.", "moment.", "line.", "net.");

    private static final Page HOME = new Page("home", List.of("home."), List.of("home.css"), List.of("home.js"), false);
    private static final Page KIOSK = new Page(
            "kiosk",
            List.of("kiosk.", "procedure."),
            List.of("kiosk.css", "kiosk-screens.css"),
            List.of("kiosk.js", "kiosk-views.js", "kiosk-idle.js", "procedure.js"),
            true);
    private static final Page COUNTER = new Page(
            "counter",
            List.of("counter.", "procedure.", "people."),
            List.of("counter.css", "counter-lists.css", "person.css"),
            List.of(
                    "counter.js",
                    "counter-actions.js",
                    "counter-views.js",
                    "counter-dialogs.js",
                    "procedure.js",
                    "people.js"),
            false);
    private static final Page BOARD = new Page(
            "board", List.of("board."), List.of("board.css"), List.of("board.js", "voice.js", "numbers.js"), false);
    private static final Page STATUS = new Page(
            "status",
            List.of("status.", "blobs."),
            List.of("status.css"),
            List.of("status.js", "ui/blobs.js", "ui/measure.js"),
            false);

    private static final Page SETUP =
            new Page("setup", List.of("setup."), List.of("setup.css"), List.of("setup.js"), false);

    private static final Page SIGN_IN = new Page(
            "signin",
            List.of("signin.", "people.", "pinfault."),
            List.of("person.css", "people.css"),
            List.of("signin.js", "people.js"),
            false);

    private static final Page PAIR =
            new Page("pair", List.of("pair."), List.of("home.css", "people.css"), List.of("pair.js"), false);

    private static final Page DEVICES = new Page(
            "devices",
            List.of("devices.", "people."),
            List.of("person.css", "people.css"),
            List.of("devices.js", "people.js"),
            false);

    private static final Page STAFF = new Page(
            "staff",
            List.of("staff.", "people."),
            List.of("person.css", "people.css"),
            List.of("staff.js", "people.js"),
            false);

    private final Assets assets;
    private final TemplateEngine templates;
    private final Map<String, String> rendered = new ConcurrentHashMap<>();

    /** @param assets the files of the box, as made by {@link #assets()} */
    public Pages(Assets assets) {
        this.assets = assets;
        this.templates =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
    }

    /** The static files of the box, to be served below {@code /assets/}. */
    public static Assets assets() {
        return new Assets(OWN_ASSETS);
    }

    /** Links to the other pages. */
    public String home(Lang lang) {
        return page(HOME, lang);
    }

    /** Citizens take their number here. Holds the words of both languages: it changes language without loading. */
    public String kiosk(Lang lang) {
        return page(KIOSK, lang);
    }

    /** An officer calls and serves from here; which counter is chosen in the page or given as {@code ?n=}. */
    public String counter(Lang lang) {
        return page(COUNTER, lang);
    }

    /** The screen in the hall that shows and speaks the calls. */
    public String board(Lang lang) {
        return page(BOARD, lang);
    }

    /** Coming in. */
    public String signIn(Lang lang) {
        return page(SIGN_IN, lang);
    }

    /** A device that is not known yet shows its code. */
    public String pair(Lang lang) {
        return page(PAIR, lang);
    }

    /** The hall's devices. */
    public String devices(Lang lang) {
        return page(DEVICES, lang);
    }

    /** The ward's staff at this box. */
    public String staff(Lang lang) {
        return page(STAFF, lang);
    }

    /** How the box is, in words. */
    public String status(Lang lang) {
        return page(STATUS, lang);
    }

    /** First steps of a new box: the code of the city is typed here. */
    public String setup(Lang lang) {
        return page(SETUP, lang);
    }

    private String page(Page page, Lang lang) {
        return rendered.computeIfAbsent(page.name + '_' + lang.tag(), key -> render(page, lang));
    }

    private String render(Page page, Lang lang) {
        PageFrame frame = new PageFrame(
                page.name,
                Texts.of("box", lang),
                assets,
                page.styles,
                page.scripts,
                words(page, lang),
                page.changesLanguage ? words(page, lang == Lang.VI ? Lang.EN : Lang.VI) : "");
        StringOutput html = new StringOutput();
        templates.render(page.name + ".jte", frame, html);
        return html.toString();
    }

    private static String words(Page page, Lang lang) {
        return Texts.of("box", lang)
                .json(Stream.concat(SHARED_WORDS.stream(), page.words.stream()).toArray(String[]::new));
    }

    /**
     * One page.
     *
     * @param name of its template and first part of its text keys
     * @param words prefixes of the texts its scripts show
     * @param styles own style sheets, after the shared ones
     * @param scripts own modules, the entry module first; empty for a page that needs none
     * @param changesLanguage whether it changes language without being loaded again
     */
    private record Page(
            String name, List<String> words, List<String> styles, List<String> scripts, boolean changesLanguage) {}
}
