package vn.tram.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts vi = Texts.of("ui", Lang.VI);

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() {
        assertThat(TextParity.problems("ui")).isEmpty();
    }

    @Test
    void vietnameseMarksSurviveReading() {
        assertThat(vi.get("app.name")).isEqualTo("Trạm Một Cửa");
    }

    @Test
    void missingKeyOrBundleFailsLoudly() {
        assertThatThrownBy(() -> vi.get("no.such.key")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Texts.of("nosuchbundle", Lang.VI)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Texts.of("../ui", Lang.VI)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vi.json("nothing.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void placesAreFilledAndAMissingValueFailsLoudly() {
        assertThat(vi.get("span.minutes.many", Map.of("n", 42))).isEqualTo("42 phút");
        assertThatThrownBy(() -> vi.get("span.minutes.many", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jsonCannotLeaveTheScriptBlock() {
        String json = Texts.of("hostile", Lang.VI).json("x.");
        assertThat(json).doesNotContain("<", ">", "&").contains("\\u003c/script");
    }

    @Test
    void languageIsChosenByNameThenHeaderThenVietnamese() {
        assertThat(Lang.choose("en", "vi")).isEqualTo(Lang.EN);
        assertThat(Lang.choose("fr", "en-GB,en;q=0.9")).isEqualTo(Lang.EN);
        assertThat(Lang.choose(null, "fr, vi;q=0.5")).isEqualTo(Lang.VI);
        assertThat(Lang.choose(null, null)).isEqualTo(Lang.VI);
    }
}
