package vn.tram.system.rules.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler's own parser sees in the Java files: long methods, wide constructors, names and bodies of tests.
 */
final class JavaShape {
    static final int METHOD_LINES = 60;
    static final int CONSTRUCTOR_PARAMETERS = 7;

    private static final Pattern JAVA = Pattern.compile(".*\\.java");
    private static final Set<String> TEST_MARKS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "Example");
    private static final Pattern CLAIM = Pattern.compile("(?!(test|should)[A-Z])[a-z]+[a-z0-9]*([A-Z][A-Za-z0-9]*)+");
    private static final Pattern CHECKS = Pattern.compile("(?i)assert|verify|expect|check|fail\\(|must|holds|sees\\(");
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\(");
    private static final String WAIT_INSTEAD =
            "wait for what is meant: ManualTimers.advance, a latch, a future with a time limit, Process.waitFor";

    private final Tree tree;
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, String> mayHoldVietnamese;

    private JavaShape(Tree tree, Map<String, String> mayHoldVietnamese) {
        this.tree = tree;
        this.mayHoldVietnamese = mayHoldVietnamese;
    }

    /**
     * Parses every Java file and reports what breaks a limit.
     *
     * @param mayHoldVietnamese files whose code has to know Vietnamese words, each with the reason
     */
    static List<Finding> findings(Tree tree, Map<String, String> mayHoldVietnamese) throws IOException {
        var shape = new JavaShape(tree, mayHoldVietnamese);
        shape.scan();
        return shape.found;
    }

    private void scan() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var sources = tree.paths(JAVA).stream()
                .map(path -> new Source(path, tree.text(path)))
                .toList();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(null, manager, problem -> {}, List.of("-proc:none"), null, sources);
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                unit.accept(new Reader(unit, positions), null);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("tree:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** The bodies of all methods of a file by name; those of one name together. */
    private static final class BodyCollector extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Map<String, String> bodies;

        BodyCollector(Map<String, String> bodies) {
            this.bodies = bodies;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
            bodies.merge(node.getName().toString(), String.valueOf(node.getBody()), String::concat);
            return super.visitMethod(node, null);
        }
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String path;
        private final boolean isTest;
        private final Map<String, String> bodies = new HashMap<>();
        private @Nullable ClassTree type;
        private int depth;

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.path = unit.getSourceFile().toUri().getPath().substring(1);
            this.isTest = path.contains("/test/java/");
            unit.accept(new BodyCollector(bodies), null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
            var outer = type;
            type = node;
            depth++;
            if (depth == 1
                    && holdsTests(node)
                    && !node.getSimpleName().toString().endsWith("Test")) {
                report(node, "a class with tests must be named ...Test, or the build does not run it");
            }
            super.visitClass(node, null);
            depth--;
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
            limitLines(
                    node,
                    node.getName().contentEquals("<init>")
                            ? "constructor"
                            : node.getName().toString());
            boolean constructor = node.getName().contentEquals("<init>");
            boolean inRecord = type != null && type.getKind() == com.sun.source.tree.Tree.Kind.RECORD;
            if (constructor && !inRecord && node.getParameters().size() > CONSTRUCTOR_PARAMETERS) {
                report(
                        node,
                        node.getParameters().size() + " constructor parameters; at most " + CONSTRUCTOR_PARAMETERS);
            }
            if (isTestMethod(node)) {
                judgeTest(node);
            }
            return super.visitMethod(node, null);
        }

        @Override
        public @Nullable Void visitBlock(BlockTree node, @Nullable Void nothing) {
            if (type != null && type.getMembers().contains(node)) {
                limitLines(node, "initialiser");
            }
            return super.visitBlock(node, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
            var select = node.getMethodSelect();
            var name = select instanceof MemberSelectTree member
                    ? member.getIdentifier().toString()
                    : select.toString();
            if (name.equals("printStackTrace")) {
                report(node, "printStackTrace: log it once where it is handled, or let it go up");
            } else if (isTest && Set.of("sleep", "parkNanos").contains(name)) {
                report(node, name + " in a test: " + WAIT_INSTEAD);
            } else if (isTest
                    && Set.of("assumeTrue", "assumeFalse").contains(name)
                    && node.getArguments().size() < 2) {
                report(node, name + " without a message: say what is missing, so that nobody takes skipped for passed");
            }
            return super.visitMethodInvocation(node, null);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
            var name = node.getAnnotationType().toString();
            if (Set.of("Disabled", "Ignore", "Mock", "Autowired", "Inject", "Entity")
                    .contains(name)) {
                report(node, "@" + name + " is not used here: no test switched off, no mocks, no container");
            }
            return super.visitAnnotation(node, null);
        }

        @Override
        public @Nullable Void visitImport(com.sun.source.tree.ImportTree node, @Nullable Void nothing) {
            var name = node.getQualifiedIdentifier().toString();
            if (name.matches("(org\\.mockito|org\\.easymock|io\\.mockk|org\\.powermock|mockit)\\..*")) {
                report(node, name + ": write a small fake next to the port");
            } else if (name.matches(
                    "(org\\.springframework|jakarta\\.inject|javax\\.inject|com\\.google\\.inject)\\..*")) {
                report(node, name + ": Appliance and Centre are plain constructor lists");
            }
            return super.visitImport(node, null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
            if (!isTest
                    && node.getValue() instanceof String text
                    && WordRules.VIETNAMESE.matcher(text).find()
                    && !mayHoldVietnamese.containsKey(path)) {
                report(node, "text for people in code (\"" + text + "\"): move it to a bundle");
            }
            return null;
        }

        private void judgeTest(MethodTree node) {
            var name = node.getName().toString();
            if (!CLAIM.matcher(name).matches()) {
                report(node, name + " is no claim; say what holds: boardCatchesUpAfterTwoHoursOffline");
            }
            var body = node.getBody();
            if (body != null && !asserts(body.toString(), new HashSet<>())) {
                report(node, name + " asserts nothing that can be seen");
            }
        }

        /** Whether a body checks something itself, or by a method of the same file that it calls. */
        private boolean asserts(String body, Set<String> seen) {
            return CHECKS.matcher(body).find()
                    || CALL.matcher(body)
                            .results()
                            .map(call -> call.group(1))
                            .filter(seen::add)
                            .anyMatch(name -> asserts(bodies.getOrDefault(name, ""), seen));
        }

        private void limitLines(com.sun.source.tree.Tree node, String what) {
            long lines = line(positions.getEndPosition(unit, node)) - line(positions.getStartPosition(unit, node)) + 1;
            if (lines > METHOD_LINES) {
                report(node, what + " has " + lines + " lines; at most " + METHOD_LINES);
            }
        }

        private boolean holdsTests(ClassTree node) {
            return isTest
                    && !node.getModifiers().getFlags().contains(Modifier.ABSTRACT)
                    && node.getMembers().stream()
                            .anyMatch(member -> member instanceof MethodTree method && isTestMethod(method));
        }

        private boolean isTestMethod(MethodTree node) {
            return isTest && marks(node.getModifiers()).stream().anyMatch(TEST_MARKS::contains);
        }

        private List<String> marks(ModifiersTree modifiers) {
            return modifiers.getAnnotations().stream()
                    .map(each -> each.getAnnotationType().toString())
                    .toList();
        }

        private void report(com.sun.source.tree.Tree node, String text) {
            found.add(new Finding(path, (int) line(positions.getStartPosition(unit, node)), text));
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }
    }
}
