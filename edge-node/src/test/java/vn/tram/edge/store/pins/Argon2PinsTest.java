package vn.tram.edge.store.pins;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import vn.tram.edge.store.pins.Argon2Pins.Cost;
import vn.tram.kernel.base.Bytes;

class Argon2PinsTest {
    private static final Bytes PEPPER = Bytes.ofHex("11".repeat(32));
    private static final Cost QUICK = new Cost(64, 1);

    private final SecureRandom random = new SecureRandom();
    private final Argon2Pins pins = new Argon2Pins(PEPPER, QUICK, random);

    @Test
    void rightPinHoldsAndNoOther() {
        var hash = pins.make("739201");
        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain("739201");
        assertThat(pins.holds("739201", hash)).isTrue();
        assertThat(pins.holds("739202", hash)).isFalse();
        assertThat(pins.holds("", hash)).isFalse();
    }

    @Test
    void samePinTwiceIsNotTheSameHash() {
        assertThat(pins.make("739201")).isNotEqualTo(pins.make("739201"));
    }

    @Test
    void hashIsWorthNothingWithoutThePepper() {
        var hash = pins.make("739201");
        assertThat(new Argon2Pins(Bytes.ofHex("12".repeat(32)), QUICK, random).holds("739201", hash))
                .isFalse();
    }

    @Test
    void hashOfAnotherCostIsStillJudged() {
        var hash = new Argon2Pins(PEPPER, new Cost(128, 2), random).make("739201");
        assertThat(pins.holds("739201", hash)).isTrue();
    }

    @Test
    void damagedHashIsNeverRightAndAsksForNoMemory() {
        var hash = pins.make("739201");
        for (var damaged : new String[] {
            "",
            "739201",
            hash.substring(1),
            hash + "A",
            hash.replace("m=64", "m=9999999"),
            hash.replace("t=1", "t=99"),
            hash.replace("m=64", "m=0"),
            hash.replace("argon2id", "argon2i"),
            hash.substring(0, hash.length() - 3) + "%%%"
        }) {
            assertThat(pins.holds("739201", damaged)).as(damaged).isFalse();
        }
    }

    /** RFC 9106, 5.3: so the library computes what others do. */
    @Test
    void libraryKeepsToTheStandard() {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(Bytes.ofHex("02".repeat(16)).toArray())
                .withSecret(Bytes.ofHex("03".repeat(8)).toArray())
                .withAdditional(Bytes.ofHex("04".repeat(12)).toArray())
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var tag = new byte[32];
        generator.generateBytes(Bytes.ofHex("01".repeat(32)).toArray(), tag);
        assertThat(Bytes.owned(tag).hex())
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void usualCostIsWhatTheCheatSheetAsksFor() {
        assertThat(Argon2Pins.USUAL).isEqualTo(new Cost(19_456, 2));
        new Argon2Pins(PEPPER, random).pretend("000000");
    }
}
