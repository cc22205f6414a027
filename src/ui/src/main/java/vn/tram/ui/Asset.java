package vn.tram.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One static file with what an answer needs, made once. Immutable (callers must not write into its bytes); any thread.
 */
public final class Asset {
    private static final int VERSION_CHARS = 12;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final Set<String> WORTH_GZIP = Set.of("css", "js", "json", "svg", "txt");

    private final String path;
    private final String contentType;
    private final String digest;
    private final byte[] bytes;
    private final byte @Nullable [] gzip;

    Asset(String path, byte[] bytes) {
        this.path = path;
        String extension = extension(path);
        String type = TYPES.get(extension);
        if (type == null) {
            throw new IllegalArgumentException("no content type for " + path);
        }
        this.contentType = type;
        this.bytes = bytes;
        this.digest = sha256(bytes);
        byte[] packed = WORTH_GZIP.contains(extension) ? pack(bytes) : null;
        this.gzip = packed != null && packed.length < bytes.length ? packed : null;
    }

    static boolean servable(String path) {
        return TYPES.containsKey(extension(path));
    }

    /** Path below the mount, for example {@code ui/tram.css}. */
    public String path() {
        return path;
    }

    public String contentType() {
        return contentType;
    }

    /** The file as it is; do not write into it. */
    public byte[] bytes() {
        return bytes;
    }

    /** The file packed with gzip, or null where that would not make it smaller; do not write into it. */
    public byte @Nullable [] gzip() {
        return gzip;
    }

    /** Strong entity tag with its quotes, from the SHA-256 of the unpacked file. */
    public String etag() {
        return '"' + digest + '"';
    }

    /** What stands behind {@code ?v=} in a name that may be kept for ever: the first 12 hex digits of the SHA-256. */
    public String version() {
        return digest.substring(0, VERSION_CHARS);
    }

    /**
     * Value of {@code Cache-Control}: for ever when asked with this file's own version, else "ask again each time".
     *
     * @param asked value of {@code ?v=}, or null
     */
    public String cacheControl(@Nullable String asked) {
        return version().equals(asked) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed) {
            {
                def.setLevel(9);
            }
        }) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return packed.toByteArray();
    }
}
