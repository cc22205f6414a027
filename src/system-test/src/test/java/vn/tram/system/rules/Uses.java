package vn.tram.system.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Turns plain predicates into rules, so that a rule's content reads as one line of Java. */
final class Uses {
    private Uses() {}

    /** Of the classes that {@code who} accepts, none depends on a class for which {@code forbidden} holds. */
    static ArchRule never(
            String whoText, Predicate<JavaClass> who, String text, BiPredicate<JavaClass, JavaClass> forbidden) {
        return classes().that(named(whoText, who)).should(new ArchCondition<>("not depend on " + text) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency each : origin.getDirectDependenciesFromSelf()) {
                    var target = each.getTargetClass().getBaseComponentType();
                    if (forbidden.test(origin, target)) {
                        events.add(SimpleConditionEvent.violated(each, each.getDescription()));
                    }
                }
            }
        });
    }

    /**
     * Of the classes that {@code who} accepts, none reads, calls or refers to a member for which the predicate holds.
     */
    static ArchRule neverAccess(
            String whoText, Predicate<JavaClass> who, String text, Predicate<JavaAccess<?>> forbidden) {
        return classes().that(named(whoText, who)).should(new ArchCondition<>("not touch " + text) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (JavaAccess<?> each : origin.getAccessesFromSelf()) {
                    if (forbidden.test(each)) {
                        events.add(SimpleConditionEvent.violated(each, each.getDescription()));
                    }
                }
            }
        });
    }

    /** Every class that {@code who} accepts also passes {@code wanted}. */
    static ArchRule always(String whoText, Predicate<JavaClass> who, String text, Predicate<JavaClass> wanted) {
        return classes().that(named(whoText, who)).should(new ArchCondition<>(text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!wanted.test(type)) {
                    var line = type.getName() + " should " + text + " in " + type.getSourceCodeLocation();
                    events.add(SimpleConditionEvent.violated(type, line));
                }
            }
        });
    }

    private static DescribedPredicate<JavaClass> named(String text, Predicate<JavaClass> who) {
        return DescribedPredicate.describe(text, who);
    }
}
