package vn.tram.provisioning.enrol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.claims.ClaimKey.Side;

/**
 * What a box that nobody knows yet says to the city: body of {@code POST /enrol}.
 *
 * @param request for a certificate, PKCS 10
 * @param proof of the code over name and request
 */
public record ClaimRequest(BoxId box, Bytes request, Bytes proof) {
    /** Bytes of the document at most. */
    public static final int MAX_BYTES = 8 * 1024;

    public static ClaimRequest of(BoxId box, Bytes request, ClaimKey key) {
        return new ClaimRequest(box, request, key.prove(Side.BOX, name(box), request));
    }

    public boolean isProvedBy(ClaimKey key) {
        return key.proves(Side.BOX, proof, name(box), request);
    }

    private static Bytes name(BoxId box) {
        return Bytes.owned(box.value().getBytes(US_ASCII));
    }

    public Bytes json() {
        var document = Json.fresh();
        document.put("box", box.value());
        document.put("request", Json.base64(request));
        document.put("proof", Json.base64(proof));
        return Bytes.owned(Json.text(document).getBytes(UTF_8));
    }

    public static ClaimRequest read(Bytes json) throws BadForm {
        var document = Json.read(json, MAX_BYTES);
        return new ClaimRequest(Json.box(document), Json.base64(document, "request"), Json.base64(document, "proof"));
    }
}
