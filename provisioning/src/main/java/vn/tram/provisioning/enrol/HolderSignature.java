package vn.tram.provisioning.enrol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import vn.tram.kernel.base.Bytes;

/** By which the holder of a certificate shows that a request is its own; the word says what is asked for. */
final class HolderSignature {
    private static final String ALGORITHM = "SHA256withECDSA";

    private HolderSignature() {}

    static Bytes of(String word, PrivateKey key, Bytes request) {
        try {
            var pen = Signature.getInstance(ALGORITHM);
            pen.initSign(key);
            pen.update(word.getBytes(US_ASCII));
            pen.update(request.toArray());
            return Bytes.owned(pen.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("a key of our own making", impossible);
        }
    }

    static boolean isOf(String word, X509Certificate certificate, Bytes request, Bytes signature) {
        try {
            var judge = Signature.getInstance(ALGORITHM);
            judge.initVerify(certificate.getPublicKey());
            judge.update(word.getBytes(US_ASCII));
            judge.update(request.toArray());
            return judge.verify(signature.toArray());
        } catch (GeneralSecurityException forged) { // no signature at all, or another kind of key
            return false;
        }
    }
}
