package vn.tram.provisioning.ca;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Properties;
import vn.tram.kernel.base.BadForm;

/** The files of an authority that issues, as {@code tram-provision ca issuing} leaves them for the centre. */
public final class IssuingFolder {
    /** Organisation and domain. */
    public static final String CITY = "city.properties";

    /** The root's certificate. */
    public static final String ROOT = "root.pem";

    /** The issuing authority's key, unencrypted: a centre that starts after a power cut has nobody who types. */
    public static final String KEY = "issuing.key";

    /** Its certificate. */
    public static final String CERTIFICATE = "issuing.pem";

    /** @param root that made the authority; what boxes trust */
    public record Issuing(Authority authority, X509Certificate root) {}

    private IssuingFolder() {}

    /**
     * Reads the folder.
     *
     * @throws BadForm when a file is damaged, or they do not belong together
     */
    public static Issuing open(Path folder, SecureRandom random) throws IOException, BadForm {
        return open(folder, Pem.key(read(folder, KEY)), random);
    }

    /** As {@link #open(Path, SecureRandom)}, where the key is in a token. */
    public static Issuing open(Path folder, KeyToken token, SecureRandom random) throws IOException, BadForm {
        return open(folder, token.key(), random);
    }

    /** As {@link #open(Path, KeyToken, SecureRandom)}, with the system's own randomness. */
    public static Issuing open(Path folder, KeyToken token) throws IOException, BadForm {
        return open(folder, token, new SecureRandom());
    }

    private static Issuing open(Path folder, PrivateKey half, SecureRandom random) throws IOException, BadForm {
        var certificate = Pem.certificates(read(folder, CERTIFICATE)).get(0);
        var key = Pem.pair(half, certificate);
        var root = Pem.certificates(read(folder, ROOT)).get(0);
        return new Issuing(new Authority(names(folder), key, certificate, random), root);
    }

    /** As {@link #open(Path, SecureRandom)}, with the system's own randomness. */
    public static Issuing open(Path folder) throws IOException, BadForm {
        return open(folder, new SecureRandom());
    }

    /** Who the authority of a folder is, root or issuing. */
    public static CityNames names(Path folder) throws IOException, BadForm {
        var city = new Properties();
        city.load(new StringReader(read(folder, CITY)));
        try {
            return new CityNames(city.getProperty("organisation", ""), city.getProperty("domain", ""));
        } catch (IllegalArgumentException wrong) {
            throw new BadForm(CITY + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
