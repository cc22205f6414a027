package vn.tram.edge.web.listen;

/**
 * What the page about certificates shows.
 *
 * @param link where the pages are opened
 * @param qr the same for a telephone, as SVG
 * @param fingerprint SHA-256 of the city's root, in groups of four; empty before the box was enrolled
 */
public record TrustView(String link, String qr, String fingerprint) {
    /** Whether there is a root to trust. */
    public boolean known() {
        return !fingerprint.isEmpty();
    }
}
