package vn.tram.centre.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The one set of migrations, as PostgreSQL must read it. They are written for SQLite, in words that differ in four
 * places only: numbers of 64 bits, bytes, tables without a row id, and {@code offset}, which is a word of the language
 * here.
 */
final class PgScripts implements ResourceProvider {
    /** There since the first release: tells where on the class path the others lie. */
    private static final String FIRST = "V0001__centre.sql";

    private final String folder;
    private final List<String> names;

    /** @param folder of the class path */
    PgScripts(String folder) {
        this.folder = folder;
        try {
            this.names = names();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("the migrations in " + folder, unreadable);
        }
    }

    private List<String> names() throws IOException, URISyntaxException {
        var first = PgScripts.class.getClassLoader().getResource(folder + "/" + FIRST);
        if (first == null) {
            throw new IOException(FIRST + " is not on the class path");
        }
        if (first.openConnection() instanceof JarURLConnection inJar) {
            try (var entries = inJar.getJarFile().stream()) {
                return entries.map(ZipEntry::getName)
                        .filter(name -> name.startsWith(folder + "/") && name.endsWith(".sql"))
                        .map(name -> name.substring(folder.length() + 1))
                        .sorted()
                        .toList();
            }
        }
        try (var files = Files.list(Path.of(first.toURI()).getParent())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    static String translated(String script) {
        return script.replaceAll("\\bINTEGER\\b", "BIGINT")
                .replaceAll("\\bBLOB\\b", "BYTEA")
                .replaceAll("\\s+WITHOUT ROWID\\b", "")
                .replaceAll("(?<![\"\\w])offset(?![\"\\w])", "\"offset\"");
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        var file = name.substring(name.lastIndexOf('/') + 1);
        return names.contains(file) ? new Script(file, translated(text(file))) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        var found = new ArrayList<LoadableResource>();
        for (var name : names) {
            if (name.startsWith(prefix) && ends(name, suffixes)) {
                found.add(new Script(name, translated(text(name))));
            }
        }
        return found;
    }

    private static boolean ends(String name, String[] suffixes) {
        for (var suffix : suffixes) {
            if (name.toLowerCase(Locale.ROOT).endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private String text(String name) {
        try (InputStream in = PgScripts.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                throw new IOException("not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("the migration " + name, missing);
        }
    }

    /** A script in memory. */
    private static final class Script extends LoadableResource {
        private final String name;
        private final String text;

        Script(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
