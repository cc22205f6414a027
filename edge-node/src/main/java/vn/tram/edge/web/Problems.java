package vn.tram.edge.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.enrol.Claimed;
import vn.tram.kernel.base.Rejection;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/** Refusals as people read them: RFC 9457 problem documents with a title and what to do next, in their language. */
final class Problems {
    private static final String BUNDLE = "boxproblems";

    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("SERIES_UNKNOWN", 404),
            Map.entry("PROCEDURE_UNKNOWN", 404),
            Map.entry("COUNTER_UNKNOWN", 404),
            Map.entry("TICKET_UNKNOWN", 404),
            Map.entry("NOT_FOUND", 404),
            Map.entry("METHOD_NOT_ALLOWED", 405),
            Map.entry("REASON_REQUIRED", 400),
            Map.entry("BAD_REQUEST", 400),
            Map.entry("FOREIGN_ORIGIN", 403),
            Map.entry("HOST_UNKNOWN", 421),
            Map.entry("CODE_MISTYPED", 400),
            Map.entry("CENTRE_WRONG", 400),
            Map.entry("CLAIM_WRONG", 403),
            Map.entry("CLAIM_WRONG_LAST", 403),
            Map.entry("CLAIM_EXPIRED", 403),
            Map.entry("CLAIM_USED", 403),
            Map.entry("CLAIM_DEAD", 403),
            Map.entry("CLAIM_NONE", 403),
            Map.entry("TOO_OFTEN", 429),
            Map.entry("CITY_REFUSED", 502),
            Map.entry("CITY_NOT_PROVEN", 502),
            Map.entry("GRANT_UNUSABLE", 502),
            Map.entry("CENTRE_SILENT", 504),
            Map.entry("TOO_LARGE", 413),
            Map.entry("WRONG_TYPE", 415),
            Map.entry("INTERNAL", 500),
            Map.entry("BUSY", 503),
            Map.entry("STORE_UNAVAILABLE", 503),
            Map.entry("DISK_FULL", 503),
            Map.entry("STOPPING", 503));

    /**
     * The document; {@code type} is always {@code about:blank}, {@code code} is what programs go by.
     *
     * @param triesLeft of a code that was typed; left out where it is about none
     * @param hint English, for whoever programs; left out when there is none
     */
    record Problem(
            String type,
            int status,
            String code,
            String title,
            String detail,
            @JsonInclude(Include.NON_NULL) @Nullable Integer triesLeft,
            @JsonInclude(Include.NON_EMPTY) String hint) {}

    private Problems() {}

    static Problem of(Rejection rejection, Lang lang) {
        return of(rejection.name(), lang, "");
    }

    /** {@code hint} names the field that was wrong, for whoever programs. */
    static Problem of(String code, Lang lang, String hint) {
        return of(code, lang, null, hint);
    }

    /** What a city says that is newer than this box has no words here. */
    static Problem ofSetup(Claimed claimed, Lang lang) {
        var known = Texts.of(BUNDLE, lang).find(claimed.code() + ".title") != null;
        return of(
                known ? claimed.code() : "CITY_REFUSED",
                lang,
                claimed.triesLeft() < 0 ? null : claimed.triesLeft(),
                known ? "" : claimed.code());
    }

    private static Problem of(String code, Lang lang, @Nullable Integer triesLeft, String hint) {
        var texts = Texts.of(BUNDLE, lang);
        return new Problem(
                "about:blank",
                STATUS.getOrDefault(code, 409),
                code,
                texts.get(code + ".title"),
                texts.get(code + ".detail"),
                triesLeft,
                hint);
    }

    /** One sentence about a lasting trouble, for the status page. */
    static String alarm(String code, Lang lang) {
        return Texts.of(BUNDLE, lang).get("ALARM_" + code + ".title");
    }
}
