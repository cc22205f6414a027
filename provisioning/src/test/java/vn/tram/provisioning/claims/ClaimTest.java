package vn.tram.provisioning.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.claims.Claim.Verdict;
import vn.tram.provisioning.claims.ClaimKey.Side;

class ClaimTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final ClaimKey KEY = new ClaimKey(Bytes.owned(new byte[ClaimKey.SIZE]));

    private final SecureRandom random = new SecureRandom();

    @Test
    void codeIsReadHoweverPeopleTypeIt() {
        var code = ClaimCode.fresh(random);
        assertThat(code.shown()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(ClaimCode.typed(code.shown())).contains(code);
        assertThat(ClaimCode.typed(
                        " " + code.shown().toLowerCase(java.util.Locale.ROOT).replace("-", " ") + "\n"))
                .contains(code);
        assertThat(ClaimCode.typed(code.shown().replace('0', 'O').replace('1', 'l')))
                .contains(code);
    }

    @Test
    void everySingleWrongCharacterIsFoundWithoutATry() {
        var code = ClaimCode.fresh(random).shown().replace("-", "");
        for (int i = 0; i < code.length(); i++) {
            for (char other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                if (other != code.charAt(i)) {
                    assertThat(ClaimCode.typed(code.substring(0, i) + other + code.substring(i + 1)))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void whatIsNoCodeIsNone() {
        for (var text :
                new String[] {"", "-", "7K2M", "U".repeat(12), "7K2M-9QXD-04TF-0000", "é".repeat(12), "0".repeat(999)
                }) {
            assertThat(ClaimCode.typed(text)).as(text).isEmpty();
        }
    }

    @Test
    void codesAreNotAlike() {
        var seen = new HashSet<ClaimCode>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ClaimCode.fresh(random))).isTrue();
        }
    }

    @Test
    void neitherCodeNorKeyShowsItselfInALog() {
        var code = ClaimCode.fresh(random);
        assertThat(code.toString()).doesNotContain(code.symbols());
        assertThat(ClaimKey.of(code, BOX).toString())
                .doesNotContain(ClaimKey.of(code, BOX).key().hex());
    }

    @Test
    void keyIsOfTheCodeAndTheBox() {
        var code = ClaimCode.fresh(random);
        assertThat(ClaimKey.of(code, BOX))
                .isEqualTo(ClaimKey.of(code, BOX))
                .isNotEqualTo(ClaimKey.of(code, new BoxId("w00070-2")))
                .isNotEqualTo(ClaimKey.of(ClaimCode.fresh(random), BOX));
    }

    @Test
    void proofHoldsForItsSideAndPartsAlone() {
        var a = Bytes.ofHex("0102");
        var b = Bytes.ofHex("03");
        var proof = KEY.prove(Side.BOX, a, b);
        assertThat(KEY.proves(Side.BOX, proof, a, b)).isTrue();
        assertThat(KEY.proves(Side.CITY, proof, a, b)).isFalse();
        assertThat(KEY.proves(Side.BOX, proof, b, a)).isFalse();
        assertThat(KEY.proves(Side.BOX, proof, a.then(b))).isFalse();
        assertThat(KEY.proves(Side.BOX, proof, Bytes.ofHex("01"), Bytes.ofHex("0203")))
                .isFalse();
        assertThat(KEY.proves(Side.BOX, Bytes.EMPTY, a, b)).isFalse();
    }

    @Test
    void rightCodeIsTakenOnce() {
        var tried = Claim.fresh(BOX, KEY, NOW).tried(key -> true, NOW.plusSeconds(60));
        assertThat(tried.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(tried.after().tried(key -> true, NOW.plusSeconds(61)).verdict())
                .isEqualTo(Verdict.USED);
    }

    @Test
    void fifthWrongTryKillsTheCode() {
        var claim = Claim.fresh(BOX, KEY, NOW);
        for (int i = 1; i < Claim.TRIES; i++) {
            var tried = claim.tried(key -> false, NOW);
            assertThat(tried.verdict()).isEqualTo(Verdict.WRONG);
            claim = tried.after();
        }
        var last = claim.tried(key -> false, NOW);
        assertThat(last.verdict()).isEqualTo(Verdict.WRONG_LAST);
        assertThat(last.after().tried(key -> true, NOW).verdict()).isEqualTo(Verdict.DEAD);
    }

    @Test
    void rightCodeAfterFourWrongTriesIsStillTaken() {
        var claim = Claim.fresh(BOX, KEY, NOW);
        for (int i = 1; i < Claim.TRIES; i++) {
            claim = claim.tried(key -> false, NOW).after();
        }
        assertThat(claim.tried(key -> true, NOW).verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void codeIsDeadAfterThreeDays() {
        var claim = Claim.fresh(BOX, KEY, NOW);
        var end = NOW.plus(Duration.ofDays(3));
        assertThat(claim.isOpen(end.minusMillis(1))).isTrue();
        assertThat(claim.isOpen(end)).isFalse();
        assertThat(claim.tried(key -> true, end).verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(claim.tried(key -> true, end.minusMillis(1)).verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void codeThatWasCalledOffIsDead() {
        var claim = Claim.fresh(BOX, KEY, NOW).called();
        assertThat(claim.tried(key -> true, NOW).verdict()).isEqualTo(Verdict.DEAD);
        var used = Claim.fresh(BOX, KEY, NOW).tried(key -> true, NOW).after();
        assertThat(used.called()).isEqualTo(used);
    }
}
