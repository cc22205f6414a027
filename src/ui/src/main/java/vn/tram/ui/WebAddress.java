package vn.tram.ui;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where pages are served, and under which names people may ask for them. A page of a stranger can have its own name
 * lead here (DNS rebinding) and would then count as the same origin: so a request for a name we do not know is refused.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param names host names that lead here besides {@code localhost} and every plain IP address; lower case
 */
public record WebAddress(String host, int port, Set<String> names) {
    private static final Pattern IP = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+])");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    public WebAddress {
        names = Set.copyOf(names);
    }

    /** @param commaSeparated names, as a settings file has them */
    public static WebAddress of(String host, int port, String commaSeparated) {
        var names = Arrays.stream(commaSeparated.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        names.add("localhost");
        names.add(host.toLowerCase(Locale.ROOT));
        return new WebAddress(host, port, names);
    }

    /** The same place, which is known under these names too. */
    public WebAddress with(Set<String> more) {
        var all = new HashSet<>(names);
        more.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
        return new WebAddress(host, port, all);
    }

    /** Whether a request with this {@code Host} is meant for us. */
    public boolean knows(@Nullable String hostHeader) {
        if (hostHeader == null) {
            return false;
        }
        var name = PORT.matcher(hostHeader.toLowerCase(Locale.ROOT)).replaceFirst("");
        return names.contains(name) || IP.matcher(name).matches();
    }
}
