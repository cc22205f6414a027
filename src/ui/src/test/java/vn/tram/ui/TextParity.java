package vn.tram.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares the two languages of a bundle. */
final class TextParity {
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    private TextParity() {}

    /** What differs between Vietnamese and English, one sentence each; empty when nothing does. */
    static List<String> problems(String bundle) {
        Texts vi = Texts.of(bundle, Lang.VI);
        Texts en = Texts.of(bundle, Lang.EN);
        List<String> problems = new ArrayList<>();
        Set<String> all = new TreeSet<>(vi.keys());
        all.addAll(en.keys());
        for (String key : all) {
            String inVi = vi.find(key);
            String inEn = en.find(key);
            if (inVi == null || inEn == null) {
                problems.add(key + " is missing in " + (inVi == null ? "Vietnamese" : "English"));
            } else if (!places(inVi).equals(places(inEn))) {
                problems.add(key + " has different places");
            } else if (inVi.isBlank() || inEn.isBlank()) {
                problems.add(key + " is empty");
            }
        }
        return problems;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
