package vn.tram.system.rules.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/** The page for operators holds every incident, in the words of the pages: who reads either knows the other. */
final class IncidentPageTest {
    private static final String PAGE = "src/docs/operating/incidents.md";

    private static String page = "";

    @BeforeAll
    static void readPage() throws IOException, InterruptedException {
        page = oneLine(Tree.ofRepository().text(PAGE));
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyIncidentOfTheCentreIsThere(Lang lang) {
        var texts = Texts.of("centre", lang);
        var missing = Arrays.stream(AlarmCode.values())
                .flatMap(code -> {
                    var key = "incidents." + code + ".";
                    return Stream.of(
                            "#### " + code + ": " + texts.get(key + "title"),
                            texts.get(key + "meaning"),
                            texts.get(key + "safe"),
                            texts.get(key + "todo"));
                })
                .filter(words -> !page.contains(words));
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyAlarmOfABoxIsThere(Lang lang) {
        var texts = Texts.of("boxproblems", lang);
        var alarms =
                texts.keys().stream().filter(key -> key.startsWith("ALARM_")).toList();
        assertThat(alarms).hasSizeGreaterThan(5);
        var missing = alarms.stream()
                .flatMap(key -> Stream.of(
                        "#### " + key.replaceAll("^ALARM_|\\.title$", "") + " (" + (lang == Lang.VI ? "máy" : "box")
                                + ")",
                        texts.get(key)))
                .filter(words -> !page.contains(words));
        assertThat(missing).isEmpty();
    }

    private static String oneLine(String text) {
        return String.join(" ", List.of(text.strip().split("\\s+")));
    }
}
