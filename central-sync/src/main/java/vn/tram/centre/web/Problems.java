package vn.tram.centre.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/** Refusals as people read them: RFC 9457 problem documents with a title and what to do next, in their language. */
final class Problems {
    private static final String BUNDLE = "centreproblems";

    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("BAD_REQUEST", 400),
            Map.entry("SETTINGS_WRONG", 400),
            Map.entry("FOREIGN_ORIGIN", 403),
            Map.entry("HOST_UNKNOWN", 421),
            Map.entry("NOT_FOUND", 404),
            Map.entry("WARD_UNKNOWN", 404),
            Map.entry("BOX_UNKNOWN", 404),
            Map.entry("STAFF_UNKNOWN", 404),
            Map.entry("STAFF_WRONG", 400),
            Map.entry("INSTANCE_UNKNOWN", 404),
            Map.entry("RULING_WRONG", 400),
            Map.entry("RULING_OVERTAKEN", 409),
            Map.entry("ENROL_BAD_FORM", 400),
            Map.entry("WORDS_WRONG", 400),
            Map.entry("TOKEN_WRONG", 401),
            Map.entry("CLAIM_WRONG", 403),
            Map.entry("CLAIM_WRONG_LAST", 403),
            Map.entry("CLAIM_EXPIRED", 403),
            Map.entry("CLAIM_USED", 403),
            Map.entry("CLAIM_DEAD", 403),
            Map.entry("CLAIM_NONE", 403),
            Map.entry("CERTIFICATE_UNKNOWN", 403),
            Map.entry("CERTIFICATE_REVOKED", 403),
            Map.entry("CERTIFICATE_TOO_OLD", 403),
            Map.entry("RENEW_UNSIGNED", 403),
            Map.entry("HALL_NAME_FOREIGN", 403),
            Map.entry("HTTPS_ONLY", 403),
            Map.entry("TOO_OFTEN", 429),
            Map.entry("RENEWED_TOO_OFTEN", 429),
            Map.entry("METHOD_NOT_ALLOWED", 405),
            Map.entry("TOO_LARGE", 413),
            Map.entry("WRONG_TYPE", 415),
            Map.entry("INTERNAL", 500),
            Map.entry("BUSY", 503),
            Map.entry("STOPPING", 503),
            Map.entry("ENROL_OFF", 503),
            Map.entry("STORE_UNAVAILABLE", 503));

    /**
     * The document; {@code type} is always {@code about:blank}, {@code code} is what programs go by.
     *
     * @param problems what is wrong with which field; left out when there is none
     * @param triesLeft wrong tries of a code that may still come; left out where it is about no code
     * @param hint English, for whoever programs; left out when there is none
     */
    record Problem(
            String type,
            int status,
            String code,
            String title,
            String detail,
            @JsonInclude(Include.NON_EMPTY) List<FieldProblem> problems,
            @JsonInclude(Include.NON_NULL) @Nullable Integer triesLeft,
            @JsonInclude(Include.NON_EMPTY) String hint) {}

    record FieldProblem(String field, String text) {}

    private Problems() {}

    static Problem of(Refusal refusal, Lang lang) {
        var texts = Texts.of(BUNDLE, lang);
        var fields = refusal.problems().stream()
                .map(each -> new FieldProblem(each.field(), texts.get("field." + each.code())))
                .toList();
        return new Problem(
                "about:blank",
                STATUS.getOrDefault(refusal.code(), 409),
                refusal.code(),
                texts.get(refusal.code() + ".title"),
                texts.get(refusal.code() + ".detail"),
                fields,
                refusal.triesLeft(),
                String.valueOf(refusal.getMessage()));
    }
}
