package vn.tram.node.net.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.tram.kernel.base.BadForm;

/** Certificates and keys as text (RFC 7468), read and written by the JDK alone. Any thread. */
public final class PemText {
    /** Characters of a text at most. */
    static final int MAX_CHARS = 256 * 1024;

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final int LINE = 64;
    private static final List<String> KINDS_OF_KEYS = List.of("EC", "RSA");

    private PemText() {}

    /** All certificates of a text, in order; at least one. What stands between them is passed over. */
    public static List<X509Certificate> certificates(String text) throws BadForm {
        var all = new ArrayList<X509Certificate>();
        for (var block : blocks(text, CERTIFICATE)) {
            all.add(certificate(block));
        }
        if (all.isEmpty()) {
            throw new BadForm("there is no certificate in it");
        }
        return List.copyOf(all);
    }

    private static X509Certificate certificate(byte[] block) throws BadForm {
        try {
            var read = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block));
            if (read instanceof X509Certificate certificate) {
                return certificate;
            }
            throw new BadForm("not a certificate of X.509");
        } catch (CertificateException broken) {
            throw new BadForm("a certificate in it is broken: " + broken.getMessage(), broken);
        }
    }

    /** The one private key of a text: PKCS 8, not encrypted. */
    public static PrivateKey key(String text) throws BadForm {
        var blocks = blocks(text, KEY);
        if (blocks.size() != 1) {
            throw new BadForm("there must be one private key in it (BEGIN PRIVATE KEY), not " + blocks.size());
        }
        for (var kind : KINDS_OF_KEYS) {
            var key = key(kind, blocks.get(0));
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new BadForm("the private key in it is broken");
    }

    private static Optional<PrivateKey> key(String kind, byte[] block) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(block)));
        } catch (GeneralSecurityException ofAnotherKind) {
            return Optional.empty();
        }
    }

    private static List<byte[]> blocks(String text, String kind) throws BadForm {
        if (text.length() > MAX_CHARS) {
            throw new BadForm("it has over " + MAX_CHARS + " characters");
        }
        var form = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]*+)-----END " + kind + "-----");
        var found = form.matcher(text);
        var all = new ArrayList<byte[]>();
        while (found.find()) {
            try {
                all.add(Base64.getMimeDecoder().decode(found.group(1)));
            } catch (IllegalArgumentException broken) {
                throw new BadForm("not in the form of RFC 7468: " + broken.getMessage(), broken);
            }
        }
        return all;
    }

    static String of(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        for (var each : certificates) {
            try {
                text.append(block(CERTIFICATE, each.getEncoded()));
            } catch (CertificateException impossible) {
                throw new AssertionError("a certificate that was read", impossible);
            }
        }
        return text.toString();
    }

    static String of(PrivateKey key) {
        return block(KEY, key.getEncoded());
    }

    private static String block(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
