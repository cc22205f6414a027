package vn.tram.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastTest {
    private static final Map<String, Integer> COLOURS = colours();

    @ParameterizedTest
    @CsvSource({
        "ink, paper",
        "ink, card",
        "ink, brand-soft",
        "ink, bar-soft",
        "ink-soft, paper",
        "ink-soft, card",
        "ink-soft, brand-soft",
        "brand, card",
        "brand, paper",
        "brand, brand-soft",
        "brand-deep, brand-soft",
        "on-brand, brand",
        "on-brand, brand-deep",
        "call-ink, call",
        "ok, ok-soft",
        "warn, warn-soft",
        "bad, bad-soft",
        "ok, card",
        "warn, card",
        "bad, card"
    })
    void textHasContrastOfSeven(String text, String ground) {
        assertThat(contrast(text, ground)).isGreaterThanOrEqualTo(7.0);
    }

    @ParameterizedTest
    @CsvSource({"edge, card", "edge, paper", "focus, card", "focus, paper", "bar, card", "brand, paper"})
    void edgesOfControlsHaveContrastOfThree(String edge, String ground) {
        assertThat(contrast(edge, ground)).isGreaterThanOrEqualTo(3.0);
    }

    private static double contrast(String one, String other) {
        double a = luminance(colour(one));
        double b = luminance(colour(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static int colour(String name) {
        Integer rgb = COLOURS.get(name);
        if (rgb == null) {
            throw new AssertionError("no colour --" + name + " in tram.css");
        }
        return rgb;
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static Map<String, Integer> colours() {
        byte[] css =
                new Assets("vn/tram/ui/own").find("ui/tram.css").orElseThrow().bytes();
        Matcher token =
                Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(new String(css, StandardCharsets.UTF_8));
        Map<String, Integer> colours = new HashMap<>();
        while (token.find()) {
            colours.put(token.group(1), Integer.parseInt(token.group(2), 16));
        }
        return colours;
    }
}
