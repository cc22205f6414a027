package vn.tram.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of {@link ArchitectureTest} against a planted class that breaks it, and one beside it that does not. */
final class ArchitectureRulesCatchTest {
    private static final String KERNEL_FACT = "package vn.tram.kernel.event; public record Fact(int n) {}";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void kernelThatLooksUpIsCaught() {
        var planted = plant(
                "package vn.tram.edge.queue; public final class Hall {}",
                "package vn.tram.kernel.base; final class Bad { Object o = new vn.tram.edge.queue.Hall(); }");
        assertCatches(ModuleRules.modulesPointOneWay(), planted, "vn.tram.kernel.base.Bad");
    }

    @Test
    void boxThatSeesTheCentreIsCaught() {
        var planted = plant(
                "package vn.tram.centre.intake; public final class Landing {}",
                "package vn.tram.edge.sync; final class Bad { vn.tram.centre.intake.Landing[] field; }");
        assertCatches(ModuleRules.modulesPointOneWay(), planted, "vn.tram.edge.sync.Bad");
    }

    @Test
    void centreThatSeesTheKernelIsFine() {
        var planted =
                plant(KERNEL_FACT, "package vn.tram.centre.intake; record Good(vn.tram.kernel.event.Fact fact) {}");
        assertPasses(ModuleRules.modulesPointOneWay(), planted);
        assertPasses(ModuleRules.everyClassStandsInAKnownModule(), planted);
    }

    @Test
    void classInAnUnknownModuleIsCaught() {
        var planted = plant("package vn.tram.misc.odds; final class Bad {}");
        assertCatches(ModuleRules.everyClassStandsInAKnownModule(), planted, "vn.tram.misc.odds.Bad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vn.tram.edge.web; final class Bad { org.eclipse.paho.mqttv5.client.MqttClient c; }",
                "vn.tram.edge.sync; final class Bad { io.vertx.core.Vertx v; }",
                "vn.tram.centre.fleet; final class Bad { io.undertow.Undertow u; }",
                "vn.tram.centre.web; final class Bad { org.apache.activemq.artemis.core.server.ActiveMQServer a; }",
                "vn.tram.edge.queue; final class Bad { com.fasterxml.jackson.databind.JsonNode n; }",
                "vn.tram.kernel.base; final class Bad { io.netty.buffer.ByteBuf b; }",
                "vn.tram.edge.webby; final class Bad { io.vertx.core.Vertx v; }",
                "vn.tram.edge; final class Appliance { io.vertx.core.Vertx v; }",
            })
    void libraryOutsideItsRoomIsCaught(String source) {
        assertCatches(ModuleRules.librariesStayInTheirRoom(), plant("package " + source), "vn.tram");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vn.tram.node.net; final class Good { org.eclipse.paho.mqttv5.client.MqttClient c; }",
                "vn.tram.edge.web; final class Good { io.vertx.core.Vertx v; }",
                "vn.tram.centre.web; final class Good { io.undertow.Undertow u; }",
                "vn.tram.edge; final class BoxProcess { io.vertx.core.Vertx v; }",
            })
    void libraryInItsRoomIsFine(String source) {
        assertPasses(ModuleRules.librariesStayInTheirRoom(), plant("package " + source));
    }

    @Test
    void sqlOutsideAStoreIsCaught() {
        var planted = plant("package vn.tram.edge.web; final class Bad { java.sql.Connection c; }");
        assertCatches(ModuleRules.sqlStaysInStores(), planted, "vn.tram.edge.web.Bad");
    }

    @Test
    void sqlInAStoreIsFine() {
        var planted = plant(
                "package vn.tram.edge.store; final class Good { java.sql.Connection c; }",
                "package vn.tram.edge.queue; final class Other {}");
        assertPasses(ModuleRules.sqlStaysInStores(), planted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.sql.Connection",
                "java.nio.file.Path",
                "java.io.File",
                "java.net.Socket",
                "Thread",
                "ProcessBuilder",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.locks.ReentrantLock",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "io.vertx.core.Vertx",
                "org.sqlite.SQLiteConfig",
            })
    void featureThatTouchesTheWorldIsCaught(String worldly) {
        var planted = plant("package vn.tram.edge.queue; final class Bad { " + worldly + "[] field; }");
        assertCatches(PartRules.featuresArePure(), planted, "vn.tram.edge.queue.Bad");
    }

    @Test
    void featureOfValuesIsFine() {
        var planted = plant(
                KERNEL_FACT,
                "package vn.tram.centre.fleet; final class Good { java.time.Instant at; java.util.Map<String, int[]> m;"
                        + " vn.tram.kernel.event.Fact fact; long half(long n) { return Math.floorDiv(n, 2); } }");
        assertPasses(PartRules.featuresArePure(), planted);
        assertPasses(PartRules.featuresSeeOnlyTheSharedLanguage(), planted);
    }

    @Test
    void newFeatureIsPureFromItsFirstDay() {
        var planted = plant("package vn.tram.edge.brandnew; final class Bad { java.io.File file; }");
        assertCatches(PartRules.featuresArePure(), planted, "vn.tram.edge.brandnew.Bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vn.tram.edge.store", "vn.tram.node.net", "vn.tram.ui", "vn.tram.edge"})
    void featureThatKnowsAnAdapterOrTheWiringIsCaught(String outside) {
        var planted = plant(
                "package " + outside + "; public final class Outside {}",
                "package vn.tram.edge.sync; final class Bad { " + outside + ".Outside it; }");
        assertCatches(PartRules.featuresSeeOnlyTheSharedLanguage(), planted, "vn.tram.edge.sync.Bad");
    }

    @Test
    void featureThatKnowsAnotherFeatureIsCaught() {
        var planted = plant(
                "package vn.tram.edge.queue; public final class Hall {}",
                "package vn.tram.edge.sync; final class Bad { vn.tram.edge.queue.Hall hall; }");
        assertCatches(PartRules.featuresDoNotKnowEachOther(), planted, "vn.tram.edge.sync.Bad");
    }

    @Test
    void partOfAFeatureThatKnowsItsOwnFeatureIsFine() {
        var planted = plant(
                "package vn.tram.edge.queue; public final class Hall {}",
                "package vn.tram.edge.queue.rules; final class Good { vn.tram.edge.queue.Hall hall; }");
        assertPasses(PartRules.featuresDoNotKnowEachOther(), planted);
    }

    @Test
    void adapterThatKnowsAnotherAdapterIsCaught() {
        var planted = plant(
                "package vn.tram.edge.store; public final class Tables {}",
                "package vn.tram.edge.web; final class Bad { vn.tram.edge.store.Tables tables; }");
        assertCatches(PartRules.adaptersDoNotKnowEachOther(), planted, "vn.tram.edge.web.Bad");
    }

    @Test
    void adapterThatBuildsTheApplianceIsCaught() {
        var planted = plant(
                "package vn.tram.edge; public final class Appliance {}",
                "package vn.tram.edge.web; final class Bad { Object it = new vn.tram.edge.Appliance(); }");
        assertCatches(PartRules.nobodyKnowsTheWiring(), planted, "vn.tram.edge.web.Bad");
    }

    @Test
    void adapterOfAPortBesideTheApplianceIsFine() {
        var planted = plant(
                "package vn.tram.edge; public interface Storage {}",
                "package vn.tram.edge; final class Main { Object it = new vn.tram.edge.store.Disk(); }",
                "package vn.tram.edge.store; public final class Disk implements vn.tram.edge.Storage {}");
        assertPasses(PartRules.nobodyKnowsTheWiring(), planted);
        assertPasses(PartRules.packagesFormNoCycle(), planted);
    }

    @Test
    void applianceThatChoosesItsDiskIsCaught() {
        var disk = "package vn.tram.edge.store; public final class Disk {}";
        var bad = plant(disk, "package vn.tram.edge; final class Appliance { vn.tram.edge.store.Disk disk; }");
        assertCatches(PartRules.wiringTakesItsDiskAndWeb(), bad, "vn.tram.edge.Appliance");
        var good = plant(
                disk,
                "package vn.tram.edge; final class BoxProcess { vn.tram.edge.store.Disk disk; }",
                "package vn.tram.edge; final class Appliance {}");
        assertPasses(PartRules.wiringTakesItsDiskAndWeb(), good);
    }

    @Test
    void simulationThatBuildsTheApplianceIsFine() {
        var planted = plant(
                "package vn.tram.edge; public final class Appliance {}",
                "package vn.tram.edge.queue; final class Hall {}",
                "package vn.tram.system; final class World { Object it = new vn.tram.edge.Appliance(); }");
        assertPasses(PartRules.nobodyKnowsTheWiring(), planted);
    }

    @Test
    void circleOfPackagesIsCaught() {
        var planted = plant(
                "package vn.tram.kernel.base; public final class A { vn.tram.kernel.wire.B b; }",
                "package vn.tram.kernel.wire; public final class B { vn.tram.kernel.base.A a; }");
        assertCatches(PartRules.packagesFormNoCycle(), planted, "vn.tram.kernel.base.A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now(java.time.ZoneId.of(\"Asia/Ho_Chi_Minh\"))",
                "java.time.Clock.systemUTC()",
                "java.time.InstantSource.system()",
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "new java.util.Date()",
                "java.util.Calendar.getInstance()",
                "java.util.UUID.randomUUID()",
                "new java.util.Random(7)",
                "new java.util.SplittableRandom()",
                "java.util.concurrent.ThreadLocalRandom.current()",
                "java.util.random.RandomGenerator.getDefault()",
                "Math.random()",
                "new java.util.Timer()",
                "java.util.concurrent.Executors.newSingleThreadScheduledExecutor()",
                "(java.util.function.Supplier<Object>) java.time.Instant::now",
                "(java.util.function.Supplier<Object>) java.util.Random::new",
            })
    void ambientTimeOrChanceIsCaught(String expression) {
        var planted = plant("package vn.tram.edge.web; final class Bad { Object o = " + expression + "; }");
        assertCatches(CodeRules.noAmbientTimeOrChance(), planted, "vn.tram.edge.web.Bad");
    }

    @Test
    void sleepIsCaught() {
        var planted = plant("package vn.tram.node.net; final class Bad {"
                + " void nap() throws InterruptedException { Thread.sleep(5); } }");
        assertCatches(CodeRules.noAmbientTimeOrChance(), planted, "vn.tram.node.net.Bad");
    }

    @Test
    void platformMayAskTheRealClock() {
        var planted = plant(
                "package vn.tram.kernel.platform; final class Good { long now = System.nanoTime(); }",
                "package vn.tram.kernel.base; final class Other { java.time.Instant at = java.time.Instant.EPOCH; }");
        assertPasses(CodeRules.noAmbientTimeOrChance(), planted);
    }

    @Test
    void secureRandomOutsideTheKeyMakersIsCaught() {
        var planted =
                plant("package vn.tram.edge.web; final class Bad { Object o = new java.security.SecureRandom(); }");
        assertCatches(CodeRules.secretsAreMadeInFewPlaces(), planted, "vn.tram.edge.web.Bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RuntimeException", "Exception", "Error", "Throwable"})
    void bareExceptionIsCaught(String bare) {
        var planted = plant("package vn.tram.edge.web; final class Bad { Object o = new " + bare + "(\"x\"); }");
        assertCatches(CodeRules.noBareExceptions(), planted, "vn.tram.edge.web.Bad");
    }

    @Test
    void exceptionOfOurOwnIsFine() {
        var planted = plant(
                "package vn.tram.kernel.base; public final class StoreFailure extends Exception {"
                        + " static final long serialVersionUID = 1; public StoreFailure(String m) { super(m); } }",
                "package vn.tram.edge.web; final class Good {"
                        + " Object o = new vn.tram.kernel.base.StoreFailure(\"x\"); }");
        assertPasses(CodeRules.noBareExceptions(), planted);
        assertPasses(CodeRules.noInheritance(), planted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TicketService", "QueueManager", "DateHelper", "TextUtil", "TextUtils", "JournalImpl"})
    void nameThatSaysNothingIsCaught(String name) {
        assertCatches(
                CodeRules.noFrameworkNames(), plant("package vn.tram.edge.web; final class " + name + " {}"), name);
    }

    @Test
    void publicServiceOfTheCitizensMayBeNamedService() {
        assertPasses(CodeRules.noFrameworkNames(), plant("package vn.tram.edge.queue; record Service(String code) {}"));
    }

    @Test
    void classThatExtendsAnotherIsCaught() {
        var planted = plant("package vn.tram.edge.web; final class Bad extends java.util.ArrayList<String> {"
                + " static final long serialVersionUID = 1; }");
        assertCatches(CodeRules.noInheritance(), planted, "vn.tram.edge.web.Bad");
    }

    @Test
    void enumWithBodiesAndRecordsAreNoInheritance() {
        var planted = plant(
                "package vn.tram.edge.web; enum Light { RED { int go() { return 0; } }; abstract int go(); }",
                "package vn.tram.edge.web; record Pair(int a, int b) implements Runnable { public void run() {} }");
        assertPasses(CodeRules.noInheritance(), planted);
        assertPasses(CodeRules.classesAreFinal(), planted);
    }

    @Test
    void classOpenToHeirsIsCaught() {
        assertCatches(CodeRules.classesAreFinal(), plant("package vn.tram.edge.web; class Bad {}"), "Bad");
    }

    @Test
    void eventThatIsAClassIsCaught() {
        var planted = plant(
                "package vn.tram.kernel.event; public interface QueueEvent {}",
                "package vn.tram.edge.queue; final class Bad implements vn.tram.kernel.event.QueueEvent {}");
        assertCatches(CodeRules.eventsAndCommandsAreRecords(), planted, "vn.tram.edge.queue.Bad");
    }

    @Test
    void commandThatIsARecordIsFine() {
        var planted = plant("package vn.tram.edge.queue; public sealed interface QueueCommand {"
                + " record Call(int counter) implements QueueCommand {} }");
        assertPasses(CodeRules.eventsAndCommandsAreRecords(), planted);
    }

    private JavaClasses plant(String... sources) {
        return Planted.classes(folder, sources);
    }

    private static void assertCatches(ArchRule rule, JavaClasses planted, String culprit) {
        var result = rule.evaluate(planted);
        assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(culprit);
    }

    private static void assertPasses(ArchRule rule, JavaClasses planted) {
        var result = rule.evaluate(planted);
        assertThat(result.getFailureReport().getDetails())
                .as(rule.getDescription())
                .isEmpty();
    }
}
