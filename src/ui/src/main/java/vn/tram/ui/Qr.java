package vn.tram.ui;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrCode.Ecc;

/** Square codes (ISO/IEC 18004) as SVG that stands inside a page or a printed sheet. Any thread. */
public final class Qr {
    /** Characters of a text at most: more makes squares that an old phone does not read off a sheet. */
    public static final int MOST_CHARS = 300;

    /** Modules of white around it that readers need. */
    private static final int QUIET = 4;

    private Qr() {}

    /**
     * The code of a text, black on white, with a quarter of its modules to spare for dirt and folds. It has no size of
     * its own: whoever places it gives one.
     *
     * @param label what it is, for who does not see it
     */
    public static String svg(String text, String label) {
        if (text.isEmpty() || text.length() > MOST_CHARS) {
            throw new IllegalArgumentException("a code is about 1 to " + MOST_CHARS + " characters");
        }
        var code = QrCode.encodeText(text, Ecc.QUARTILE);
        int side = code.size + 2 * QUIET;
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(',')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return "<svg class=\"qr\" viewBox=\"0 0 " + side + " " + side + "\" role=\"img\" aria-label=\"" + escaped(label)
                + "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\""
                + path + "\" fill=\"#000\"/></svg>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
