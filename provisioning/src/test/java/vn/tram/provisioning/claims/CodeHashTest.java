package vn.tram.provisioning.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CodeHashTest {
    private final SecureRandom random = new SecureRandom();
    private final ClaimCode code = ClaimCode.fresh(random);
    private final CodeHash hash = CodeHash.of(code, "nguyen.thi.lan", random);

    @Test
    void itsOwnCodeHoldsAndNoOther() {
        assertThat(new CodeHash(hash.text()).holds(code, "nguyen.thi.lan")).isTrue();
        assertThat(hash.holds(ClaimCode.fresh(random), "nguyen.thi.lan")).isFalse();
    }

    @Test
    void aCodeOfOneIsWrongForAnother() {
        assertThat(hash.holds(code, "tran.van.hai")).isFalse();
    }

    @Test
    void oneCodeHasAnotherHashEachTimeAndNoneTellsIt() {
        assertThat(CodeHash.of(code, "nguyen.thi.lan", random)).isNotEqualTo(hash);
        assertThat(hash.text()).doesNotContain(code.shown().replace("-", ""));
    }

    @Test
    void anotherTextIsNoHash() {
        assertThatThrownBy(() -> new CodeHash("pbkdf2-sha256$1$00$00")).isInstanceOf(IllegalArgumentException.class);
    }
}
