package vn.tram.system.rules.tidy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How large things may grow. The figures are a ratchet: lower them when the tree allows it, never raise them; what does
 * not fit is two things.
 */
final class SizeRules {
    static final int FILE_LINES = 400;
    static final int LINE_CHARS = 120;
    /** Templates and page scripts have no formatter, and markup does not break well. */
    static final int PAGE_LINE_CHARS = 160;

    static final int FILES_IN_A_PACKAGE = 20;
    static final int FILE_BYTES = 1 << 20;

    private static final Pattern JAVA = Pattern.compile(".*\\.java");
    private static final Pattern WRITTEN_BY_HAND =
            Pattern.compile("(?!.*/vendor/).*(\\.(java|js|mjs|css|jte|sh|sql|py)|/bin/[a-z-]+|\\.ci/\\w+)");

    private static final Pattern PAGE = Pattern.compile(".*\\.(jte|js|mjs)");

    private SizeRules() {}

    static List<Finding> longFiles(Tree tree) {
        return tree.paths(WRITTEN_BY_HAND).stream()
                .filter(path -> tree.lines(path).size() > FILE_LINES)
                .map(path -> new Finding(
                        path, 0, tree.lines(path).size() + " lines; at most " + FILE_LINES + ", split it by subject"))
                .toList();
    }

    static List<Finding> longLines(Tree tree) {
        var found = new ArrayList<Finding>();
        for (var path : tree.paths(WRITTEN_BY_HAND)) {
            int limit = PAGE.matcher(path).matches() ? PAGE_LINE_CHARS : LINE_CHARS;
            var lines = tree.lines(path);
            for (int i = 0; i < lines.size(); i++) {
                int length = lines.get(i).codePointCount(0, lines.get(i).length());
                if (length > limit
                        && !lines.get(i).contains("http")
                        && !lines.get(i).contains("unicode-range")) {
                    found.add(new Finding(path, i + 1, length + " characters; at most " + limit));
                }
            }
        }
        return found;
    }

    static List<Finding> bigFiles(Tree tree) {
        return tree.files().entrySet().stream()
                .filter(each -> each.getValue().length > FILE_BYTES)
                .map(each -> new Finding(
                        each.getKey(),
                        0,
                        each.getValue().length + " bytes; at most " + FILE_BYTES + " belong in the tree"))
                .toList();
    }

    static List<Finding> crowdedPackages(Tree tree) {
        return tree.byFolder(tree.paths(JAVA)).entrySet().stream()
                .filter(each -> each.getValue().size() > FILES_IN_A_PACKAGE)
                .map(each -> new Finding(
                        each.getKey(),
                        0,
                        each.getValue().size() + " files; at most " + FILES_IN_A_PACKAGE + " in one package"))
                .toList();
    }

    /** Every package says in its package-info what it is for, and is null-checked. */
    static List<Finding> packagesWithoutPurpose(Tree tree) {
        var found = new ArrayList<Finding>();
        for (var folder : tree.byFolder(tree.paths(JAVA)).keySet()) {
            var main = folder.replace("/test/java/", "/main/java/") + "/package-info.java";
            var own = folder + "/package-info.java";
            var info = tree.has(own) ? own : main;
            var text = tree.text(info);
            if (!tree.has(info)) {
                found.add(
                        new Finding(folder, 0, "no package-info.java: say what the package owns and on which thread"));
            } else if (!text.contains("@NullMarked")) {
                found.add(new Finding(info, 0, "not @NullMarked, so nothing in it is null-checked"));
            } else if (!text.matches("(?s)\\s*/\\*\\*\\s*\\*?\\s*\\p{L}.{20,}?\\*/.*")) {
                found.add(new Finding(info, 0, "no sentence of purpose before the package line"));
            }
        }
        return found;
    }

    /** Text is UTF-8, composed (NFC, so that searching for "Hoàn Kiếm" finds it), with LF line ends. */
    static List<Finding> oddlyEncodedText(Tree tree) {
        var found = new ArrayList<Finding>();
        for (var path : tree.textPaths()) {
            var text = tree.text(path);
            if (!isUtf8(tree.bytes(path))) {
                found.add(new Finding(path, 0, "is not UTF-8"));
            } else if (!Normalizer.isNormalized(text, Normalizer.Form.NFC) && !path.contains("/test/")) {
                found.add(new Finding(path, 0, "holds letters with loose marks: normalise to NFC"));
            } else if (text.indexOf('\r') >= 0 && !path.contains("/test/resources/")) {
                found.add(new Finding(path, 0, "has CR line ends"));
            } else if (!text.isEmpty() && !text.endsWith("\n")) {
                found.add(new Finding(path, 0, "does not end with a line end"));
            }
        }
        return found;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException otherwise) {
            return false;
        }
    }
}
