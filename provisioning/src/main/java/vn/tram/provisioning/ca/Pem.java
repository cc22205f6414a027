package vn.tram.provisioning.ca;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import vn.tram.kernel.base.BadForm;

/**
 * Certificates and keys as text (RFC 7468), which every other program reads too. A key of an authority is written under
 * a passphrase: PKCS 8 with AES-256 and PBKDF2-HMAC-SHA256 (RFC 8018). Any thread.
 */
public final class Pem {
    /** Rounds of PBKDF2: a good second of an old PC (OWASP: 600,000 at least). */
    static final int ROUNDS = 600_000;

    /** Characters of a passphrase at least: it stands alone against who found the file. */
    public static final int SHORTEST_PASSPHRASE = 14;

    /** For PBES2, whose padding the JDK calls by another name; not installed for anybody else. */
    private static final Provider LIBRARY = new BouncyCastleProvider();

    private static final int MAX_TEXT = 256 * 1024;

    private Pem() {}

    public static String of(X509Certificate... certificates) {
        return text((Object[]) certificates);
    }

    public static String of(X509CRL list) {
        return text(list);
    }

    /** Unencrypted: for a file that only its owner reads. */
    public static String of(PrivateKey key) {
        try {
            return text(new JcaPKCS8Generator(key, null));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** @param passphrase of {@link #SHORTEST_PASSPHRASE} characters at least */
    public static String encrypted(PrivateKey key, String passphrase, SecureRandom random) {
        if (passphrase.length() < SHORTEST_PASSPHRASE) {
            throw new IllegalArgumentException("a passphrase has " + SHORTEST_PASSPHRASE + " characters at least");
        }
        try {
            var lock = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(LIBRARY)
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(ROUNDS)
                    .setRandom(random)
                    .setPassword(passphrase.toCharArray())
                    .build();
            return text(new JcaPKCS8Generator(key, lock));
        } catch (IOException | OperatorCreationException impossible) {
            throw new AssertionError("every Java platform has AES and PBKDF2", impossible);
        }
    }

    private static String text(Object... objects) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (var object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException impossible) {
            throw new AssertionError("in memory", impossible);
        }
        return text.toString();
    }

    /** All certificates of a text, in order; at least one. */
    public static List<X509Certificate> certificates(String text) throws BadForm {
        var all = new ArrayList<X509Certificate>();
        for (var object : objects(text)) {
            if (object instanceof X509CertificateHolder holder) {
                all.add(certificate(holder));
            }
        }
        if (all.isEmpty()) {
            throw new BadForm("no certificate in the text");
        }
        return all;
    }

    private static X509Certificate certificate(X509CertificateHolder holder) throws BadForm {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (GeneralSecurityException broken) {
            throw new BadForm("a broken certificate", broken);
        }
    }

    /** The one key of a text that is not encrypted. */
    public static PrivateKey key(String text) throws BadForm {
        for (var object : objects(text)) {
            if (object instanceof PrivateKeyInfo key) {
                return key(key);
            }
        }
        throw new BadForm("no private key in the text");
    }

    /** The one key of a text, which is under a passphrase; another passphrase is {@link BadForm}. */
    public static PrivateKey key(String text, String passphrase) throws BadForm {
        for (var object : objects(text)) {
            if (object instanceof PKCS8EncryptedPrivateKeyInfo locked) {
                try {
                    return key(locked.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                            .setProvider(LIBRARY)
                            .build(passphrase.toCharArray())));
                } catch (PKCSException wrong) {
                    throw new BadForm("the passphrase does not open this key", wrong);
                }
            }
        }
        throw new BadForm("no private key under a passphrase in the text");
    }

    private static PrivateKey key(PrivateKeyInfo info) throws BadForm {
        try {
            var key = new JcaPEMKeyConverter().getPrivateKey(info);
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (IOException | GeneralSecurityException broken) {
            throw new BadForm("a broken private key", broken);
        }
    }

    /** A key with the public half that its certificate tells. */
    public static KeyPair pair(PrivateKey key, X509Certificate certificate) throws BadForm {
        var pair = new KeyPair(certificate.getPublicKey(), key);
        if (!Halves.belongTogether(pair)) {
            throw new BadForm("the key is not that of the certificate");
        }
        return pair;
    }

    private static List<Object> objects(String text) throws BadForm {
        if (text.length() > MAX_TEXT) {
            throw new BadForm("the text is over " + MAX_TEXT + " characters");
        }
        try (var parser = new PEMParser(new StringReader(text))) {
            var all = new ArrayList<>();
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                all.add(object);
            }
            return all;
        } catch (IOException | RuntimeException broken) { // whatever a parser throws, it is a file's bytes
            throw new BadForm("not a text of certificates or keys: " + broken.getMessage(), broken);
        }
    }
}
