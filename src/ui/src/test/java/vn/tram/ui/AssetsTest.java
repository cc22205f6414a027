package vn.tram.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
    private final Assets assets = new Assets("vn/tram/ui/own");

    @Test
    void sharedFileIsFoundWithTypeTagAndPackedBytes() throws IOException {
        Asset css = assets.find("ui/tram.css").orElseThrow();
        assertThat(css.contentType()).isEqualTo("text/css; charset=utf-8");
        assertThat(css.etag()).matches("\"[0-9a-f]{64}\"");
        byte[] packed = css.gzip();
        assertThat(packed).isNotNull();
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(css.bytes());
        }
    }

    @Test
    void ownFileIsFoundWithoutPrefix() {
        assertThat(assets.find("page.js")).isPresent();
    }

    @Test
    void onlyTheFilesOwnVersionMayBeKeptForEver() {
        Asset css = assets.find("ui/tram.css").orElseThrow();
        assertThat(assets.url("ui/tram.css")).isEqualTo("/assets/ui/tram.css?v=" + css.version());
        assertThat(css.cacheControl(css.version())).contains("immutable");
        assertThat(css.cacheControl("000000000000")).isEqualTo("no-cache");
        assertThat(css.cacheControl(null)).isEqualTo("no-cache");
        assertThat(assets.plainUrl("ui/tram.css")).isEqualTo("/assets/ui/tram.css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "ui",
                "ui/",
                "ui/fonts",
                "../texts/ui_vi.properties",
                "ui/../../texts/ui_vi.properties",
                "ui/..%2f..%2ftexts/ui_vi.properties",
                "ui//tram.css",
                "ui/./tram.css",
                "ui/.hidden.css",
                "/ui/tram.css",
                "ui\\tram.css",
                "ui/tram.css\0",
                "ui/TRAM.CSS",
                "ui/Assets.class",
                "ui/none.css"
            })
    void nothingOutsideThePlainNamesIsFound(String path) {
        assertThat(assets.find(path)).isEmpty();
    }

    @Test
    void namingAMissingFileInAPageFailsLoudly() {
        assertThatThrownBy(() -> assets.url("ui/none.css")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fontsAreNamedWithTheirOwnVersion() {
        Asset css = assets.find("ui/fonts.css").orElseThrow();
        Matcher font = Pattern.compile("url\\(\"(fonts/[^?]+)\\?v=([0-9a-f]+)\"\\)")
                .matcher(new String(css.bytes(), StandardCharsets.UTF_8));
        int fonts = 0;
        while (font.find()) {
            fonts++;
            Asset file = assets.find("ui/" + font.group(1)).orElseThrow();
            assertThat(file.version()).isEqualTo(font.group(2));
            assertThat(file.gzip()).isNull();
        }
        assertThat(fonts).isEqualTo(4);
    }
}
