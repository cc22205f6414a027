package vn.tram.system.rules.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Words that may not stand in the tree. Each ban names what to do instead. */
final class WordRules {
    private static final Pattern MAIN =
            Pattern.compile("(?!.*(/test/|^src/test/)).*\\.(java|js|mjs|css|jte|sh|sql|properties|xml)"
                    + "|src/bin/[a-z-]+|\\.ci/\\w+");
    private static final Pattern ALL = Pattern.compile(".*");
    private static final Pattern JAVA_OUTSIDE_STORES =
            Pattern.compile("(?!.*(/store/|/test/|system-test/|bench/)).*\\.java");
    private static final Pattern PAGES = Pattern.compile("(?!.*(/test/|/vendor/)).*\\.(jte|js|mjs)");

    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XXX|HACK)\\b|(?i)\\bnot (yet )?implemented\\b");
    private static final Pattern SQL = Pattern.compile(
            "\"\\s*(?i:select\\s.*\\sfrom\\s|insert\\s+(or\\s+\\w+\\s+)?into\\s|update\\s+\\w+\\s+set\\s"
                    + "|delete\\s+from\\s"
                    + "|create\\s+(unique\\s+)?(table|index)\\s|pragma\\s)");

    /** A path of one particular machine. A script that needs a folder of its own takes it from mktemp -d. */
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.}])/(?:tmp|root|work|home/\\w+)/");

    /** Where packages come from is each builder's own setting, and never the product's. */
    private static final Pattern REGISTRY =
            Pattern.compile("\\b(?:registry|repo\\d?|repository|deb|security|mirrors?|nexus|artifactory|proxy)"
                    + "\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)*"
                    + "\\.(?:org|com|net|io|dev|vn|local|internal)\\b"
                    + "|<(?:pluginR|r)epositor(?:y|ies)>|<distribution(?:Management)>"
                    + "|<mirrors?>|\"resolved\":\\s*\"http");

    static final Pattern VIETNAMESE = Pattern.compile("[ĂÂĐÊÔƠƯăâđêôơưÀÁÃÈÉÌÍÒÓÕÙÚÝàáãèéìíòóõùúýĨĩŨũ\\u1ea0-\\u1ef9]");

    private WordRules() {}

    static List<Finding> unfinishedWork(Tree tree) {
        return tree.grep(MAIN, UNFINISHED, "finish it now, or write an issue; main code holds no promises");
    }

    static List<Finding> sqlOutsideStores(Tree tree) {
        return tree.grep(JAVA_OUTSIDE_STORES, SQL, "SQL belongs in a package named store");
    }

    static List<Finding> machinePaths(Tree tree) {
        return tree.grep(ALL, MACHINE_PATH, "a path of one machine; use a relative one, @TempDir or mktemp -d");
    }

    static List<Finding> registryHosts(Tree tree) {
        return tree.grep(ALL, REGISTRY, "where packages come from is the builder's setting, not the product's");
    }

    /** What people read stands in bundles. Comments may speak Vietnamese; code and templates may not. */
    static List<Finding> peopleTextOutsideBundles(Tree tree, Map<String, String> allowed) {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(PAGES)) {
            if (allowed.containsKey(path)) {
                continue;
            }
            var lines = withoutComments(tree.text(path)).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (VIETNAMESE.matcher(lines.get(i)).find()) {
                    found.add(new Finding(path, i + 1, "text for people: move it to a bundle"));
                }
            }
        }
        return found;
    }

    /** Blanks comments of scripts and templates, keeping line numbers. */
    private static String withoutComments(String text) {
        return Pattern.compile("(?s)/\\*.*?\\*/|<%--.*?--%>|<!--.*?-->|(?<![:\"'])//[^\n]*")
                .matcher(text)
                .replaceAll(match -> match.group().replaceAll("[^\n]", ""));
    }
}
