package vn.tram.edge.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.trust.Digest;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.SelfMade;
import vn.tram.ui.Lang;

final class TrustPageTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final String LINK = "https://w00070-1.tram.test:8443/";

    private final Authority root = Authority.root(new CityNames("UBND", "tram.test"), NOW, new SecureRandom());

    private TrustPage page(boolean enrolled) throws BadForm {
        var key = EcKeys.node(new SecureRandom());
        var names = new HallNames(Set.of(), Set.of());
        var own = NodeIdentity.of(
                key.getPrivate(), List.of(SelfMade.certificate(key, new BoxId("w00070-1"), names, NOW)));
        var face = new Face(own, enrolled, 0, enrolled ? Optional.of(root.certificate()) : Optional.empty());
        return new TrustPage(() -> face, request -> LINK);
    }

    @Test
    void pageTellsTheFourStepsTheFingerprintAndWhereToGo() throws Exception {
        for (var lang : Lang.values()) {
            var html = page(true).html(lang, LINK);
            assertThat(html).startsWith("<!doctype html>").contains("lang=\"" + lang.tag() + "\"");
            assertThat(html).contains("href=\"" + LINK + "\"", "href=\"/root.crt\"", "<svg", "</ol>");
            var hex = Digest.of(root.certificate().getEncoded()).hex().toUpperCase(java.util.Locale.ROOT);
            assertThat(html).contains(hex.substring(0, 4) + " " + hex.substring(4, 8) + " ");
            assertThat(html).doesNotContain("<script", " style=", "<style");
        }
    }

    @Test
    void boxThatNobodyKnowsYetLeadsToItsSetupPageAndOffersNoRoot() throws Exception {
        var html = page(false).html(Lang.VI, LINK);
        assertThat(html).contains("href=\"" + LINK + "setup\"").doesNotContain("root.crt", "<ol");
    }

    @Test
    void hostileNameInTheLinkStaysText() throws Exception {
        assertThat(page(true).html(Lang.VI, "https://x\"><script>alert(1)</script>/"))
                .doesNotContain("<script");
    }
}
