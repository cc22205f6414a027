package vn.tram.centre.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
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
            Map.entry("INSTANCE_UNKNOWN", 404),
            Map.entry("RULING_WRONG", 400),
            Map.entry("RULING_OVERTAKEN", 409),
            Map.entry("METHOD_NOT_ALLOWED", 405),
            Map.entry("TOO_LARGE", 413),
            Map.entry("WRONG_TYPE", 415),
            Map.entry("INTERNAL", 500),
            Map.entry("BUSY", 503),
            Map.entry("STOPPING", 503),
            Map.entry("STORE_UNAVAILABLE", 503));

    /**
     * The document; {@code type} is always {@code about:blank}, {@code code} is what programs go by.
     *
     * @param problems what is wrong with which field; left out when there is none
     * @param hint English, for whoever programs; left out when there is none
     */
    record Problem(
            String type,
            int status,
            String code,
            String title,
            String detail,
            @JsonInclude(Include.NON_EMPTY) List<FieldProblem> problems,
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
                String.valueOf(refusal.getMessage()));
    }
}
