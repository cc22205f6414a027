package vn.tram.system.rules.tidy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists that must agree with each other: both languages of a bundle, the poms and the page on dependencies. */
final class ListRules {
    private static final Pattern VIETNAMESE_BUNDLE = Pattern.compile("(?!.*/test/).*_vi\\.properties");
    private static final Pattern ENGLISH_BUNDLE = Pattern.compile("(?!.*/test/).*_en\\.properties");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern POM = Pattern.compile("(.*/)?pom\\.xml");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<*]+)</artifactId>");
    private static final Pattern SETTINGS = Pattern.compile("(?!.*/test/).*Config\\.java");
    private static final Pattern SETTING =
            Pattern.compile("\\.(?:text|parsed|parsedOr|number|flag|address)\\(\\s*\"([a-z][\\w.]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)`");
    private static final Set<String> OWN_MODULES = Set.of(
            "*",
            "tram",
            "kernel",
            "node",
            "ui",
            "firmware-config",
            "provisioning",
            "edge-node",
            "central-sync",
            "system-test",
            "bench");

    /** What tools leave behind: merges, compilers that crashed, editors, dumps of a process. */
    private static final Pattern LEFTOVER =
            Pattern.compile("(.*/)?(.*\\.(orig|rej|args|swp|bak|hprof|log)|hs_err_pid.*|core\\.\\d+)");

    private ListRules() {}

    /** Files that no person meant to keep. */
    static List<Finding> leftovers(Tree tree) {
        return tree.paths(LEFTOVER).stream()
                .map(path -> new Finding(path, 0, "a tool left it behind; remove it"))
                .toList();
    }

    /** Every text is there in both languages, with the same places to fill in, and says something. */
    static List<Finding> unequalBundles(Tree tree) throws IOException {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(ENGLISH_BUNDLE)) {
            if (!tree.has(path.replace("_en.", "_vi."))) {
                found.add(new Finding(path, 0, "has no Vietnamese side"));
            }
        }
        for (var path : tree.paths(VIETNAMESE_BUNDLE)) {
            var english = path.replace("_vi.", "_en.");
            if (!tree.has(english)) {
                found.add(new Finding(path, 0, "has no English side"));
                continue;
            }
            compare(path, texts(tree, path), english, texts(tree, english), found);
            found.addAll(repeatedKeys(tree, path));
            found.addAll(repeatedKeys(tree, english));
        }
        return found;
    }

    /** Every artifact that a pom names (libraries and plugins) is explained on the page. */
    static List<Finding> unexplainedDependencies(Tree tree, String page) {
        var text = tree.text(page);
        return artifacts(tree).stream()
                .filter(artifact -> !OWN_MODULES.contains(artifact) && !text.contains("`" + artifact + "`"))
                .map(artifact -> new Finding(page, 0, "does not say what `" + artifact + "` is for"))
                .toList();
    }

    /** The page names no library that has left the poms. */
    static List<Finding> staleDependencies(Tree tree, String page) {
        var pinned = artifacts(tree);
        var found = new ArrayList<Finding>();
        var lines = tree.lines(page);
        for (int i = 0; i < lines.size(); i++) {
            var row = Pattern.compile("^\\| `([^`]+)`").matcher(lines.get(i));
            if (row.find() && !pinned.contains(row.group(1))) {
                found.add(new Finding(page, i + 1, "`" + row.group(1) + "` is in no pom"));
            }
        }
        return found;
    }

    /** Every key a node's settings file may hold is described on the page. */
    static List<Finding> undescribedSettings(Tree tree, String page) {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(SETTINGS)) {
            SETTING.matcher(tree.text(path))
                    .results()
                    .map(each -> each.group(1))
                    .forEach(key -> {
                        if (!tree.text(page).contains("`" + key + "`")) {
                            found.add(new Finding(page, 0, "does not describe `" + key + "`, read in " + path));
                        }
                    });
        }
        return found;
    }

    /** The page describes no key that nobody reads. */
    static List<Finding> staleSettings(Tree tree, String page) {
        var read = tree.paths(SETTINGS).stream()
                .flatMap(path -> SETTING.matcher(tree.text(path)).results())
                .map(each -> each.group(1))
                .collect(Collectors.toSet());
        return ROW.matcher(tree.text(page))
                .results()
                .map(each -> each.group(1))
                .filter(key -> !read.contains(key))
                .map(key -> new Finding(page, 0, "describes `" + key + "`, which nobody reads"))
                .toList();
    }

    private static Set<String> artifacts(Tree tree) {
        return tree.paths(POM).stream()
                .flatMap(pom -> ARTIFACT.matcher(tree.text(pom)).results())
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(String viPath, Properties vi, String enPath, Properties en, List<Finding> found) {
        var keys = new TreeSet<>(vi.stringPropertyNames());
        keys.addAll(en.stringPropertyNames());
        for (var key : keys) {
            if (vi.getProperty(key, "").isBlank()) {
                found.add(new Finding(viPath, 0, "lacks " + key));
            } else if (en.getProperty(key, "").isBlank()) {
                found.add(new Finding(enPath, 0, "lacks " + key));
            } else if (!places(vi.getProperty(key)).equals(places(en.getProperty(key)))) {
                found.add(new Finding(enPath, 0, key + " has other places to fill in than the Vietnamese text"));
            }
        }
    }

    /** A key that stands twice hides its first text without a word. */
    private static List<Finding> repeatedKeys(Tree tree, String path) {
        var found = new ArrayList<Finding>();
        var seen = new HashSet<String>();
        var lines = tree.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            var key = Pattern.compile("^([\\w.-]+)\\s*[=:]").matcher(lines.get(i));
            boolean continued = i > 0 && lines.get(i - 1).endsWith("\\");
            if (!continued && key.find() && !seen.add(key.group(1))) {
                found.add(new Finding(path, i + 1, key.group(1) + " stands here a second time"));
            }
        }
        return found;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(Tree tree, String path) throws IOException {
        var texts = new Properties();
        texts.load(new StringReader(tree.text(path)));
        return texts;
    }
}
