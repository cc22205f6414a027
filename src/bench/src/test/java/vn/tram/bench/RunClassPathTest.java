package vn.tram.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code src/bin/bench} and {@code src/bin/soak} put on the class path, which has no test's libraries. */
class RunClassPathTest {
    private static final Path CLASSES = Path.of("target", "classes");

    private static List<Path> jars() throws IOException {
        return Stream.of(Files.readString(Path.of("target", "run.classpath"))
                        .strip()
                        .split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    /** The class path of the command, with this module's classes where it has their jar, and nothing of this test's. */
    private static URLClassLoader asTheCommandLoads() throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(CLASSES.toUri().toURL());
        for (var jar : jars()) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void everyClassOfTheBenchLoadsAndLinks() throws Exception {
        try (var loader = asTheCommandLoads();
                var files = Files.walk(CLASSES)) {
            var names = files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - 6).replace(File.separatorChar, '.'))
                    .toList();

            assertThat(names).contains("vn.tram.bench.country.CountryBench").allSatisfy(name -> {
                var type = Class.forName(name, true, loader);
                assertThat(type.getDeclaredMethods()).isNotNull();
            });
        }
    }

    @Test
    void everyNameOfTheListHasItsCode() throws Exception {
        try (var loader = asTheCommandLoads()) {
            var names = Class.forName(Bench.Name.class.getName(), true, loader).getEnumConstants();

            assertThat(names)
                    .hasSameSizeAs(Bench.Name.values())
                    .allSatisfy(name -> assertThat(name).extracting("benchmark").isNotNull());
        }
    }

    /** One step further than loading goes: whatever our own code names anywhere. */
    @Test
    void nothingThatOurOwnCodeNamesIsMissing() throws Exception {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var call = new ArrayList<>(List.of("--multi-release", "17", "--missing-deps", "--class-path"));
        call.add(Files.readString(Path.of("target", "run.classpath")).strip());
        call.add(CLASSES.toString());

        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, call.toArray(String[]::new));

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
    }
}
