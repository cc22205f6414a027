package vn.tram.provisioning.ca;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/** Whether a private key belongs to a public one: by a trial. */
final class Halves {
    private static final byte[] TRIAL = "trial".getBytes(US_ASCII);

    private Halves() {}

    static boolean belongTogether(KeyPair pair) {
        try {
            var pen = Signature.getInstance("SHA256withECDSA");
            pen.initSign(pair.getPrivate());
            pen.update(TRIAL);
            var signature = pen.sign();
            // Another one: the first may be a token's, which has no business with public keys.
            var eye = Signature.getInstance("SHA256withECDSA");
            eye.initVerify(pair.getPublic());
            eye.update(TRIAL);
            return eye.verify(signature);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
