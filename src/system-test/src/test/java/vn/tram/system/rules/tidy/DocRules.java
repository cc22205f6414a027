package vn.tram.system.rules.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Documents: one title each, links that lead somewhere, decisions and changes in their form. */
final class DocRules {
    private static final Pattern DOC = Pattern.compile(".*\\.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern DECISION = Pattern.compile("src/docs/adr/(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern RELEASE = Pattern.compile("## (Unreleased|\\d+\\.\\d+\\.\\d+ - \\d{4}-\\d\\d-\\d\\d)");

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern FAILURE = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\|$");

    private DocRules() {}

    /** The tests that a page names as proof are there, and its table has the given number of rows, in order. */
    static List<Finding> missingProofs(Tree tree, String page, int rows) {
        var found = new ArrayList<Finding>();
        var text = tree.text(page);
        var row = FAILURE.matcher(text);
        for (int number = 1; number <= rows; number++) {
            if (!row.find() || Integer.parseInt(row.group(1)) != number) {
                found.add(new Finding(page, 0, "row " + number + " of " + rows + " is missing"));
                break;
            }
        }
        var test = TEST.matcher(text);
        while (test.find()) {
            if (!isTest(tree, test.group(1), test.group(2))) {
                found.add(new Finding(page, 0, "names a test that is not there: " + test.group()));
            }
        }
        return found;
    }

    /** Whether there is such a test. */
    static boolean isTest(Tree tree, String form, String method) {
        var files = tree.paths(Pattern.compile(".*/src/test/.*/" + form + "\\.java|src/test/.*/" + form + "\\.java"));
        var declared = Pattern.compile("void " + method + "\\(");
        return files.stream().anyMatch(file -> declared.matcher(tree.text(file)).find());
    }

    static List<Finding> titles(Tree tree) {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(DOC)) {
            var titles = headings(tree.text(path)).stream()
                    .filter(each -> each.startsWith("# "))
                    .count();
            if (titles != 1) {
                found.add(
                        new Finding(path, 0, titles + " titles (lines that begin with one #); exactly one is wanted"));
            } else if (!tree.text(path).startsWith("# ")) {
                found.add(new Finding(path, 1, "does not begin with its title"));
            }
        }
        return found;
    }

    static List<Finding> brokenLinks(Tree tree) {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(DOC)) {
            var lines = withoutCode(tree.text(path)).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                var links = LINK.matcher(lines.get(i));
                while (links.find()) {
                    if (!leadsSomewhere(tree, path, links.group(1))) {
                        found.add(new Finding(path, i + 1, "link leads nowhere: " + links.group(1)));
                    }
                }
            }
        }
        return found;
    }

    /** Decisions have a number of their own and say context, decision and consequences. */
    static List<Finding> decisions(Tree tree) {
        var found = new ArrayList<Finding>();
        var numbers = new HashSet<Integer>();
        for (var path : tree.paths(Pattern.compile("src/docs/adr/(?!README).*"))) {
            var name = DECISION.matcher(path);
            if (!name.matches()) {
                found.add(new Finding(path, 0, "a decision is named NNNN-what-was-decided.md"));
                continue;
            }
            if (!numbers.add(Integer.parseInt(name.group(1)))) {
                found.add(new Finding(path, 0, "its number is taken"));
            }
            var headings = headings(tree.text(path));
            for (var wanted : List.of("## Context", "## Decision", "## Consequences")) {
                if (!headings.contains(wanted)) {
                    found.add(new Finding(path, 0, "lacks the part \"" + wanted + "\""));
                }
            }
        }
        return found;
    }

    /** Newest release first, one line per change, in words for those who run the boxes. */
    static List<Finding> changelog(Tree tree, String path) {
        var found = new ArrayList<Finding>();
        var lines = tree.lines(path);
        boolean inRelease = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("## ")) {
                inRelease = true;
                if (!RELEASE.matcher(line).matches()) {
                    found.add(new Finding(path, i + 1, "write \"## Unreleased\" or \"## 1.2.3 - 2026-11-22\""));
                }
            } else if (inRelease && !line.isBlank() && !line.startsWith("- ") && !line.startsWith("  ")) {
                found.add(new Finding(path, i + 1, "a change is a line that begins with \"- \""));
            }
        }
        if (!inRelease) {
            found.add(new Finding(path, 0, "names no release"));
        }
        return found;
    }

    private static boolean leadsSomewhere(Tree tree, String from, String target) {
        if (target.matches("(?i)(https?|mailto):.*")) {
            return true;
        }
        var words = target.split("#", 2);
        var folder = Path.of("/" + Tree.folderOf(from));
        var path = words[0].isEmpty()
                ? from
                : folder.resolve(words[0]).normalize().toString().substring(1);
        if (!tree.has(path) && !tree.hasFolder(path)) {
            return false;
        }
        return words.length == 1
                || !path.endsWith(".md")
                || anchors(tree.text(path)).contains(words[1]);
    }

    /** Anchors as the common renderers make them from headings. */
    private static Set<String> anchors(String text) {
        var seen = new HashMap<String, Integer>();
        var anchors = new HashSet<String>();
        for (var heading : headings(text)) {
            var words = heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
            var slug = words.replaceAll("[^\\p{L}\\p{M}\\p{N} _-]", "").replace(' ', '-');
            int earlier = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(earlier == 0 ? slug : slug + "-" + earlier);
        }
        return anchors;
    }

    private static List<String> headings(String text) {
        return withoutFences(text)
                .lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(String::strip)
                .toList();
    }

    private static String withoutCode(String text) {
        return Pattern.compile("`[^`\n]*`").matcher(withoutFences(text)).replaceAll("");
    }

    private static String withoutFences(String text) {
        return Pattern.compile("(?ms)^ *```.*?^ *```$")
                .matcher(text)
                .replaceAll(fence -> fence.group().replaceAll("[^\n]", ""));
    }
}
