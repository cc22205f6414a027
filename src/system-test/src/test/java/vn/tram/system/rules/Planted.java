package vn.tram.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Small classes written inside a test, compiled into a temporary folder under their real package names and imported as
 * if they were product code: a rule is worth something only when it has been seen to fail.
 */
final class Planted {
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum)\\s+(\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+)\\s*;");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /**
     * Kept between plantings: it remembers what lies in each library, which is most of the work of a small compilation.
     */
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private Planted() {}

    /** Compiles the sources (one top-level type each, with its package line) into {@code folder} and imports them. */
    static JavaClasses classes(Path folder, String... sources) {
        var units = new ArrayList<JavaFileObject>();
        for (var source : sources) {
            units.add(new Source(source));
        }
        var log = new StringWriter();
        var options = List.of(
                "-d", emptied(folder).toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        var compiled = COMPILER.getTask(log, FILES, null, options, null, units).call();
        assertThat(compiled).as("planted source compiles: %s", log).isTrue();
        return new ClassFileImporter().importPath(folder);
    }

    private static Path emptied(Path folder) {
        try (var old = Files.walk(folder)) {
            for (var file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
            return folder;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(
                    URI.create(
                            "string:///" + first(PACKAGE, text).replace('.', '/') + "/" + first(TYPE, text) + ".java"),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String first(Pattern pattern, String text) {
            var matcher = pattern.matcher(text);
            assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
            return matcher.group(1);
        }
    }
}
