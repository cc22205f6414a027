package vn.tram.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QrTest {
    /** Version 1 has 21 modules a side, and readers need four of white around it. */
    @Test
    void shortTextIsTheSmallestCodeWithItsQuietZone() {
        var svg = Qr.svg("7K2M-9QXD-04TF", "mã");
        assertThat(svg).startsWith("<svg").endsWith("</svg>").contains("viewBox=\"0 0 29 29\"", "aria-label=\"mã\"");
        assertThat(svg).contains("M4,4h1v1h-1z").doesNotContain("M3,");
    }

    @Test
    void labelCannotEndItsAttribute() {
        assertThat(Qr.svg("x", "a\"><script>")).contains("a&quot;>&lt;script>").doesNotContain("<script");
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Qr.svg("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Qr.svg("x".repeat(Qr.MOST_CHARS + 1), "x"));
    }
}
