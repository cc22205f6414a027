package vn.tram.provisioning.cli;

import java.util.List;
import java.util.Map;
import vn.tram.ui.Qr;

/**
 * Claim codes on paper: one sheet a box, handed to the ward's administrator. The square holds the code alone, so a
 * scanner at the setup page types it.
 */
final class Sheet {
    private static final String STYLE = """
            body{font:18px/1.5 "Be Vietnam Pro","Noto Sans",Arial,sans-serif;margin:0;color:#111}
            section{page-break-after:always;padding:18mm;max-width:170mm}
            h1{font-size:28px;margin:0 0 4mm} .code{font-size:44px;letter-spacing:.06em;font-weight:700;margin:6mm 0}
            .qr{width:52mm;height:52mm} .print{font-family:monospace;overflow-wrap:anywhere}
            """;

    private final Words words;
    private final String centre;
    private final String fingerprint;

    /**
     * @param centre its address, as the administrator types it
     * @param fingerprint of the city's root, to be compared with what the box's page shows; empty when not known
     */
    Sheet(Words words, String centre, String fingerprint) {
        this.words = words;
        this.centre = centre;
        this.fingerprint = fingerprint;
    }

    /** @param rows with {@code box}, {@code code} and {@code until} */
    String html(List<Map<String, String>> rows) {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"" + words.lang()
                + "\"><head><meta charset=\"utf-8\"><title>" + words.say("sheet.title") + "</title>\n<style>" + STYLE
                + "</style></head><body>\n");
        rows.forEach(row -> html.append(one(row)));
        return html.append("</body></html>\n").toString();
    }

    private String one(Map<String, String> row) {
        var box = row.getOrDefault("box", "");
        var code = row.getOrDefault("code", "");
        var text = new StringBuilder("<section><h1>" + words.say("sheet.box", box) + "</h1>\n");
        text.append("<p>").append(words.say("sheet.how", escaped(centre))).append("</p>\n");
        text.append("<p class=\"code\">").append(code).append("</p>\n");
        text.append(Qr.svg(code, words.say("sheet.square", box))).append('\n');
        text.append("<p>")
                .append(words.say("sheet.until", row.getOrDefault("until", "")))
                .append("</p>\n");
        if (!fingerprint.isEmpty()) {
            text.append("<p>").append(words.say("sheet.root")).append("</p>\n<p class=\"print\">");
            text.append(fingerprint).append("</p>\n");
        }
        return text.append("</section>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
