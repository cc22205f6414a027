package vn.tram.system.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/**
 * Where a class stands: {@code vn.tram.edge.queue.rules.Guard} is module {@code edge}, part {@code queue}.
 *
 * @param module first word after the root, empty for a class that is not ours
 * @param part second word, empty in the module's own package, where the wiring is
 */
record Place(String module, String part) {
    static final String ROOT = "vn.tram.";
    static final Set<String> SIDES = Set.of("edge", "centre");
    /**
     * The parts that touch the world. Any other part of a side is a feature, so a new one is pure from its first day.
     */
    static final Set<String> ADAPTERS = Set.of("store", "web", "hardware", "net");

    static Place of(JavaClass type) {
        var name = type.getBaseComponentType().getPackageName() + ".";
        if (!name.startsWith(ROOT)) {
            return new Place("", "");
        }
        var words = name.substring(ROOT.length()).split("\\.", -1);
        return new Place(words[0], words.length > 1 ? words[1] : "");
    }

    boolean isOurs() {
        return !module.isEmpty();
    }

    boolean isFeature() {
        return SIDES.contains(module) && !part.isEmpty() && !ADAPTERS.contains(part);
    }

    boolean isAdapter() {
        return module.equals("node") || (SIDES.contains(module) && ADAPTERS.contains(part));
    }

    boolean isWiring() {
        return SIDES.contains(module) && part.isEmpty();
    }
}
