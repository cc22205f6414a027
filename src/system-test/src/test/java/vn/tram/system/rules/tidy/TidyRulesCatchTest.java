package vn.tram.system.rules.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of {@link TidyTest} on a small bad sample, and on a good one beside it. */
final class TidyRulesCatchTest {
    private static final String TEST_FILE = "edge-node/src/test/java/vn/tram/edge/queue/HallTest.java";
    private static final String MAIN_FILE = "edge-node/src/main/java/vn/tram/edge/queue/Hall.java";

    @Test
    void longFileIsCaught() {
        for (var path : List.of("a/Hall.java", "a/page.css", "a/page.jte", "a/page.js", "src/bin/demo", "a/run.sh")) {
            assertThat(SizeRules.longFiles(Tree.of(path, "x\n".repeat(401))))
                    .as(path)
                    .hasSize(1);
            assertThat(SizeRules.longFiles(Tree.of(path, "x\n".repeat(400))))
                    .as(path)
                    .isEmpty();
        }
        assertThat(SizeRules.longFiles(Tree.of("assets/vendor/uplot.js", "x\n".repeat(900))))
                .isEmpty();
    }

    @Test
    void longLineIsCaught() {
        assertThat(SizeRules.longLines(Tree.of("Hall.java", "\n" + "ổ".repeat(121) + "\n")))
                .hasSize(1)
                .first()
                .extracting(Finding::line)
                .isEqualTo(2);
        assertThat(SizeRules.longLines(Tree.of("Hall.java", "ổ".repeat(120) + "\n")))
                .isEmpty();
        assertThat(SizeRules.longLines(Tree.of("hall.jte", "ổ".repeat(160) + "\n")))
                .isEmpty();
        assertThat(SizeRules.longLines(Tree.of("hall.jte", "ổ".repeat(161) + "\n")))
                .hasSize(1);
    }

    @Test
    void bigFileIsCaught() {
        assertThat(SizeRules.bigFiles(Tree.of("film.webm", "x".repeat((1 << 20) + 1))))
                .hasSize(1);
        assertThat(SizeRules.bigFiles(Tree.of("film.webm", "x".repeat(1 << 20))))
                .isEmpty();
    }

    @Test
    void crowdedPackageIsCaught() {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 20; i++) {
            files.put("a/File" + i + ".java", new byte[0]);
        }
        assertThat(SizeRules.crowdedPackages(new Tree(files, Set.of()))).isEmpty();
        files.put("a/OneMore.java", new byte[0]);
        assertThat(SizeRules.crowdedPackages(new Tree(files, Set.of()))).hasSize(1);
    }

    @Test
    void packageWithoutPurposeIsCaught() {
        var info = "a/main/java/p/package-info.java";
        var good = "/**\n * The hall's queue: who waits, who is called.\n */\n@NullMarked\npackage p;\n";
        var source = "package p; final class A {}\n";
        assertThat(SizeRules.packagesWithoutPurpose(Tree.of("a/main/java/p/A.java", source)))
                .hasSize(1);
        assertThat(SizeRules.packagesWithoutPurpose(Tree.of(info, "@NullMarked\npackage p;\n")))
                .hasSize(1);
        assertThat(SizeRules.packagesWithoutPurpose(Tree.of(info, good.replace("@NullMarked", ""))))
                .hasSize(1);
        assertThat(SizeRules.packagesWithoutPurpose(Tree.of(info, good, "a/test/java/p/ATest.java", source)))
                .isEmpty();
    }

    @Test
    void oddTextIsCaught() {
        assertThat(SizeRules.oddlyEncodedText(Tree.of("a.md", "Hoa\u0300n\n"))).hasSize(1);
        assertThat(SizeRules.oddlyEncodedText(Tree.of("a.md", "a\r\n"))).hasSize(1);
        assertThat(SizeRules.oddlyEncodedText(Tree.of("a.md", "a"))).hasSize(1);
        var latin1 = new TreeMap<String, byte[]>(Map.of("a.md", new byte[] {(byte) 0xE0, '\n'}));
        assertThat(SizeRules.oddlyEncodedText(new Tree(latin1, Set.of()))).hasSize(1);
        assertThat(SizeRules.oddlyEncodedText(Tree.of("a.md", "Hoàn Kiếm\n"))).isEmpty();
    }

    @Test
    void longMethodIsCaught() throws IOException {
        var fits = "final class Hall {\n void m() {\n" + " m();\n".repeat(58) + " }\n}\n";
        assertThat(shape(MAIN_FILE, fits)).isEmpty();
        assertThat(shape(MAIN_FILE, fits.replaceFirst(" m\\(\\);\n", " m();\n m();\n")))
                .hasSize(1);
        assertThat(shape(
                        MAIN_FILE,
                        fits.replaceFirst(" m\\(\\);\n", " m();\n m();\n").replace("void m", "static { } void m")))
                .hasSize(1);
        assertThat(shape(MAIN_FILE, "final class Hall {\n static {\n" + " m();\n".repeat(59) + " }\n}\n"))
                .hasSize(1);
    }

    @Test
    void wideConstructorIsCaught() throws IOException {
        var eight = "(int a, int b, int c, int d, int e, int f, int g, int h) {}";
        assertThat(shape(MAIN_FILE, "final class Hall { Hall" + eight + " }")).hasSize(1);
        assertThat(shape(MAIN_FILE, "final class Hall { Hall" + eight.replace(", int h", "") + " }"))
                .isEmpty();
        assertThat(shape(MAIN_FILE, "record Hall" + eight)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"testHall", "hall", "shouldCall", "Hall_is_open", "HallOpens"})
    void nameThatIsNoClaimIsCaught(String name) throws IOException {
        assertThat(shape(TEST_FILE, "final class HallTest { @Test void " + name + "() { assertThat(1); } }"))
                .hasSize(1);
    }

    @Test
    void emptyTestIsCaught() throws IOException {
        assertThat(shape(TEST_FILE, "final class HallTest { @Test void hallOpensAtEight() { hall.open(); } }"))
                .hasSize(1);
        assertThat(shape(TEST_FILE, "final class HallTest { @Test void hallOpensAtEight() { assertThat(1); } }"))
                .isEmpty();
    }

    @Test
    void checkByAMethodBesideItIsFine() throws IOException {
        var indirect = "final class HallTest { @Test void hallOpensAtEight() { open(); } void open() { seen(); }"
                + " void seen() { %s; } }";
        assertThat(shape(TEST_FILE, indirect.formatted("assertThat(1)"))).isEmpty();
        assertThat(shape(TEST_FILE, indirect.formatted("open()"))).hasSize(1);
    }

    @Test
    void classThatTheBuildWouldNotRunIsCaught() throws IOException {
        var body = " { @Test void hallOpensAtEight() { assertThat(1); } }";
        assertThat(shape(TEST_FILE.replace("HallTest", "HallChecks"), "final class HallChecks" + body))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(5)",
                "TimeUnit.SECONDS.sleep(1)",
                "SECONDS.sleep(1)",
                "LockSupport.parkNanos(1)",
                "assumeTrue(chromium != null)",
                "problem.printStackTrace()",
            })
    void callThatATestMayNotMakeIsCaught(String call) throws IOException {
        assertThat(shape(TEST_FILE, "final class HallTest { void m() { " + call + "; } }"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import org.mockito.Mockito;",
                "import static org.mockito.Mockito.when;",
                "import jakarta.inject.Inject;"
            })
    void forbiddenImportIsCaught(String line) throws IOException {
        assertThat(shape(TEST_FILE, line + " final class HallTest {}")).hasSize(1);
    }

    @Test
    void switchedOffTestIsCaught() throws IOException {
        assertThat(shape(TEST_FILE, "@Disabled final class HallTest {}")).hasSize(1);
    }

    @Test
    void textForPeopleInCodeIsCaught() throws IOException {
        var source = "final class Hall { String s = \"Chưa có ai chờ\"; }";
        assertThat(shape(MAIN_FILE, source)).hasSize(1);
        assertThat(shape(TEST_FILE, source)).isEmpty();
        assertThat(JavaShape.findings(Tree.of(MAIN_FILE, source), Map.of(MAIN_FILE, "a reason")))
                .isEmpty();
        assertThat(WordRules.peopleTextOutsideBundles(Tree.of("a/kiosk.jte", "<h1>\nLấy số</h1>\n"), Map.of()))
                .hasSize(1)
                .first()
                .extracting(Finding::line)
                .isEqualTo(2);
        assertThat(WordRules.peopleTextOutsideBundles(
                        Tree.of("a/kiosk.js", "/* Lấy\nsố */ x(); // Lấy số\n"), Map.of()))
                .isEmpty();
    }

    @Test
    void unfinishedWorkIsCaught() {
        assertThat(WordRules.unfinishedWork(Tree.of(MAIN_FILE, "// TO" + "DO later\n")))
                .hasSize(1);
        assertThat(WordRules.unfinishedWork(Tree.of("src/main/java/A.java", "// FIX" + "ME\n")))
                .hasSize(1);
        assertThat(WordRules.unfinishedWork(Tree.of("a/page.js", "throw new Error(\"not implemented\");\n")))
                .hasSize(1);
        assertThat(WordRules.unfinishedWork(Tree.of(MAIN_FILE, "// the hall's queue\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM b WHERE c",
                "insert into b values(1)",
                "UPDATE b SET c = 1",
                "delete from b ",
                "PRAGMA x"
            })
    void sqlOutsideAStoreIsCaught(String sql) {
        var line = "String s = \"" + sql + "\";\n";
        assertThat(WordRules.sqlOutsideStores(Tree.of(MAIN_FILE, line))).hasSize(1);
        assertThat(WordRules.sqlOutsideStores(Tree.of("edge-node/src/main/java/vn/tram/edge/store/A.java", line)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmp", "root", "work", "home/anna"})
    void pathOfAMachineIsCaught(String folder) {
        assertThat(WordRules.machinePaths(Tree.of("src/docs/a.md", "look into /" + folder + "/x\n")))
                .hasSize(1);
    }

    @Test
    void pathOfTheProductIsNoPathOfAMachine() {
        assertThat(WordRules.machinePaths(Tree.of("src/deploy/a.service", "Path=/var/lib/tram/tmp/x ${work}/tmp/x\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "repo1", "deb", "nexus", "mirror"})
    void packageRegistryIsCaught(String kind) {
        assertThat(WordRules.registryHosts(Tree.of("src/docs/a.md", "from https://" + kind + ".example.org/x\n")))
                .hasSize(1);
    }

    @Test
    void repositoryInAPomIsCaught() {
        assertThat(WordRules.registryHosts(Tree.of("pom.xml", "<repo" + "sitories>\n")))
                .hasSize(1);
        assertThat(WordRules.registryHosts(Tree.of("pom.xml", "<url>https://www.apache.org/licenses</url>\n")))
                .isEmpty();
    }

    @Test
    void carelessScriptIsCaught() {
        var good = "#!/bin/sh\nset -eu\nhelp_asked \"$0\" \"$@\"\n";
        var path = "src/bin/demo";
        assertThat(ScriptRules.carelessScripts(Tree.of(path, good).withExecutables(path)))
                .isEmpty();
        assertThat(ScriptRules.carelessScripts(Tree.of(path, good))).hasSize(1);
        for (var part : List.of("#!/bin/sh\n", "set -eu\n", "help_asked")) {
            var bad = Tree.of(path, good.replace(part, "#\n")).withExecutables(path);
            assertThat(ScriptRules.carelessScripts(bad)).as(part).hasSize(1);
        }
        var broad = Tree.of(path, good + "pkill java\n").withExecutables(path);
        assertThat(ScriptRules.carelessScripts(broad)).hasSize(1);
    }

    @Test
    void documentWithoutOneTitleIsCaught() {
        assertThat(DocRules.titles(Tree.of("a.md", "# A\n\n# B\n"))).hasSize(1);
        assertThat(DocRules.titles(Tree.of("a.md", "words\n"))).hasSize(1);
        assertThat(DocRules.titles(Tree.of("a.md", "words\n\n# A\n"))).hasSize(1);
        assertThat(DocRules.titles(Tree.of("a.md", "# A\n\n```sh\n# a comment\n```\n")))
                .isEmpty();
    }

    @Test
    void brokenLinkIsCaught() {
        var page = "# A\n\n[x](%s)\n";
        for (var target : List.of("gone.md", "../b.md", "b.md#nowhere", "#nowhere", "/b.md/x")) {
            assertThat(DocRules.brokenLinks(Tree.of("d/a.md", page.formatted(target), "d/b.md", "# B\n")))
                    .as(target)
                    .hasSize(1);
        }
        for (var target : List.of("b.md", "../d/b.md", "b.md#một-cửa-là-gì", "#a", "..", "https://example.org/x")) {
            var tree = Tree.of("d/a.md", page.formatted(target), "d/b.md", "# B\n\n## Một cửa là gì?\n");
            assertThat(DocRules.brokenLinks(tree)).as(target).isEmpty();
        }
        assertThat(DocRules.brokenLinks(Tree.of("a.md", "# A\n\n`[x](gone.md)`\n")))
                .isEmpty();
    }

    @Test
    void incompleteDecisionIsCaught() {
        var good = "# Two\n\n## Context\n\n## Decision\n\n## Consequences\n";
        assertThat(DocRules.decisions(Tree.of("src/docs/adr/0001-two.md", good)))
                .isEmpty();
        assertThat(DocRules.decisions(Tree.of("src/docs/adr/two.md", good))).hasSize(1);
        assertThat(DocRules.decisions(Tree.of("src/docs/adr/0001-two.md", good.replace("## Decision", ""))))
                .hasSize(1);
        assertThat(DocRules.decisions(Tree.of("src/docs/adr/0001-one.md", good, "src/docs/adr/0001-two.md", good)))
                .hasSize(1);
    }

    @Test
    void changelogOutOfFormIsCaught() {
        var path = "src/docs/changelog.md";
        assertThat(DocRules.changelog(Tree.of(path, "# C\n\nIntro.\n\n## 1.0.0 - 2026-11-22\n\n- a\n  b\n"), path))
                .isEmpty();
        assertThat(DocRules.changelog(Tree.of(path, "# C\n\n## November\n\n- a\n"), path))
                .hasSize(1);
        assertThat(DocRules.changelog(Tree.of(path, "# C\n\n## Unreleased\n\na\n"), path))
                .hasSize(1);
        assertThat(DocRules.changelog(Tree.of(path, "# C\n"), path)).hasSize(1);
    }

    @Test
    void unequalBundlesAreCaught() throws IOException {
        assertThat(bundles("a=Số {n}\n", "a=Number {n}\n")).isEmpty();
        assertThat(bundles("a=Số\nb=Quầy\n", "a=Number\n")).hasSize(1);
        assertThat(bundles("a=Số\n", "a=Number\nb=Counter\n")).hasSize(1);
        assertThat(bundles("a=Số {n}\n", "a=Number\n")).hasSize(1);
        assertThat(bundles("a=\n", "a=Number\n")).hasSize(1);
        assertThat(bundles("a=Số\na=Quầy\n", "a=Number\n")).hasSize(1);
        assertThat(ListRules.unequalBundles(Tree.of("t/x_vi.properties", "a=Số\n")))
                .hasSize(1);
        assertThat(ListRules.unequalBundles(Tree.of("t/x_en.properties", "a=Number\n")))
                .hasSize(1);
    }

    @Test
    void unexplainedDependencyIsCaught() {
        var pom = "<artifactId>vertx-core</artifactId><artifactId>kernel</artifactId>\n";
        var good = Tree.of("pom.xml", pom, "d.md", "| `vertx-core` | HTTP |\n");
        assertThat(ListRules.unexplainedDependencies(good, "d.md")).isEmpty();
        assertThat(ListRules.staleDependencies(good, "d.md")).isEmpty();
        assertThat(ListRules.unexplainedDependencies(Tree.of("pom.xml", pom, "d.md", "vertx-core\n"), "d.md"))
                .hasSize(1);
        assertThat(ListRules.staleDependencies(Tree.of("pom.xml", "\n", "d.md", "| `vertx-core` | HTTP |\n"), "d.md"))
                .hasSize(1);
    }

    @Test
    void proofThatIsNotThereIsCaught() {
        var test = "void holds() {}\n";
        var table = "| 1 | a | `CutTest.holds` |\n| 2 | b | |\n";
        assertThat(DocRules.missingProofs(Tree.of("src/test/a/CutTest.java", test, "f.md", table), "f.md", 2))
                .isEmpty();
        assertThat(DocRules.missingProofs(Tree.of("src/test/a/CutTest.java", test, "f.md", table), "f.md", 3))
                .hasSize(1);
        assertThat(DocRules.missingProofs(Tree.of("src/test/a/OtherTest.java", test, "f.md", table), "f.md", 2))
                .hasSize(1);
        assertThat(DocRules.missingProofs(
                        Tree.of("src/test/a/CutTest.java", "void breaks() {}\n", "f.md", table), "f.md", 2))
                .hasSize(1);
    }

    @Test
    void leftoverOfAToolIsCaught() {
        var tree = Tree.of("javac.20261123.args", "-cp\n", "a/B.java.orig", "class B {}\n", "a/B.java", "class B {}\n");
        assertThat(ListRules.leftovers(tree)).hasSize(2);
    }

    @Test
    void undescribedSettingIsCaught() {
        var path = "e/src/main/java/e/BoxConfig.java";
        var source = "Path.of(p.text(\n \"node.data\")); p.number(\"http.port\", 0, 1, 0);\n";
        var page = "| `node.data` | folder |\n| `http.port` | port |\n";
        assertThat(ListRules.undescribedSettings(Tree.of(path, source, "c.md", page), "c.md"))
                .isEmpty();
        assertThat(ListRules.staleSettings(Tree.of(path, source, "c.md", page), "c.md"))
                .isEmpty();
        assertThat(ListRules.undescribedSettings(Tree.of(path, source, "c.md", "node.data\n"), "c.md"))
                .hasSize(2);
        assertThat(ListRules.staleSettings(Tree.of("c.md", page), "c.md")).hasSize(2);
    }

    private static List<Finding> bundles(String vi, String en) throws IOException {
        return ListRules.unequalBundles(Tree.of("t/x_vi.properties", vi, "t/x_en.properties", en));
    }

    private static List<Finding> shape(String path, String source) throws IOException {
        return JavaShape.findings(Tree.of(path, source), Map.of());
    }
}
