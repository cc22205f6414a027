package vn.tram.provisioning.enrol;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * A refusal of the centre, as programs read it: two members of its problem document (RFC 9457).
 *
 * @param code name of the problem, for instance {@code CLAIM_WRONG}
 * @param triesLeft wrong tries of the code that may still come; -1 where it is about no code
 */
public record CityRefusal(String code, int triesLeft) {
    /** Reads the document; throws {@link BadForm} for what no centre says. */
    public static CityRefusal read(Bytes problem) throws BadForm {
        var document = Json.read(problem, CityAnswer.MAX_BYTES);
        var code = Json.text(document, "code");
        if (!code.matches("[A-Z_]{1,40}")) {
            throw new BadForm("code must be a name such as CLAIM_WRONG");
        }
        return new CityRefusal(code, document.path("triesLeft").asInt(-1));
    }
}
