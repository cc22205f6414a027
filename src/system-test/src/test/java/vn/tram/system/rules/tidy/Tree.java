package vn.tram.system.rules.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of the repository in memory: what git tracks, and what it would track with the next commit.
 *
 * @param files bytes by path from the root, with forward slashes
 * @param executables paths that carry the run bit
 */
record Tree(SortedMap<String, byte[]> files, Set<String> executables) {
    private static final Pattern TEXT =
            Pattern.compile(".*\\.(java|js|mjs|css|jte|sh|sql|properties|md|xml|yml|yaml|json"
                    + "|csv|svg|txt|html|service|timer|conf|rules|py|sha256)|(.*/)?\\.[a-z]+"
                    + "|.*/bin/[a-z-]+|\\.ci/\\w+|LICENSE");
    private static final Pattern NOT_SOURCES = Pattern.compile("(.*/)?(target|node_modules|\\.git)/.*");

    /** A small tree for a rule to be tried on: path, text, path, text. */
    static Tree of(String... pathsAndTexts) {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new Tree(files, Set.of());
    }

    /** The repository this test runs in. */
    static Tree ofRepository() throws IOException, InterruptedException {
        var root = root();
        var files = new TreeMap<String, byte[]>();
        var executables = new HashSet<String>();
        for (var path : listed(root)) {
            var file = root.resolve(path);
            if (Files.isRegularFile(file)) {
                files.put(path, Files.readAllBytes(file));
                if (Files.isExecutable(file)) {
                    executables.add(path);
                }
            }
        }
        return new Tree(files, executables);
    }

    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("central-sync")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new AssertionError("not inside the repository: " + Path.of("").toAbsolutePath());
    }

    private static List<String> listed(Path root) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? Arrays.asList(out.split("\0")) : walked(root);
    }

    /** For a source archive without git: everything but build output. */
    private static List<String> walked(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !NOT_SOURCES.matcher(path + "/").matches())
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    boolean hasFolder(String path) {
        return path.isEmpty() || !files.subMap(path + "/", path + "0").isEmpty();
    }

    byte[] bytes(String path) {
        return files.getOrDefault(path, new byte[0]);
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    List<String> lines(String path) {
        return text(path).lines().toList();
    }

    /** Paths that match the pattern as a whole, in order. */
    List<String> paths(Pattern pattern) {
        return files.keySet().stream()
                .filter(path -> pattern.matcher(path).matches())
                .toList();
    }

    List<String> textPaths() {
        return paths(TEXT);
    }

    /** Every line of every text file whose path passes {@code where} and that holds {@code what}. */
    List<Finding> grep(Pattern where, Pattern what, String instead) {
        var found = new ArrayList<Finding>();
        for (var path : textPaths()) {
            if (where.matcher(path).matches()) {
                var lines = lines(path);
                for (int i = 0; i < lines.size(); i++) {
                    var match = what.matcher(lines.get(i));
                    if (match.find()) {
                        found.add(new Finding(path, i + 1, "\"" + match.group().strip() + "\": " + instead));
                    }
                }
            }
        }
        return found;
    }

    /** Groups paths by the folder they lie in. */
    SortedMap<String, List<String>> byFolder(List<String> paths) {
        var folders = new TreeMap<String, List<String>>();
        for (var path : paths) {
            folders.computeIfAbsent(folderOf(path), folder -> new ArrayList<>()).add(path);
        }
        return folders;
    }

    static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same tree with one more fact about it, for samples of scripts. */
    Tree withExecutables(String... paths) {
        return new Tree(files, Set.of(paths));
    }
}
