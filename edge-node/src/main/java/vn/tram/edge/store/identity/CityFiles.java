package vn.tram.edge.store.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.node.store.WholeFile;
import vn.tram.node.store.WholeFile.Readers;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.enrol.Granted;

/**
 * What the city told when it gave the certificate: {@code city/roots.pem} and {@code city/city.properties} in the data
 * folder. They stand in for the settings {@code broker.url}, {@code city.key} and {@code line.ca} where those are not
 * given by hand.
 */
public final class CityFiles {
    private static final String ROOTS = "roots.pem";
    private static final String TOLD = "city.properties";
    private static final String BROKER = "broker.url";
    private static final String KEYS = "city.key";
    private static final String CENTRE = "centre";

    private final Path folder;

    /** @param data the box's data folder */
    public CityFiles(Path data) {
        this.folder = data.resolve("city");
    }

    /** Whether anything was ever kept. */
    boolean known() {
        return Files.exists(folder.resolve(TOLD));
    }

    void keep(Granted granted, String centre) throws IOException {
        Files.createDirectories(folder);
        WholeFile.write(folder.resolve(ROOTS), granted.anchors(), Readers.EVERYBODY);
        var lines = List.of(
                BROKER + "=" + granted.broker(),
                CENTRE + "=" + centre,
                KEYS + "=" + String.join(",", granted.cityKeys()));
        WholeFile.write(folder.resolve(TOLD), String.join("\n", lines) + "\n", Readers.EVERYBODY);
    }

    X509Certificate root() throws IOException, BadForm {
        return Pem.certificates(Files.readString(folder.resolve(ROOTS), UTF_8)).get(0);
    }

    private Properties told() throws IOException {
        var told = new Properties();
        told.load(new StringReader(Files.readString(folder.resolve(TOLD), UTF_8)));
        return told;
    }

    String centre() throws IOException {
        return told().getProperty(CENTRE, "");
    }

    List<VerifyKey> keys() throws IOException, BadForm {
        return keys(List.of(told().getProperty(KEYS, "").split(",", -1)));
    }

    static List<VerifyKey> keys(List<String> hex) throws BadForm {
        var keys = new ArrayList<VerifyKey>();
        for (var each : hex) {
            try {
                keys.add(VerifyKey.ofHex(each.strip()));
            } catch (IllegalArgumentException wrong) {
                throw new BadForm("a key of the city is damaged", wrong);
            }
        }
        return keys;
    }

    /** The settings of a file, and what the city told where the file says nothing. */
    public static Map<String, String> under(Map<String, String> given) throws IOException {
        var data = given.getOrDefault("node.data", "").strip();
        var files = new CityFiles(Path.of(data));
        if (data.isEmpty() || !files.known()) {
            return given;
        }
        var all = new TreeMap<String, String>();
        var told = files.told();
        all.put(BROKER, told.getProperty(BROKER, ""));
        all.put(KEYS, told.getProperty(KEYS, ""));
        if (told.getProperty(BROKER, "").startsWith("ssl:")) {
            all.put("line.ca", files.folder.resolve(ROOTS).toString());
        }
        given.forEach((key, value) -> {
            if (!value.isBlank()) {
                all.put(key, value);
            }
        });
        return all;
    }
}
