package vn.tram.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel counts for a process, in MiB.
 *
 * @param resident now
 * @param peak most so far
 */
public record ProcessMemory(double resident, double peak) {
    public static ProcessMemory of(long pid) throws IOException {
        var lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        return new ProcessMemory(kib(lines, "VmRSS:") / 1024.0, kib(lines, "VmHWM:") / 1024.0);
    }

    private static long kib(List<String> lines, String key) throws IOException {
        for (var line : lines) {
            if (line.startsWith(key)) {
                return Long.parseLong(
                        line.substring(key.length()).replace("kB", "").strip());
            }
        }
        throw new IOException("the kernel tells no " + key);
    }
}
