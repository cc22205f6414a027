package vn.tram.system.rules.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every rule over the files of the repository. {@link TidyRulesCatchTest} shows that each of them can fail. */
final class TidyTest {
    /** Files whose code, not text, has to know Vietnamese words, each with the reason. */
    private static final Map<String, String> MAY_HOLD_VIETNAMESE = Map.of(
            "central-sync/src/main/resources/vn/tram/centre/web/assets/centre-words.js",
            "a search folds marks away, and đ is a letter of its own",
            "edge-node/src/main/resources/vn/tram/edge/web/assets/numbers.js",
            "how numbers and letters are spoken is a rule, not a text",
            "edge-node/src/main/resources/vn/tram/edge/web/assets/procedure.js",
            "takes the word for procedure off the front of a name");

    private static Tree tree = new Tree(new TreeMap<>(), java.util.Set.of());

    @BeforeAll
    static void readTree() throws IOException, InterruptedException {
        tree = Tree.ofRepository();
    }

    @Test
    void wholeRepositoryIsSeen() {
        assertThat(tree.files()).hasSizeGreaterThan(80).containsKeys("pom.xml", "LICENSE", "edge-node/pom.xml");
        assertThat(tree.files().keySet()).noneMatch(path -> path.contains("/target/"));
    }

    @Test
    void filesAreShort() {
        assertNone(SizeRules.longFiles(tree));
    }

    @Test
    void linesAreShort() {
        assertNone(SizeRules.longLines(tree));
    }

    @Test
    void noLargeFileIsTracked() {
        assertNone(SizeRules.bigFiles(tree));
    }

    @Test
    void packagesAreSmall() {
        assertNone(SizeRules.crowdedPackages(tree));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertNone(SizeRules.packagesWithoutPurpose(tree));
    }

    @Test
    void textIsPlainUtf8WithComposedMarks() {
        assertNone(SizeRules.oddlyEncodedText(tree));
    }

    @Test
    void methodsAreShortAndTestsAreClaims() throws IOException {
        assertNone(JavaShape.findings(tree, MAY_HOLD_VIETNAMESE));
    }

    @Test
    void everyAllowanceForVietnameseInCodeIsStillNeeded() {
        assertThat(MAY_HOLD_VIETNAMESE.keySet())
                .allSatisfy(path -> assertThat(
                                WordRules.VIETNAMESE.matcher(tree.text(path)).find())
                        .as(path)
                        .isTrue());
    }

    @Test
    void peopleReadTextFromBundles() {
        assertNone(WordRules.peopleTextOutsideBundles(tree, MAY_HOLD_VIETNAMESE));
    }

    @Test
    void mainCodeIsFinished() {
        assertNone(WordRules.unfinishedWork(tree));
    }

    @Test
    void sqlStandsInStores() {
        assertNone(WordRules.sqlOutsideStores(tree));
    }

    @Test
    void noPathOfAMachineIsNamed() {
        assertNone(WordRules.machinePaths(tree));
    }

    @Test
    void noPackageRegistryIsNamed() {
        assertNone(WordRules.registryHosts(tree));
    }

    @Test
    void scriptsAreCareful() {
        assertNone(ScriptRules.carelessScripts(tree));
    }

    @Test
    void documentsHaveOneTitle() {
        assertNone(DocRules.titles(tree));
    }

    @Test
    void linksLeadSomewhere() {
        assertNone(DocRules.brokenLinks(tree));
    }

    @Test
    void decisionsAreComplete() {
        assertNone(DocRules.decisions(tree));
    }

    @Test
    void changelogIsInForm() {
        assertNone(DocRules.changelog(tree, "src/docs/changelog.md"));
    }

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        assertNone(ListRules.unequalBundles(tree));
    }

    @Test
    void everyDependencyIsExplained() {
        assertNone(ListRules.unexplainedDependencies(tree, "src/docs/dependencies.md"));
    }

    @Test
    void noDependencyIsExplainedThatIsGone() {
        assertNone(ListRules.staleDependencies(tree, "src/docs/dependencies.md"));
    }

    @Test
    void everySettingIsDescribed() {
        assertNone(ListRules.undescribedSettings(tree, "src/docs/configuration.md"));
        assertNone(ListRules.staleSettings(tree, "src/docs/configuration.md"));
    }

    @Test
    void everyFailureOfTheTableNamesTestsThatAreThere() {
        assertNone(DocRules.missingProofs(tree, "src/docs/failures.md", 29));
    }

    @Test
    void everyThreatOfTheTableNamesTestsThatAreThere() {
        assertNone(DocRules.missingProofs(tree, "src/docs/security.md", 34));
    }

    /** OWASP ASVS 5.0.0 has 253 requirements of levels 1 and 2. */
    @Test
    void everyRequirementOfTheStandardIsAnswered() {
        assertNone(SecurityRules.unanswered(tree, "src/docs/asvs.csv", 253));
    }

    @Test
    void noToolLeftAnythingBehind() {
        assertNone(ListRules.leftovers(tree));
    }

    private static void assertNone(List<Finding> findings) {
        assertThat(findings)
                .as(findings.stream().map(Finding::toString).collect(Collectors.joining("\n", "\n", "\n")))
                .isEmpty();
    }
}
