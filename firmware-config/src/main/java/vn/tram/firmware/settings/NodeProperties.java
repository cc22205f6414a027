package vn.tram.firmware.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads a node's properties file and collects every problem before complaining: unknown keys, missing ones, values out
 * of range. English, for the log and the terminal. Not thread-safe.
 */
public final class NodeProperties {
    private final TreeMap<String, String> given;
    private final TreeSet<String> asked = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    public NodeProperties(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    /** A text that must be there. */
    public String text(String key) {
        asked.add(key);
        var value = given.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }

    public String text(String key, String whenAbsent) {
        asked.add(key);
        return given.getOrDefault(key, whenAbsent).strip();
    }

    /** As {@link #parsed}, with the example as what holds when the key is absent. */
    public <T> T parsedOr(String key, String whenAbsent, Function<String, T> form) {
        return given.getOrDefault(key, "").isBlank() ? absent(key, whenAbsent, form) : parsed(key, whenAbsent, form);
    }

    private <T> T absent(String key, String whenAbsent, Function<String, T> form) {
        asked.add(key);
        return form.apply(whenAbsent);
    }

    /** A value with a form of its own; {@code form} throws {@link IllegalArgumentException} with the reason. */
    public <T> T parsed(String key, String example, Function<String, T> form) {
        var value = text(key);
        try {
            return form.apply(value.isEmpty() ? example : value);
        } catch (IllegalArgumentException wrong) {
            problems.add(key + ": " + wrong.getMessage());
            return form.apply(example);
        }
    }

    /** Notes a problem that lies between several keys. */
    public void problem(String words) {
        problems.add(words);
    }

    /** A whole number within bounds, both included. */
    public int number(String key, int least, int most, int whenAbsent) {
        asked.add(key);
        var value = given.getOrDefault(key, Integer.toString(whenAbsent)).strip();
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            problems.add(key + " must be a whole number, not '" + value + "'");
            return whenAbsent;
        }
        problems.add(key + " must lie in " + least + "…" + most + ", not " + value);
        return whenAbsent;
    }

    public boolean flag(String key, boolean whenAbsent) {
        asked.add(key);
        var value = given.getOrDefault(key, Boolean.toString(whenAbsent)).strip();
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(key + " must be true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    /** An address such as {@code tcp://127.0.0.1:18830}. */
    public URI address(String key, String scheme, String whenAbsent) {
        var value = text(key, whenAbsent);
        try {
            var uri = new URI(value);
            if (scheme.equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            problems.add(key + " is no address: " + notAnAddress.getMessage());
            return URI.create(scheme + "://127.0.0.1:1");
        }
        problems.add(key + " must look like " + scheme + "://HOST:PORT, not '" + value + "'");
        return URI.create(scheme + "://127.0.0.1:1");
    }

    /** Everything that is wrong, keys nobody asked for included; empty when the file is good. Call it last. */
    public List<String> problems() {
        var all = new ArrayList<>(problems);
        for (var key : given.keySet()) {
            if (!asked.contains(key)) {
                all.add(key + " is not a known key");
            }
        }
        return List.copyOf(all);
    }
}
