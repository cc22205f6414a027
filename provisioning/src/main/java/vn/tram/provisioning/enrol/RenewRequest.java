package vn.tram.provisioning.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.ca.Pem;

/**
 * What a box says that has a certificate, and wants the next: body of {@code POST /enrol/renew}.
 *
 * @param certificate the one it has
 * @param request for the next one, PKCS 10, about a new key
 * @param signature of the old key over the request
 */
public record RenewRequest(X509Certificate certificate, Bytes request, Bytes signature) {
    /** Bytes of the document at most. */
    public static final int MAX_BYTES = 16 * 1024;

    /** So that what is signed here is never taken for something else that the key signs. */
    private static final String WORD = "tram-renew-box-1";

    /** @param key that of the certificate */
    public static RenewRequest of(PrivateKey key, X509Certificate certificate, Bytes request) {
        return new RenewRequest(certificate, request, HolderSignature.of(WORD, key, request));
    }

    /**
     * Whether the holder of the certificate's key signed this very request. Who signed the certificate is not judged.
     */
    public boolean isSignedByHolder() {
        return HolderSignature.isOf(WORD, certificate, request, signature);
    }

    public Bytes json() {
        var document = Json.fresh();
        document.put("certificate", Pem.of(certificate));
        document.put("request", Json.base64(request));
        document.put("signature", Json.base64(signature));
        return Bytes.owned(Json.text(document).getBytes(UTF_8));
    }

    public static RenewRequest read(Bytes json) throws BadForm {
        var document = Json.read(json, MAX_BYTES);
        return new RenewRequest(
                Pem.certificates(Json.text(document, "certificate")).get(0),
                Json.base64(document, "request"),
                Json.base64(document, "signature"));
    }
}
