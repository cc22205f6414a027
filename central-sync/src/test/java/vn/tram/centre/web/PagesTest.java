package vn.tram.centre.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.ui.Asset;
import vn.tram.ui.Assets;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

class PagesTest {
    private static final Assets ASSETS = Pages.assets();
    private static final Pages PAGES = new Pages(ASSETS);
    private static final WardCode HOAN_KIEM = new WardCode("00070");
    private static final int MOST_BYTES_OF_A_PAGE = 100 * 1024;
    private static final Pattern OWN_FILE = Pattern.compile("(?:href|src)=\"/assets/([^?#\"]+)");
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z0-9/.-]+)\"");
    private static final Pattern ANY_IMPORT = Pattern.compile("(?:from |import\\()\"\\./([a-z0-9/.-]+)\"");
    private static final Pattern WORD = Pattern.compile("\\b(t|count)\\(\\s*\"([a-zA-Z0-9.]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    static Stream<Arguments> pages() {
        return Stream.of(Lang.values())
                .flatMap(lang -> Stream.of(
                        Arguments.of("wards", lang, PAGES.wards(lang)),
                        Arguments.of("incidents", lang, PAGES.incidents(lang)),
                        Arguments.of("copies", lang, PAGES.copies(new BoxId("w00070-1"), lang)),
                        Arguments.of("ward", lang, PAGES.ward(HOAN_KIEM, lang))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void pageIsOneDocumentInTheLanguageAskedFor(String name, Lang lang, String html) {
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("<html lang=\"" + lang.tag() + "\"")
                .contains("<title>" + Texts.of("centre", lang).get(name + ".title"))
                .doesNotContain("⟦", "null");
        assertThat(html.split("<h1", -1)).hasSize(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void pageHoldsNothingThatThePolicyForbids(String name, Lang lang, String html) {
        assertThat(Pages.SECURITY_POLICY).contains("default-src 'self'").doesNotContain("unsafe");
        assertThat(html).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://");
        assertThat(Pattern.compile("<script[^>]*>")
                        .matcher(html)
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .hasSize(2)
                .allMatch(tag -> tag.contains("type=\"application/json\"") || tag.contains(" src=\"/assets/"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void everyFileThePageNeedsExistsAndAllOfThemStayUnderHundredKilobytes(String name, Lang lang, String html) {
        Set<String> files = closure(html, IMPORT);
        assertThat(files).contains(name + ".js", "ui/stream.js", "ui/tram.css");
        int bytes = files.stream()
                .mapToInt(file -> size(ASSETS.find(file).orElseThrow(() -> new AssertionError("no file " + file))))
                .sum();
        assertThat(bytes + packedSize(html)).isLessThan(MOST_BYTES_OF_A_PAGE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void everyModuleIsFetchedAhead(String name, Lang lang, String html) {
        Set<String> ahead = found(Pattern.compile("modulepreload\" href=\"/assets/([^\"]+)\""), html, 1);
        Set<String> modules = closure(html, IMPORT).stream()
                .filter(file -> file.endsWith(".js") && !file.equals(name + ".js"))
                .collect(Collectors.toSet());
        assertThat(ahead).isEqualTo(modules);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void everyWordTheScriptsNameIsOnThePage(String name, Lang lang, String html) {
        Function<String, String> inPage = key -> "\"" + key + "\":";
        List<String> missing = new ArrayList<>();
        for (String file : closure(html, ANY_IMPORT)) {
            if (file.endsWith(".js")) {
                WORD.matcher(text(file)).results().forEach(use -> {
                    String key = use.group(1).equals("count") ? use.group(2) + ".many" : use.group(2);
                    if (!html.contains(inPage.apply(key))) {
                        missing.add(file + ": " + key);
                    }
                });
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() {
        Texts vi = Texts.of("centre", Lang.VI);
        Texts en = Texts.of("centre", Lang.EN);
        assertThat(en.keys()).isEqualTo(vi.keys());
        assertThat(vi.keys()).allSatisfy(key -> {
            assertThat(vi.get(key)).isNotBlank();
            assertThat(found(PLACE, en.get(key), 0)).isEqualTo(found(PLACE, vi.get(key), 0));
        });
    }

    @ParameterizedTest
    @EnumSource(AlarmCode.class)
    void everyAlarmHasItsNameItsMeaningWhatIsSafeAndWhatToDo(AlarmCode code) {
        for (var lang : Lang.values()) {
            for (var what : List.of("title", "meaning", "safe", "todo")) {
                assertThat(Texts.of("centre", lang).keys()).contains("incidents." + code + "." + what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void wardPageIsAboutItsWard(Lang lang) {
        assertThat(PAGES.ward(HOAN_KIEM, lang)).contains("data-ward=\"00070\"");
        assertThat(PAGES.wards(lang)).contains("data-ward=\"\"");
    }

    /** The files the page names and, through those imports, all that they need. */
    private static Set<String> closure(String html, Pattern imports) {
        Set<String> files = new TreeSet<>();
        List<String> todo = new ArrayList<>(found(OWN_FILE, html, 1));
        while (!todo.isEmpty()) {
            String file = todo.remove(todo.size() - 1);
            if (files.add(file) && file.endsWith(".js")) {
                String folder = file.substring(0, file.lastIndexOf('/') + 1);
                found(imports, text(file), 1).forEach(other -> todo.add(folder + other));
            }
        }
        return files;
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String file) {
        return new String(
                ASSETS.find(file)
                        .orElseThrow(() -> new AssertionError("no file " + file))
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    private static int packedSize(String html) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return packed.size();
    }

    private static int size(Asset asset) {
        byte[] packed = asset.gzip();
        return packed == null ? asset.bytes().length : packed.length;
    }
}
