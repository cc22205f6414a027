package vn.tram.provisioning.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.node.store.WholeFile;
import vn.tram.node.store.WholeFile.Readers;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.IssuingFolder;
import vn.tram.provisioning.ca.KeyToken;
import vn.tram.provisioning.ca.Pem;

/**
 * An authority as files of a folder: {@code city.properties}, a key and a certificate. The root's key is under a
 * passphrase and its folder belongs on a medium that lies in a safe; the issuing one's is readable by its owner alone,
 * since a centre that starts after a power cut has nobody beside it who types.
 */
final class CaFolder {
    private static final String CITY = IssuingFolder.CITY;
    private static final String ROOT_KEY = "root.key";
    static final String ROOT = IssuingFolder.ROOT;
    private static final String ISSUING_KEY = IssuingFolder.KEY;
    static final String ISSUING = IssuingFolder.CERTIFICATE;

    private final Path folder;
    private final SecureRandom random;
    private final Words words;

    CaFolder(Path folder, SecureRandom random, Words words) {
        this.folder = folder;
        this.random = random;
        this.words = words;
    }

    /** Refuses where any part of an authority is already: a root is never overwritten. */
    void mustBeFree() throws Refused {
        for (var name : new String[] {CITY, ROOT_KEY, ROOT, ISSUING_KEY, ISSUING}) {
            if (Files.exists(folder.resolve(name))) {
                throw new Refused(words.say("folder.taken", folder, name));
            }
        }
    }

    void putRoot(Authority root, String passphrase) throws IOException {
        Files.createDirectories(folder);
        putCity(root.names());
        WholeFile.write(
                folder.resolve(ROOT_KEY), Pem.encrypted(root.key().getPrivate(), passphrase, random), Readers.OWNER);
        WholeFile.write(folder.resolve(ROOT), Pem.of(root.certificate()), Readers.EVERYBODY);
    }

    /**
     * @param root that made it, whose certificate every chain ends with
     * @param token that keeps the key; null: a file does
     */
    void putIssuing(Authority issuing, Authority root, @Nullable KeyToken token) throws IOException {
        Files.createDirectories(folder);
        putCity(issuing.names());
        WholeFile.write(folder.resolve(ROOT), Pem.of(root.certificate()), Readers.EVERYBODY);
        if (token == null) {
            WholeFile.write(folder.resolve(ISSUING_KEY), Pem.of(issuing.key().getPrivate()), Readers.OWNER);
        } else {
            token.keep(issuing);
        }
        WholeFile.write(folder.resolve(ISSUING), Pem.of(issuing.certificate()), Readers.EVERYBODY);
    }

    private void putCity(CityNames names) throws IOException {
        var city = new Properties();
        city.setProperty("organisation", names.organisation());
        city.setProperty("domain", names.domain());
        var text = new StringWriter();
        city.store(text, null);
        // Without the line that tells the time of day, the same settings are the same file.
        var lines =
                text.toString().lines().filter(line -> !line.startsWith("#")).sorted();
        WholeFile.write(folder.resolve(CITY), String.join("\n", lines.toList()) + "\n", Readers.EVERYBODY);
    }

    Authority root(String passphrase) throws IOException, Refused {
        try {
            var certificate = Pem.certificates(read(ROOT)).get(0);
            var key = Pem.pair(Pem.key(read(ROOT_KEY), passphrase), certificate);
            read(CITY);
            return new Authority(IssuingFolder.names(folder), key, certificate, random);
        } catch (BadForm wrong) {
            throw new Refused(words.say("root.closed", folder));
        }
    }

    Authority issuing(@Nullable KeyToken token) throws IOException, Refused {
        for (var name : new String[] {ISSUING, ROOT, CITY}) {
            read(name);
        }
        try {
            if (token != null) {
                return IssuingFolder.open(folder, token, random).authority();
            }
            read(ISSUING_KEY);
            return IssuingFolder.open(folder, random).authority();
        } catch (BadForm wrong) {
            throw new Refused(words.say("issuing.broken", folder));
        }
    }

    String read(String name) throws IOException, Refused {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new Refused(words.say("file.missing", file));
        }
        return Files.readString(file);
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    Path folder() {
        return folder;
    }
}
