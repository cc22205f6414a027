package vn.tram.system.rules;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may know whom among the modules, and which room each library is kept in. */
final class ModuleRules {
    /** kernel <- {node, ui} <- firmware <- provisioning <- {edge | centre} <- system, bench. */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("kernel", Set.of()),
            entry("node", Set.of("kernel")),
            entry("ui", Set.of("kernel")),
            entry("firmware", Set.of("kernel", "node", "ui")),
            entry("provisioning", Set.of("kernel", "node", "ui", "firmware")),
            entry("edge", Set.of("kernel", "node", "ui", "firmware", "provisioning")),
            entry("centre", Set.of("kernel", "node", "ui", "firmware", "provisioning")),
            entry("system", Set.of("kernel", "node", "ui", "firmware", "provisioning", "edge", "centre")),
            entry("bench", Set.of("kernel", "node", "ui", "firmware", "provisioning", "edge", "centre", "system")));

    /**
     * The only packages that may import each library, as prefixes. A library that is not named here may be imported
     * nowhere: adding one is a decision, made in this table and in src/docs/dependencies.md.
     */
    static final Map<String, List<String>> ROOM_OF_LIBRARY = Map.ofEntries(
            entry("org.jspecify", List.of("")),
            entry("org.slf4j", List.of("")),
            entry(
                    "com.fasterxml.jackson",
                    List.of(
                            "kernel.cbor",
                            "ui",
                            "firmware",
                            "provisioning",
                            "edge.web",
                            "edge.store",
                            "centre.web",
                            "centre.store",
                            "system",
                            "bench")),
            entry("com.github.luben.zstd", List.of("kernel.wire", "firmware", "system", "bench")),
            entry("org.eclipse.paho", List.of("node.net")),
            entry("org.sqlite", List.of("node.store", "edge.store", "centre.store")),
            entry("org.flywaydb", List.of("node.store", "edge.store", "centre.store")),
            entry("org.postgresql", List.of("centre.store")),
            entry("com.zaxxer.hikari", List.of("centre.store")),
            entry("io.vertx", List.of("edge.web", "edge.BoxProcess")),
            entry("io.undertow", List.of("centre.web")),
            entry("org.xnio", List.of("centre.web")),
            entry("org.apache.activemq.artemis", List.of("centre.net")),
            entry("org.apache.artemis", List.of("centre.net")),
            entry("io.netty", List.of("centre.net")),
            entry("org.bouncycastle", List.of("provisioning.ca", "edge.store.pins", "system")),
            entry("io.micrometer", List.of("centre", "system")),
            entry("gg.jte", List.of("ui", "edge.web", "centre.web")),
            entry("info.picocli", List.of("provisioning", "firmware", "system", "bench")),
            entry("picocli", List.of("provisioning", "firmware", "system", "bench")),
            entry("io.nayuki", List.of("ui")),
            entry("com.hivemq", List.of("system", "bench")));

    private ModuleRules() {}

    static ArchRule modulesPointOneWay() {
        return Uses.never(
                        "classes of the product",
                        type -> Place.of(type).isOurs(),
                        "a module above their own",
                        (origin, target) -> !mayUse(
                                Place.of(origin).module(), Place.of(target).module()))
                .because("kernel <- {node, ui} <- firmware <- provisioning <- {edge | centre} <- {system, bench};"
                        + " box and centre meet only on the wire");
    }

    static ArchRule everyClassStandsInAKnownModule() {
        return Uses.always(
                "classes of the product",
                type -> type.getName().startsWith(Place.ROOT),
                "stand in one of the modules " + MAY_USE.keySet(),
                type -> MAY_USE.containsKey(Place.of(type).module()));
    }

    static ArchRule librariesStayInTheirRoom() {
        return Uses.never(
                        "classes of the product",
                        type -> Place.of(type).isOurs(),
                        "a library kept in another room",
                        (origin, target) -> !isJdk(target) && !Place.of(target).isOurs() && !inRoom(origin, target))
                .because("a library used in one place can be replaced in one place (see ROOM_OF_LIBRARY)");
    }

    static ArchRule sqlStaysInStores() {
        return Uses.never(
                        "classes outside packages named store",
                        type -> Place.of(type).isOurs() && !isStore(type),
                        "java.sql",
                        (origin, target) -> under(target, "java.sql") || under(target, "javax.sql"))
                .because("one place knows how facts lie on disk");
    }

    private static boolean mayUse(String from, String to) {
        return to.isEmpty()
                || from.equals(to)
                || MAY_USE.getOrDefault(from, Set.of()).contains(to);
    }

    private static boolean isStore(JavaClass type) {
        return (type.getPackageName() + ".").contains(".store.");
    }

    private static boolean inRoom(JavaClass origin, JavaClass library) {
        return ROOM_OF_LIBRARY.entrySet().stream()
                .filter(each -> under(library, each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .anyMatch(room -> room.isEmpty() || stands(origin.getName(), Place.ROOT + room));
    }

    /** Whether a class is of the given package or one below it, or is the given class or nested in it. */
    private static boolean stands(String type, String room) {
        return type.equals(room) || type.startsWith(room + ".") || type.startsWith(room + "$");
    }

    static boolean isJdk(JavaClass type) {
        return type.isPrimitive()
                || under(type, "java")
                || under(type, "javax")
                || under(type, "jdk")
                || under(type, "com.sun.net.httpserver");
    }

    static boolean under(JavaClass type, String prefix) {
        return type.getName().startsWith(prefix + ".");
    }
}
