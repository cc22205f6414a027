package vn.tram.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every rule over the compiled product: all modules but bench, which is built later and has only {@code TidyTest}. */
final class ArchitectureTest {
    /** The kernel's published test classes are a jar of their own, which ArchUnit does not know for tests. */
    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    private static JavaClasses product = new ClassFileImporter().importClasses();

    @BeforeAll
    static void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(NO_TEST_JARS)
                .importPackages("vn.tram");
    }

    @Test
    void onlyProductClassesAreImported() {
        assertThat(product).isNotEmpty();
        assertThat(product).extracting(type -> type.getName()).noneMatch(name -> name.endsWith("Test"));
        assertThat(product.contain("vn.tram.kernel.platform.ManualTimers")).isFalse();
    }

    @Test
    void everyModuleHasClasses() {
        var seen = new TreeSet<String>();
        product.forEach(type -> seen.add(Place.of(type).module()));
        var expected = new TreeSet<>(ModuleRules.MAY_USE.keySet());
        expected.remove("bench");
        assertThat(seen).containsAll(expected);
    }

    @Test
    void modulesPointOneWay() {
        check(ModuleRules.modulesPointOneWay());
    }

    @Test
    void everyClassStandsInAKnownModule() {
        check(ModuleRules.everyClassStandsInAKnownModule());
    }

    @Test
    void librariesStayInTheirRoom() {
        check(ModuleRules.librariesStayInTheirRoom());
    }

    @Test
    void sqlStaysInStores() {
        check(ModuleRules.sqlStaysInStores());
    }

    @Test
    void featuresArePure() {
        check(PartRules.featuresArePure());
    }

    @Test
    void featuresSeeOnlyTheSharedLanguage() {
        check(PartRules.featuresSeeOnlyTheSharedLanguage());
    }

    @Test
    void featuresDoNotKnowEachOther() {
        check(PartRules.featuresDoNotKnowEachOther());
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        check(PartRules.adaptersDoNotKnowEachOther());
    }

    @Test
    void nobodyKnowsTheWiring() {
        check(PartRules.nobodyKnowsTheWiring());
    }

    @Test
    void wiringTakesItsDiskAndWeb() {
        check(PartRules.wiringTakesItsDiskAndWeb());
    }

    @Test
    void packagesFormNoCycle() {
        check(PartRules.packagesFormNoCycle());
    }

    @Test
    void noAmbientTimeOrChance() {
        check(CodeRules.noAmbientTimeOrChance());
    }

    @Test
    void secretsAreMadeInFewPlaces() {
        check(CodeRules.secretsAreMadeInFewPlaces());
    }

    @Test
    void noBareExceptions() {
        check(CodeRules.noBareExceptions());
    }

    @Test
    void noFrameworkNames() {
        check(CodeRules.noFrameworkNames());
    }

    @Test
    void noInheritance() {
        check(CodeRules.noInheritance());
    }

    @Test
    void everyForcedInheritanceIsStillNeeded() {
        assertThat(CodeRules.FORCED_TO_EXTEND.keySet())
                .allSatisfy(name -> assertThat(product.contain(name)).isTrue());
    }

    @Test
    void classesAreFinal() {
        check(CodeRules.classesAreFinal());
    }

    @Test
    void eventsAndCommandsAreRecords() {
        check(CodeRules.eventsAndCommandsAreRecords());
    }

    private static void check(ArchRule rule) {
        // A rule that finds no class to look at fails: a renamed package cannot switch it off quietly.
        rule.check(product);
    }
}
