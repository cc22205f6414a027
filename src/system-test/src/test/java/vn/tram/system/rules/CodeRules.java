package vn.tram.system.rules;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How our own classes are made: time and chance by the seams, no inheritance, no bare exceptions, honest names. */
final class CodeRules {
    /**
     * Banned members, as patterns over {@code owner.member(number of parameters)}; the value says what to use instead.
     */
    static final Map<Pattern, String> AMBIENT = Map.ofEntries(
            entry(Pattern.compile("java\\.time\\.\\w+\\.now\\(\\d\\)"), "Platform.clock()"),
            entry(
                    Pattern.compile("java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*\\(\\d\\)"),
                    "Platform.clock()"),
            entry(Pattern.compile("java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(0\\)"), "Platform"),
            entry(Pattern.compile("java\\.util\\.Date\\.<init>\\(0\\)"), "Platform.clock()"),
            entry(Pattern.compile("java\\.util\\.\\w*Calendar\\.(getInstance|<init>)\\(\\d\\)"), "Platform.clock()"),
            entry(Pattern.compile("java\\.util\\.UUID\\.randomUUID\\(0\\)"), "Platform.chance()"),
            entry(Pattern.compile("java\\.util\\.(Spl\\w+)?Random\\.<init>\\(\\d\\)"), "Platform.chance()"),
            entry(
                    Pattern.compile("java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(0\\)"),
                    "Platform.chance()"),
            entry(
                    Pattern.compile("java\\.util\\.random\\.RandomGenerator\\.(getDefault|of)\\(\\d\\)"),
                    "Platform.chance()"),
            entry(Pattern.compile("java\\.lang\\.Math\\.random\\(0\\)"), "Platform.chance()"),
            entry(Pattern.compile("java\\.lang\\.Thread\\.sleep\\(\\d\\)"), "Platform.timers()"),
            entry(Pattern.compile("java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(1\\)"), "Platform.timers()"),
            entry(Pattern.compile("java\\.util\\.Timer\\.<init>\\(\\d\\)"), "Platform.timers()"),
            entry(
                    Pattern.compile("java\\.util\\.concurrent\\.Executors\\.new\\w*Scheduled\\w*\\(\\d\\)"),
                    "Platform.timers()"),
            entry(
                    Pattern.compile("java\\.util\\.concurrent\\.ScheduledThreadPoolExecutor\\.<init>\\(\\d\\)"),
                    "Platform.timers()"),
            entry(
                    Pattern.compile("java\\.util\\.concurrent\\.CompletableFuture\\."
                            + "(delayedExecutor|orTimeout|completeOnTimeout)\\(\\d\\)"),
                    "Platform.timers()"));

    /** Keys, salts and nonces need the system's own randomness; these packages make them. */
    private static final List<String> MAY_MAKE_SECRETS =
            List.of("kernel.platform", "kernel.trust", "provisioning", "edge.store.pins");

    private static final Pattern FRAMEWORK_NAME = Pattern.compile(".*(Service|Manager|Helper|Utils?|Impl)");
    private static final Set<String> BARE =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    /** Classes that a library makes extend one of its own, each with the reason. A name that is not needed fails. */
    static final Map<String, String> FORCED_TO_EXTEND = Map.ofEntries(
            entry("vn.tram.ui.Asset$1", "the JDK hands a gzip stream's level only to a subclass"),
            entry("vn.tram.ui.Texts$ScriptSafe", "Jackson takes its escape table as a subclass of CharacterEscapes"),
            entry("vn.tram.node.net.GuardedClient", "Paho takes another socket only from a subclass of its client"),
            entry("vn.tram.node.net.GuardedModule$HeldInput", "java.io streams are classes"),
            entry("vn.tram.node.net.GuardedModule$SeenOutput", "java.io streams are classes"),
            entry("vn.tram.centre.store.PgScripts$Script", "Flyway takes a script in memory only as such a subclass"),
            entry("vn.tram.node.net.tls.PeerTrust", "JSSE tells the connection only to such a subclass"),
            entry("vn.tram.node.net.tls.ServedKeys", "JSSE asks only such a subclass for the key of an engine"),
            entry("vn.tram.edge.net.AnyServer", "the JDK asks no more only of such a subclass"),
            entry("vn.tram.centre.net.tls.Doorkeeper", "Netty calls only what a handler of its own overrides"),
            entry("vn.tram.node.blob.CheckedStream", "java.io streams are classes"));

    /** Library classes that exist to be extended on the spot, each with the reason. */
    private static final Map<String, String> MADE_TO_BE_EXTENDED = Map.of(
            "com.fasterxml.jackson.core.type.TypeReference", "Jackson reads a generic type off an empty subclass");

    private CodeRules() {}

    static ArchRule noAmbientTimeOrChance() {
        return Uses.neverAccess(
                        "classes outside kernel.platform",
                        type -> Place.of(type).isOurs() && !in(type, "kernel.platform") && !in(type, "bench"),
                        "the real clock, real chance or a timer of their own",
                        CodeRules::isAmbient)
                .because("a run that takes time and chance from Platform can be replayed from its seed");
    }

    static ArchRule secretsAreMadeInFewPlaces() {
        return Uses.neverAccess(
                "classes that make no keys",
                type -> Place.of(type).isOurs() && MAY_MAKE_SECRETS.stream().noneMatch(room -> in(type, room)),
                "SecureRandom",
                access -> access.getTargetOwner().getName().equals("java.security.SecureRandom"));
    }

    static ArchRule noBareExceptions() {
        return Uses.neverAccess(
                        "classes of the product",
                        type -> Place.of(type).isOurs(),
                        "the constructor of a bare Throwable, Exception, RuntimeException or Error",
                        access -> BARE.contains(access.getTargetOwner().getName())
                                && access.getName().equals("<init>")
                                && !access.getOriginOwner()
                                        .getRawSuperclass()
                                        .map(CodeRules::isBare)
                                        .orElse(false))
                .because("a caller must be able to tell a refusal, a fault and a bug apart by type");
    }

    static ArchRule noFrameworkNames() {
        return Uses.always(
                        "classes of the product",
                        type -> Place.of(type).isOurs(),
                        "not end in Service, Manager, Helper, Util or Impl",
                        type -> type.getSimpleName().equals("Service")
                                || !FRAMEWORK_NAME.matcher(type.getSimpleName()).matches())
                .because("a name says what a thing is; Service alone is the citizens' public service");
    }

    static ArchRule noInheritance() {
        return Uses.always(
                        "classes of the product",
                        type -> Place.of(type).isOurs() && !type.isInterface(),
                        "extend nothing but Object, Record, Enum or an exception",
                        CodeRules::extendsOnlyPlainThings)
                .because("behaviour is put together from parts; a port is an interface");
    }

    static ArchRule classesAreFinal() {
        return Uses.always(
                        "classes of the product",
                        type -> Place.of(type).isOurs()
                                && !type.isInterface()
                                && !type.isEnum()
                                && !type.isAnonymousClass(),
                        "be final",
                        type -> type.getModifiers().contains(JavaModifier.FINAL))
                .because("nobody may extend them, so the compiler is told");
    }

    static ArchRule eventsAndCommandsAreRecords() {
        return Uses.always(
                        "events and commands",
                        type -> Place.of(type).isOurs() && isWordOfTheLanguage(type),
                        "be a record, an enum or an interface",
                        type -> type.isInterface() || type.isRecord() || type.isEnum())
                .because("a fact is data: compared by value, written by its components, never changed");
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        var count = access.getTarget() instanceof CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : 0;
        var text = access.getTargetOwner().getName() + "." + access.getName() + "(" + count + ")";
        return AMBIENT.keySet().stream().anyMatch(each -> each.matcher(text).matches());
    }

    private static boolean isBare(JavaClass type) {
        return BARE.contains(type.getName());
    }

    private static boolean extendsOnlyPlainThings(JavaClass type) {
        return FORCED_TO_EXTEND.containsKey(type.getName())
                || type.getRawSuperclass()
                        .map(parent -> parent.isEquivalentTo(Object.class)
                                || parent.isEquivalentTo(Record.class)
                                || parent.isEquivalentTo(Enum.class)
                                || parent.isEnum()
                                || MADE_TO_BE_EXTENDED.containsKey(parent.getName())
                                || parent.isAssignableTo(Throwable.class))
                        .orElse(true);
    }

    private static boolean isWordOfTheLanguage(JavaClass type) {
        return isWord(type) || type.getAllRawInterfaces().stream().anyMatch(CodeRules::isWord);
    }

    private static boolean isWord(JavaClass type) {
        return Place.of(type).isOurs()
                && (type.getSimpleName().endsWith("Event")
                        || type.getSimpleName().endsWith("Command"));
    }

    private static boolean in(JavaClass type, String room) {
        return (type.getPackageName() + ".").startsWith(Place.ROOT + room + ".");
    }
}
