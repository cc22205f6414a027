package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Landing;

/** With several workers a change whose owner is not known would end the process that has it. */
final class OwnersTest {
    /** Every kind of landing among the compiled classes of the centre. */
    private static List<Class<?>> landings() throws IOException, URISyntaxException, ClassNotFoundException {
        var classes = Path.of(
                Owners.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var found = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.walk(classes.resolve("vn/tram/centre"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var name = classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                var type = Class.forName(name, false, OwnersTest.class.getClassLoader());
                if (Landing.class.isAssignableFrom(type) && !type.isInterface()) {
                    found.add(type);
                }
            }
        }
        return found;
    }

    @Test
    void everyChangeHasAnOwner() throws Exception {
        assertThat(landings())
                .hasSizeGreaterThan(9)
                .allSatisfy(kind ->
                        assertThat(Owners.knows(kind)).as(kind.getName()).isTrue());
    }
}
