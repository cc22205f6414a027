package vn.tram.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The static files of one side, read from the class path at first use and kept in memory.
 *
 * <p>Below {@code /assets/}, names starting with {@code ui/} are the shared files of this module; all others belong to
 * the side that made this object. Only plain names with a known ending are served, so no request can leave the folders.
 * Any thread.
 */
public final class Assets {
    private static final String URL_ROOT = "/assets/";
    private static final String SHARED_PREFIX = "ui/";
    private static final String SHARED_FOLDER = "/vn/tram/ui/assets/";
    private static final int LONGEST_PATH = 120;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9_-]*(?:[./][a-z0-9][a-z0-9_-]*)*");

    private final String ownFolder;
    private final Map<String, Asset> kept = new ConcurrentHashMap<>();

    /** @param ownFolder class-path folder of the side's own files, for example {@code vn/tram/edge/web/assets} */
    public Assets(String ownFolder) {
        this.ownFolder = '/' + ownFolder + '/';
    }

    /**
     * Finds a file.
     *
     * @param path what follows {@code /assets/} in the request, undecoded; anything but a plain name finds nothing
     */
    public Optional<Asset> find(String path) {
        Asset known = kept.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        if (path.length() > LONGEST_PATH || !PLAIN.matcher(path).matches() || !Asset.servable(path)) {
            return Optional.empty();
        }
        byte[] bytes = read(path);
        if (bytes == null) {
            return Optional.empty();
        }
        return Optional.of(kept.computeIfAbsent(path, p -> new Asset(p, bytes)));
    }

    /** Address of a file with its version, which browsers keep for ever. The file must exist. */
    public String url(String path) {
        return URL_ROOT + path + "?v=" + existing(path).version();
    }

    /**
     * Address of a file without version, which browsers check at each load. For modules that other modules import by
     * name: with a version they would be a second instance of the same module. The file must exist.
     */
    public String plainUrl(String path) {
        return URL_ROOT + existing(path).path();
    }

    private Asset existing(String path) {
        return find(path).orElseThrow(() -> new IllegalArgumentException("no asset " + path));
    }

    private byte @Nullable [] read(String path) {
        String resource = path.startsWith(SHARED_PREFIX)
                ? SHARED_FOLDER + path.substring(SHARED_PREFIX.length())
                : ownFolder + path;
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
