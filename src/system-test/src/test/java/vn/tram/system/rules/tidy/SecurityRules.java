package vn.tram.system.rules.tidy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.tram.kernel.base.Csv;

/** The list that answers each requirement of a security standard by a test, by a reason, or by saying it is open. */
final class SecurityRules {
    private static final Pattern REQUIREMENT = Pattern.compile("V\\d+\\.\\d+\\.\\d+");
    private static final Pattern TEST = Pattern.compile("(\\w+Test)\\.(\\w+)");
    private static final Set<String> ANSWERS = Set.of("test", "reason", "open");
    private static final int SHORTEST_REASON = 8;

    private SecurityRules() {}

    /** @param rows how many requirements the standard has, at the levels that are ours */
    static List<Finding> unanswered(Tree tree, String path, int rows) {
        var found = new ArrayList<Finding>();
        var seen = new HashSet<String>();
        var table = Csv.rows(tree.text(path));
        for (int i = 0; i < table.size(); i++) {
            var row = table.get(i);
            var requirement = row.get("requirement");
            if (!REQUIREMENT.matcher(requirement).matches() || !seen.add(requirement)) {
                found.add(new Finding(path, i + 2, "no requirement, or told twice: " + requirement));
            }
            if (!row.get("level").matches("[12]") || !ANSWERS.contains(row.get("answer"))) {
                found.add(new Finding(path, i + 2, "level is 1 or 2, answer one of " + ANSWERS));
            } else if (row.get("answer").equals("test")) {
                missing(tree, row.get("by")).forEach(test -> found.add(new Finding(path, 0, "no such test: " + test)));
            } else if (row.get("by").length() < SHORTEST_REASON) {
                found.add(new Finding(path, i + 2, "says nothing: " + requirement));
            }
        }
        if (seen.size() != rows) {
            found.add(new Finding(path, 0, seen.size() + " requirements are answered, of " + rows));
        }
        return found;
    }

    private static List<String> missing(Tree tree, String names) {
        var missing = new ArrayList<String>();
        for (var name : names.split(" ", -1)) {
            var test = TEST.matcher(name);
            if (!test.matches() || !DocRules.isTest(tree, test.group(1), test.group(2))) {
                missing.add(name);
            }
        }
        return missing;
    }
}
