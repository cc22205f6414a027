package vn.tram.centre.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.ui.Assets;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/**
 * The pages of the centre as HTML; what moves in them is fetched by their scripts.
 *
 * <p>They read: {@code /api/wards/stream} (event {@code wards} with the whole list {@code {now, day, totals, wards}} on
 * connect, then event {@code ward} of the same form with only the changed wards in it); {@code /api/wards/CODE/stream}
 * (event {@code day} with the whole day of the ward on connect and after changes, at most twice a second);
 * {@code /api/wards/CODE?day=}, {@code /api/wards/CODE/lag} and {@code /api/wards/CODE/settings}. A ward's day says in
 * {@code settings: {offset, boxOffset}} which settings the centre has and which the box last said it has (null: none).
 * A bad PUT answers 400 with {@code problems: [{field, text}]}, fields written like {@code hours[1].from}.
 *
 * <p>The page of a box's copies reads {@code /api/boxes/BOX/copies} and puts {@code /api/boxes/BOX/ruling}.
 *
 * <p>The page of all boxes reads {@code /api/boxes} whenever the list of wards moves, and twice a minute.
 *
 * <p>The incidents page reads {@code /api/incidents} whenever the list of wards moves, and twice a minute.
 *
 * <p>Knows no web server. Any thread.
 */
public final class Pages {
    /** Value of {@code Content-Security-Policy} that every page works under: nothing inline, nothing from elsewhere. */
    public static final String SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String OWN_ASSETS = "vn/tram/centre/web/assets";
    private static final String TEMPLATES = "vn.tram.centre.web.pages";
    private static final String BUNDLE = "centre";
    private static final List<String> SHARED_WORDS = List.of("app.", "lang.", "span.", "moment.", "net.", "common.");
    private static final List<String> SHARED_MODULES =
            List.of("ui/text.js", "ui/time.js", "ui/stream.js", "ui/dom.js", "centre-live.js", "centre-words.js");

    private static final Page WARDS = new Page(
            "wards",
            List.of("wards."),
            List.of("centre.css", "map.css", "list.css", "wards.css"),
            List.of("ui/measure.js", "wards-map.js", "wards-table.js"));
    private static final Page WARD = new Page(
            "ward",
            List.of("ward.", "blobs."),
            List.of("centre.css", "ward.css", "settings.css"),
            List.of(
                    "ui/api.js",
                    "ui/blobs.js",
                    "ui/measure.js",
                    "ward-day.js",
                    "ward-hours.js",
                    "ward-blobs.js",
                    "svg.js"));

    private static final Page INCIDENTS =
            new Page("incidents", List.of("incidents."), List.of("centre.css", "incidents.css"), List.of("ui/api.js"));

    private static final Page COPIES = new Page(
            "copies",
            List.of("copies."),
            List.of("centre.css", "incidents.css", "copies.css"),
            List.of("ui/api.js", "copies-form.js"));

    private static final Page BOXES = new Page(
            "boxes", List.of("boxes."), List.of("centre.css", "incidents.css", "boxes.css"), List.of("ui/api.js"));

    private final Assets assets;
    private final TemplateEngine templates;
    private final Map<String, String> words = new ConcurrentHashMap<>();

    /** @param assets the files of the centre, as made by {@link #assets()} */
    public Pages(Assets assets) {
        this.assets = assets;
        this.templates =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
    }

    /** The static files of the centre, to be served below {@code /assets/}. */
    public static Assets assets() {
        return new Assets(OWN_ASSETS);
    }

    /** The live page of all wards. */
    public String wards(Lang lang) {
        return page(WARDS, "", lang);
    }

    /** The page of one ward: its day, its line, its settings. Whether there is such a ward the caller has checked. */
    public String ward(WardCode code, Lang lang) {
        return page(WARD, code.value(), lang);
    }

    /** What a person should look at, what it means and what to do. */
    public String incidents(Lang lang) {
        return page(INCIDENTS, "", lang);
    }

    /** Every ward with its box: its code, its certificate, its last contact. */
    public String boxes(Lang lang) {
        return page(BOXES, "", lang);
    }

    /** Which copy of a box is the box: a person decides. Whether there is such a box the caller has checked. */
    public String copies(BoxId box, Lang lang) {
        return page(COPIES, box.value(), lang);
    }

    private String page(Page page, String subject, Lang lang) {
        List<String> modules =
                Stream.concat(SHARED_MODULES.stream(), page.modules.stream()).toList();
        StringOutput html = new StringOutput();
        templates.render(
                page.name + ".jte",
                new PageFrame(
                        page.name, subject, Texts.of(BUNDLE, lang), assets, page.styles, modules, words(page, lang)),
                html);
        return html.toString();
    }

    private String words(Page page, Lang lang) {
        return words.computeIfAbsent(
                page.name + '_' + lang.tag(),
                key -> Texts.of(BUNDLE, lang)
                        .json(Stream.concat(SHARED_WORDS.stream(), page.words.stream())
                                .toArray(String[]::new)));
    }

    /**
     * @param name of template and entry script
     * @param words prefixes of the texts its script shows
     * @param styles its own style sheets
     * @param modules further modules its entry script imports, fetched ahead
     */
    private record Page(String name, List<String> words, List<String> styles, List<String> modules) {}
}
