package vn.tram.system.rules.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each way of leaving a requirement without an answer, planted. */
class SecurityRulesTest {
    private static final String REASONED = "V1.1.2,1,reason,Nothing is decoded twice\n";

    private static List<Finding> findings(String rows) {
        var table = "requirement,level,answer,by\n" + rows;
        var tree = Tree.of("src/test/a/CutTest.java", "void holds() {}\n", "a.csv", table);
        return SecurityRules.unanswered(tree, "a.csv", 2);
    }

    @Test
    void listInOrderIsFine() {
        assertThat(findings("V1.1.1,2,test,CutTest.holds\n" + REASONED)).isEmpty();
    }

    @Test
    void requirementThatIsMissingOrTwiceIsCaught() {
        assertThat(findings(REASONED)).hasSize(1);
        assertThat(findings(REASONED + REASONED)).isNotEmpty();
    }

    @Test
    void proofThatIsNotThereIsCaught() {
        assertThat(findings("V1.1.1,2,test,CutTest.breaks\n" + REASONED)).hasSize(1);
        assertThat(findings("V1.1.1,2,test,CutTest\n" + REASONED)).hasSize(1);
    }

    @Test
    void reasonThatSaysNothingAndUnknownAnswersAreCaught() {
        assertThat(findings("V1.1.1,2,reason,no\n" + REASONED)).hasSize(1);
        assertThat(findings("V1.1.1,2,surely,Nothing is decoded twice\n" + REASONED))
                .hasSize(1);
    }
}
