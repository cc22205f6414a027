package vn.tram.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tram.ui.Asset;
import vn.tram.ui.Assets;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

class PagesTest {
    private static final Map<String, BiFunction<Pages, Lang, String>> ALL = Map.of(
            "home", Pages::home,
            "kiosk", Pages::kiosk,
            "counter", Pages::counter,
            "board", Pages::board,
            "status", Pages::status);
    private static final Path SCRIPTS = Path.of("src/main/resources/vn/tram/edge/web/assets");
    private static final int FIRST_LOAD_LIMIT = 100_000;

    private final Assets assets = Pages.assets();
    private final Pages pages = new Pages(assets);

    static Stream<Arguments> everyPageInEveryLanguage() {
        return ALL.keySet().stream()
                .sorted()
                .flatMap(name -> Stream.of(Lang.values()).map(lang -> Arguments.of(name, lang)));
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLanguage")
    void pageRendersInItsLanguage(String name, Lang lang) {
        String html = html(name, lang);
        assertThat(html).startsWith("<!doctype html>").contains("<html lang=\"" + lang.tag() + "\"");
        assertThat(html).contains("<title>" + Texts.of("box", lang).get(name + ".title"));
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLanguage")
    void nothingIsInlineAndNothingComesFromElsewhere(String name, Lang lang) {
        String html = html(name, lang);
        assertThat(html).doesNotContain("<style", " style=", "javascript:", "http://", "https://", "//cdn");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=");
        Matcher script = Pattern.compile("<script([^>]*)>").matcher(html);
        while (script.find()) {
            assertThat(script.group(1)).matches(".*(src=\"/assets/|type=\"application/json\").*");
        }
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLanguage")
    void everyFileAPageNamesExistsAndFirstLoadIsSmall(String name, Lang lang) {
        String html = html(name, lang);
        Matcher named = Pattern.compile("(?:src|href)=\"/assets/([^\"?#]+)").matcher(html);
        Set<String> paths = new TreeSet<>();
        while (named.find()) {
            paths.add(named.group(1));
        }
        int total = packed(html.getBytes(StandardCharsets.UTF_8));
        for (String path : paths) {
            Asset asset = assets.find(path).orElseThrow(() -> new AssertionError(path));
            byte[] gzip = asset.gzip();
            total += gzip != null ? gzip.length : asset.bytes().length;
        }
        assertThat(total).as("bytes of the first load of " + name).isLessThan(FIRST_LOAD_LIMIT);
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Texts.of("box", Lang.EN).keys())
                .isEqualTo(Texts.of("box", Lang.VI).keys());
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLanguage")
    void scriptsFindEveryTextTheyNameOutright(String name, Lang lang) throws IOException {
        String html = html(name, lang);
        Set<String> words = words(html);
        for (String module : modules(html)) {
            Matcher use = Pattern.compile("\\b(t|count)\\(\"([a-zA-Z0-9.]+)\"").matcher(module);
            while (use.find()) {
                String key = use.group(2);
                List<String> wanted = use.group(1).equals("t") ? List.of(key) : List.of(key + ".one", key + ".many");
                assertThat(words).as(name).containsAll(wanted);
            }
        }
    }

    @Test
    void kioskHoldsTheWordsOfBothLanguages() {
        assertThat(pages.kiosk(Lang.VI)).contains("id=\"texts-other\"", "What do you need today?", "Mời ông/bà");
    }

    @Test
    void everyModuleAModuleImportsIsFetchedAhead() throws IOException {
        for (String name : ALL.keySet()) {
            String html = html(name, Lang.VI);
            for (String module : modules(html)) {
                Matcher from = Pattern.compile("from \"\\./([a-z/.-]+)\"").matcher(module);
                while (from.find()) {
                    String path = from.group(1);
                    assertThat(html).as(name).contains(path);
                }
            }
        }
    }

    private String html(String name, Lang lang) {
        BiFunction<Pages, Lang, String> page = ALL.get(name);
        assertThat(page).isNotNull();
        return page.apply(pages, lang);
    }

    /** The page's own modules as text. */
    private static List<String> modules(String html) throws IOException {
        Matcher module = Pattern.compile(
                        "(?:modulepreload\" href|<script type=\"module\" src)=\"/assets/([a-z-]+\\.js)")
                .matcher(html);
        Stream.Builder<String> found = Stream.builder();
        while (module.find()) {
            found.add(Files.readString(SCRIPTS.resolve(module.group(1))));
        }
        return found.build().toList();
    }

    private static Set<String> words(String html) throws IOException {
        Matcher block = Pattern.compile("id=\"texts\">(.*?)</script>").matcher(html);
        if (!block.find()) {
            return Set.of();
        }
        JsonNode json = JsonMapper.builder().build().readTree(block.group(1));
        Set<String> words = new TreeSet<>();
        json.fieldNames().forEachRemaining(words::add);
        return words;
    }

    private static int packed(byte[] bytes) {
        Deflater deflater = new Deflater(6);
        deflater.setInput(bytes);
        deflater.finish();
        int size = 0;
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            size += deflater.deflate(buffer);
        }
        deflater.end();
        return size;
    }
}
