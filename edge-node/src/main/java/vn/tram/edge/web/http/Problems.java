package vn.tram.edge.web.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Map;
import vn.tram.edge.enrol.Claimed;
import vn.tram.kernel.base.Rejection;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/** Refusals as people read them: RFC 9457 problem documents with a title and what to do next, in their language. */
public final class Problems {
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
            Map.entry("DEVICE_NEEDED", 401),
            Map.entry("SIGN_IN_NEEDED", 401),
            Map.entry("SCREEN_LOCKED", 423),
            Map.entry("NOT_ALLOWED", 403),
            Map.entry("STEP_UP_NEEDED", 403),
            Map.entry("HEADER_MISSING", 403),
            Map.entry("PIN_WRONG", 401),
            Map.entry("CODE_WRONG", 401),
            Map.entry("LOCKED", 423),
            Map.entry("WAIT", 429),
            Map.entry("ONLINE_ONLY", 429),
            Map.entry("ENTITLEMENT_OVER", 403),
            Map.entry("PIN_UNFIT", 400),
            Map.entry("NOT_TWO", 403),
            Map.entry("STAFF_UNKNOWN", 404),
            Map.entry("DEVICE_UNKNOWN", 404),
            Map.entry("CODE_UNKNOWN", 404),
            Map.entry("LABEL_UNFIT", 400),
            Map.entry("TOO_MANY_TRIES", 503),
            Map.entry("STOPPING", 503));

    /**
     * The document; {@code type} is always {@code about:blank}, {@code code} is what programs go by.
     *
     * @param hint English, for whoever programs; left out when there is none
     * @param more figures that belong to the code, for instance {@code waitMs}; members of the document themselves
     */
    public record Problem(
            String type,
            int status,
            String code,
            String title,
            String detail,
            @JsonInclude(Include.NON_EMPTY) String hint,
            @JsonAnyGetter Map<String, Object> more) {
        public Problem {
            more = Map.copyOf(more);
        }
    }

    private Problems() {}

    public static Problem of(Rejection rejection, Lang lang) {
        return of(rejection.name(), lang, "");
    }

    /** {@code hint} names the field that was wrong, for whoever programs. */
    public static Problem of(String code, Lang lang, String hint) {
        return of(code, lang, hint, Map.of());
    }

    /** What a city says that is newer than this box has no words here. */
    public static Problem ofSetup(Claimed claimed, Lang lang) {
        var known = Texts.of(BUNDLE, lang).find(claimed.code() + ".title") != null;
        return of(
                known ? claimed.code() : "CITY_REFUSED",
                lang,
                known ? "" : claimed.code(),
                claimed.triesLeft() < 0 ? Map.of() : Map.of("triesLeft", claimed.triesLeft()));
    }

    /** @param more see {@link Problem#more} */
    public static Problem of(String code, Lang lang, String hint, Map<String, Object> more) {
        var texts = Texts.of(BUNDLE, lang);
        return new Problem(
                "about:blank",
                STATUS.getOrDefault(code, 409),
                code,
                texts.get(code + ".title"),
                texts.get(code + ".detail"),
                hint,
                more);
    }

    /** One sentence about a lasting trouble, for the status page. */
    public static String alarm(String code, Lang lang) {
        return Texts.of(BUNDLE, lang).get("ALARM_" + code + ".title");
    }
}
