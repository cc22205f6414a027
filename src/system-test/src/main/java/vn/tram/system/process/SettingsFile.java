package vn.tram.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the {@code key=value} file of a process. */
final class SettingsFile {
    private SettingsFile() {}

    static Path write(Path file, Map<String, String> keys) {
        var text = new TreeMap<>(keys)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException refused) {
            throw new UncheckedIOException("writing " + file, refused);
        }
    }
}
