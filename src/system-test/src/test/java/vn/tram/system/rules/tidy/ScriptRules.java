package vn.tram.system.rules.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands people type, and other shell scripts. */
final class ScriptRules {
    private static final Pattern SHELL = Pattern.compile(".*\\.sh|src/bin/[a-z-]+|\\.ci/\\w+");
    private static final Pattern COMMAND = Pattern.compile("src/bin/[a-z-]+");

    private ScriptRules() {}

    /** A script stops at the first failure and at the first misspelt variable, can be run, and explains itself. */
    static List<Finding> carelessScripts(Tree tree) {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(SHELL)) {
            var text = tree.text(path);
            if (!text.matches("(?s)#!(/bin/sh|/usr/bin/env (ba)?sh)\n.*")) {
                found.add(new Finding(path, 1, "no #!/bin/sh line"));
            }
            if (!Pattern.compile("(?m)^set -eu").matcher(text).find()) {
                found.add(new Finding(path, 0, "no line \"set -eu\""));
            }
            if (!tree.executables().contains(path)) {
                found.add(new Finding(path, 0, "has no run bit"));
            }
            if (COMMAND.matcher(path).matches() && !text.contains("help_asked") && !text.contains("--help\" ")) {
                found.add(new Finding(path, 0, "does not answer --help"));
            }
            if (Pattern.compile("(?m)^[^#\n]*\\b(pkill|killall)\\b")
                    .matcher(text)
                    .find()) {
                found.add(new Finding(path, 0, "ends processes by name; end only those it started, by their number"));
            }
        }
        return found;
    }
}
