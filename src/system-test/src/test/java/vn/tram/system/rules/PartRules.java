package vn.tram.system.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;

/** Features and adapters of the two sides: what each may see. */
final class PartRules {
    /** All that a feature may touch of the JDK and of libraries; everything else is the world, and comes by a port. */
    private static final List<String> PURE = List.of(
            "java.lang.",
            "java.util.",
            "java.time.",
            "java.math.",
            "java.text.",
            "java.nio.charset.",
            "java.nio.ByteBuffer",
            "java.security.MessageDigest",
            "java.io.Serializable",
            "java.io.UncheckedIOException",
            "org.slf4j.",
            "org.jspecify.");

    /** Exceptions to {@link #PURE}: threads, locks, processes, archives, scheduled work. */
    private static final List<String> IMPURE = List.of(
            "java.lang.Thread",
            "java.lang.Process",
            "java.lang.Runtime.",
            "java.lang.invoke.VarHandle",
            "java.lang.reflect.",
            "java.util.Timer",
            "java.util.concurrent.Executor",
            "java.util.concurrent.Scheduled",
            "java.util.concurrent.ForkJoin",
            "java.util.concurrent.ThreadPool",
            "java.util.concurrent.locks.",
            "java.util.zip.",
            "java.util.jar.",
            "java.util.logging.",
            "java.util.prefs.");

    /** Of our own code a feature sees the shared language, and data that describes wards and settings. */
    private static final Set<String> MODULES_OPEN_TO_FEATURES = Set.of("kernel", "firmware", "provisioning");

    private PartRules() {}

    static ArchRule featuresArePure() {
        return Uses.never(
                        "features",
                        PartRules::isFeature,
                        "the world (files, sockets, SQL, threads, JSON, web)",
                        (origin, target) ->
                                !Place.of(target).isOurs() && !target.isPrimitive() && !isPure(target.getName()))
                .because("a feature that touches only values runs unchanged, and in one thread, under the simulation");
    }

    static ArchRule featuresSeeOnlyTheSharedLanguage() {
        return Uses.never("features", PartRules::isFeature, "adapters, wiring or shared adapters", (origin, target) -> {
                    var to = Place.of(target);
                    return to.isOurs() && !MODULES_OPEN_TO_FEATURES.contains(to.module()) && !to.isFeature();
                })
                .because("ports are declared by the feature that needs them, and are implemented outside");
    }

    static ArchRule featuresDoNotKnowEachOther() {
        return Uses.never(
                        "features",
                        PartRules::isFeature,
                        "another feature",
                        (origin, target) -> Place.of(target).isFeature()
                                && !Place.of(target).equals(Place.of(origin)))
                .because("what two features share is in the kernel, or arrives as an event");
    }

    static ArchRule adaptersDoNotKnowEachOther() {
        return Uses.never(
                        "adapters",
                        type -> Place.of(type).isAdapter(),
                        "another adapter of the same module",
                        (origin, target) -> {
                            var from = Place.of(origin);
                            var to = Place.of(target);
                            return to.isAdapter()
                                    && to.module().equals(from.module())
                                    && !to.part().equals(from.part());
                        })
                .because("web, store, hardware and net meet only in Appliance and Centre");
    }

    /** A port may be declared beside the wiring that takes it; the wiring's own classes are nobody's business. */
    static ArchRule nobodyKnowsTheWiring() {
        return Uses.never(
                        "features, adapters and everything below the sides",
                        type -> Place.of(type).isOurs() && !Place.of(type).isWiring() && !isWholeSystem(type),
                        "Main, Appliance or Centre",
                        (origin, target) -> Place.of(target).isWiring() && !target.isInterface())
                .because("only Main, the simulation and tests build an Appliance or a Centre, so nothing inside depends"
                        + " on how it was put together");
    }

    /** Main and the process it starts stand outside everything: they know the adapters, and nobody knows them. */
    static ArchRule packagesFormNoCycle() {
        return SlicesRuleDefinition.slices()
                .matching("vn.tram.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        DescribedPredicate.describe("the process", PartRules::isOutermost),
                        DescribedPredicate.alwaysTrue());
    }

    /** What the simulation builds too: it may speak on the line it is given, but not choose a disk or a web server. */
    static ArchRule wiringTakesItsDiskAndWeb() {
        return Uses.never(
                        "Appliance, Centre and what they are made of",
                        type -> Place.of(type).isWiring() && !isOutermost(type),
                        "store, web, hardware or a shared adapter",
                        (origin, target) -> Place.of(target).isAdapter()
                                && !(Place.of(target).part().equals("net")
                                        && !Place.of(target).module().equals("node")))
                .because("the simulation calls the same constructor with its own disk and line");
    }

    private static boolean isOutermost(JavaClass type) {
        return Place.of(type).isWiring() && type.getName().matches(".*\\.(Main|\\w+Process)(\\$.*)?");
    }

    private static boolean isFeature(JavaClass type) {
        return Place.of(type).isFeature();
    }

    private static boolean isWholeSystem(JavaClass type) {
        return Set.of("system", "bench").contains(Place.of(type).module());
    }

    private static boolean isPure(String name) {
        return PURE.stream().anyMatch(name::startsWith) && IMPURE.stream().noneMatch(name::startsWith);
    }
}
