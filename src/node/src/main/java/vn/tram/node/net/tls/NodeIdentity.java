package vn.tram.node.net.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import vn.tram.kernel.base.BadForm;

/**
 * A key with what is certified of it. Its parts are held against each other before anybody uses them.
 *
 * @param key private; shows itself in no log
 * @param chain its certificate, then the one that vouches for it, and so on; the last one may be an anchor or not
 */
public record NodeIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** Certificates at most: more are none of ours. */
    private static final int LONGEST = 5;

    private static final byte[] TRIAL = "trial".getBytes(US_ASCII);

    public NodeIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
    }

    /** @throws BadForm when the key is not the certificate's, or a certificate was not issued by the next one */
    public static NodeIdentity of(PrivateKey key, List<X509Certificate> chain) throws BadForm {
        if (chain.isEmpty() || chain.size() > LONGEST) {
            throw new BadForm("an identity has 1 to " + LONGEST + " certificates, not " + chain.size());
        }
        var made = new NodeIdentity(key, chain);
        if (!made.keyFits()) {
            throw new BadForm("the key is not that of the certificate");
        }
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!isIssuedBy(chain.get(i), chain.get(i + 1))) {
                throw new BadForm(name(chain.get(i)) + " was not issued by " + name(chain.get(i + 1)));
            }
        }
        return made;
    }

    /** The certificate of the key. */
    public X509Certificate leaf() {
        return chain.get(0);
    }

    private boolean keyFits() {
        try {
            var algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            var pen = Signature.getInstance(algorithm);
            pen.initSign(key);
            pen.update(TRIAL);
            var signature = pen.sign();
            pen.initVerify(leaf().getPublicKey());
            pen.update(TRIAL);
            return pen.verify(signature);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    private static boolean isIssuedBy(X509Certificate below, X509Certificate above) {
        try {
            below.verify(above.getPublicKey());
            return below.getIssuerX500Principal().equals(above.getSubjectX500Principal());
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    @Override
    public String toString() {
        return "the identity " + name(leaf());
    }
}
