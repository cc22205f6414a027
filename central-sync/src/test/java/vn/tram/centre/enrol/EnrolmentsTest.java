package vn.tram.centre.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tram.centre.enrol.EnrolCommand.CallOff;
import vn.tram.centre.enrol.EnrolCommand.CertificateIssued;
import vn.tram.centre.enrol.EnrolCommand.Enrol;
import vn.tram.centre.enrol.EnrolCommand.Kept;
import vn.tram.centre.enrol.EnrolCommand.MakeClaim;
import vn.tram.centre.enrol.EnrolCommand.Next;
import vn.tram.centre.enrol.EnrolCommand.Renew;
import vn.tram.centre.enrol.EnrolCommand.Renewing;
import vn.tram.centre.enrol.EnrolCommand.Replace;
import vn.tram.centre.enrol.EnrolCommand.Revoke;
import vn.tram.centre.enrol.EnrolCommand.Tried;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.trust.Digest;
import vn.tram.provisioning.claims.Claim.Verdict;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.ClaimRequest;

final class EnrolmentsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId SECOND = new BoxId("w00070-2");
    private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");

    /** Of two codes: making one takes a while on purpose. */
    private static final ClaimKey RIGHT = ClaimKey.of(ClaimCode.fresh(new SecureRandom()), BOX);

    private static final ClaimKey WRONG = new ClaimKey(Digest.of(new byte[] {1}));

    private final Map<BoxId, Papers> disk = new HashMap<>();
    private Enrolments enrolments = made();
    private Instant now = MORNING;

    private Enrolments made() {
        var fresh = new Enrolments(Set.of(new WardCode("00070")), () -> Map.copyOf(disk));
        try {
            fresh.reload();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
        return fresh;
    }

    /** The process dies and starts again. */
    private void restart() {
        enrolments = made();
    }

    private Decision<?> decide(EnrolCommand<?> command) {
        return enrolments.decide(command, new Moment(now, 0, 0, () -> new UUID(0, 0)));
    }

    /** Decides, and commits what was decided. */
    private Object run(EnrolCommand<?> command) {
        var decision = decide(command);
        for (var change : decision.changes()) {
            var noted = (PapersNoted) change;
            disk.put(noted.box(), noted.now());
            enrolments.apply(noted);
        }
        var reply = decision.reply();
        return reply == null ? Objects.requireNonNull(decision.rejection()) : reply;
    }

    private static Bytes bytes(String text) {
        return Bytes.owned(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes digest(String request) {
        return Digest.of(request.getBytes(StandardCharsets.UTF_8));
    }

    private static Enrol enrol(ClaimKey key, String request) {
        return new Enrol(ClaimRequest.of(BOX, bytes(request), key), "10.0.0.1");
    }

    private Tried tried(ClaimKey key, String request) {
        return (Tried) run(enrol(key, request));
    }

    /** A certificate as the hand would sign it, good for a year. */
    private Issued signed(String request) {
        return new Issued(
                digest("serial " + request).first(8).hex(),
                digest(request),
                digest("certificate of " + request),
                "ba be bi bo",
                "PEM of " + request,
                now.toEpochMilli(),
                now.plus(Duration.ofDays(365)).toEpochMilli(),
                now.toEpochMilli(),
                Optional.empty());
    }

    private static Bytes fingerprint(String request) {
        return digest("certificate of " + request);
    }

    private void enrolled(String request) {
        run(new MakeClaim(BOX, RIGHT, "An"));
        tried(RIGHT, request);
        run(new CertificateIssued(BOX, signed(request), Bytes.EMPTY));
    }

    @Test
    void codeIsGoodOnceAndForOneRequest() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        var first = tried(RIGHT, "one");
        assertThat(first.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(first.key()).contains(RIGHT);
        assertThat(tried(RIGHT, "another").verdict()).isEqualTo(Verdict.USED);
        restart();
        assertThat(tried(RIGHT, "another").verdict()).isEqualTo(Verdict.USED);
    }

    @Test
    void lostAnswerIsAnsweredAgainByWhatIsKept() {
        enrolled("one");
        now = now.plus(Duration.ofDays(30));
        restart();
        assertThat(tried(RIGHT, "one").issued().map(Issued::chain)).contains("PEM of one");
        var late = (Kept) run(new CertificateIssued(BOX, signed("one"), Bytes.EMPTY));
        assertThat(late.issued().at()).isEqualTo(MORNING.toEpochMilli());
    }

    @Test
    void processThatDiedBeforeTheCertificateWasKeptSignsForTheSameRequestOnly() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        tried(RIGHT, "one");
        restart();
        var again = tried(RIGHT, "one");
        assertThat(again.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(again.issued()).isEmpty();
        assertThat(run(new CertificateIssued(BOX, signed("another"), Bytes.EMPTY)))
                .isEqualTo(EnrolRejection.NOT_ALLOWED_ANY_MORE);
        assertThat(run(new CertificateIssued(BOX, signed("one"), Bytes.EMPTY))).isInstanceOf(Kept.class);
    }

    @Test
    void fiveWrongTriesEndACodeAlsoOverARestart() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        for (int left = 4; left > 0; left--) {
            assertThat(tried(WRONG, "x").left()).isEqualTo(left);
            restart();
        }
        assertThat(tried(WRONG, "x").verdict()).isEqualTo(Verdict.WRONG_LAST);
        restart();
        assertThat(tried(RIGHT, "x").verdict()).isEqualTo(Verdict.DEAD);
    }

    private Tried guess(String from) {
        return (Tried) run(new Enrol(ClaimRequest.of(BOX, bytes("x"), WRONG), from));
    }

    @Test
    void strangerAtOnePlaceCannotUseUpTheTriesOfACode() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        for (int i = 0; i < 1_000; i++) {
            assertThat(guess("10.0.0.9").verdict()).isEqualTo(Verdict.WRONG);
            now = now.plus(Duration.ofMinutes(4));
        }
        assertThat(guess("10.0.0.9").left()).isEqualTo(3);
        assertThat(tried(RIGHT, "x").verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void manyPlacesAtOnceCostOneTryAndTheManAtTheBoxGetsThroughAmongThem() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        for (int i = 0; i < 1_000; i++) {
            assertThat(guess("10.0." + i / 250 + "." + i % 250).left()).isEqualTo(4);
        }
        assertThat(tried(RIGHT, "x").verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void fiveTriesFromThreePlacesEndACodeAfterFortyMinutes() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        for (int i = 0; i < 4; i++) {
            assertThat(guess("10.0.0." + i / 2).left()).isEqualTo(4 - i);
            now = now.plus(Guesses.COOLING);
        }
        assertThat(guess("10.0.0.2").verdict()).isEqualTo(Verdict.WRONG_LAST);
        assertThat(tried(RIGHT, "x").verdict()).isEqualTo(Verdict.DEAD);
    }

    @Test
    void newCodeCountsAnewAndAClockSetBackCoolsNothingForLong() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        assertThat(guess("10.0.0.9").left()).isEqualTo(4);
        now = now.minus(Duration.ofDays(1));
        assertThat(guess("10.0.0.9").left()).isEqualTo(3);
        run(new MakeClaim(BOX, RIGHT, "An"));
        assertThat(guess("10.0.0.9").left()).isEqualTo(4);
    }

    @Test
    void tryThatWasNotCommittedIsNotCounted() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        for (int i = 0; i < 10; i++) {
            var lost = decide(new Enrol(ClaimRequest.of(BOX, bytes("x"), WRONG), "10.0.0.9"));
            assertThat(lost.changes()).hasSize(1);
        }
        assertThat(guess("10.0.0.9").left()).isEqualTo(4);
    }

    @Test
    void codeEndsAfterThreeDays() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        now = now.plus(Duration.ofDays(3));
        assertThat(tried(RIGHT, "x").verdict()).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void newCodeAndACallingOffEndTheOldOne() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        run(new MakeClaim(BOX, WRONG, "An"));
        assertThat(tried(RIGHT, "x").verdict()).isEqualTo(Verdict.WRONG);
        assertThat(run(new CallOff(BOX, "An"))).isEqualTo(true);
        assertThat(run(new CallOff(BOX, "An"))).isEqualTo(false);
        assertThat(tried(WRONG, "x").verdict()).isEqualTo(Verdict.DEAD);
    }

    @Test
    void proofForAnotherNameIsWrong() {
        run(new MakeClaim(BOX, RIGHT, "An"));
        var stolen = ClaimRequest.of(SECOND, bytes("x"), RIGHT);
        var asked = new Enrol(new ClaimRequest(BOX, stolen.request(), stolen.proof()), "10.0.0.1");
        assertThat(((Tried) run(asked)).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void boxWithoutACodeAndStrangeBoxesAreRefused() {
        assertThat(run(enrol(RIGHT, "x"))).isEqualTo(EnrolRejection.CLAIM_NONE);
        var stranger = new BoxId("w99999-1");
        assertThat(run(new MakeClaim(stranger, RIGHT, "An"))).isEqualTo(EnrolRejection.BOX_UNKNOWN);
        assertThat(run(new MakeClaim(BOX, RIGHT, " "))).isEqualTo(EnrolRejection.WORDS_WRONG);
    }

    @Test
    void certificateIsRenewedUntil400DaysAfterItsEnd() {
        enrolled("one");
        now = MORNING.plus(Duration.ofDays(365 + 399));
        assertThat(run(new Renew(BOX, fingerprint("one"), digest("two")))).isInstanceOf(Renewing.class);
        now = MORNING.plus(Duration.ofDays(365 + 401));
        assertThat(run(new Renew(BOX, fingerprint("one"), digest("two"))))
                .isEqualTo(EnrolRejection.CERTIFICATE_TOO_OLD);
    }

    @Test
    void sameRenewalIsAnsweredAgain() {
        enrolled("one");
        run(new CertificateIssued(BOX, signed("two"), fingerprint("one")));
        restart();
        var again = (Renewing) run(new Renew(BOX, fingerprint("one"), digest("two")));
        assertThat(again.issued().map(Issued::chain)).contains("PEM of two");
    }

    @Test
    void takenBackCertificateIsNeitherRenewedNorToldAgain() {
        enrolled("one");
        assertThat(run(new Revoke(BOX, "An", "mất máy"))).isEqualTo(1);
        assertThat(run(new Revoke(BOX, "An", "mất máy"))).isEqualTo(0);
        restart();
        assertThat(run(new Renew(BOX, fingerprint("one"), digest("two"))))
                .isEqualTo(EnrolRejection.CERTIFICATE_REVOKED);
        assertThat(run(enrol(RIGHT, "one"))).isEqualTo(EnrolRejection.CERTIFICATE_REVOKED);
        assertThat(run(new CertificateIssued(BOX, signed("two"), fingerprint("one"))))
                .isEqualTo(EnrolRejection.CERTIFICATE_REVOKED);
    }

    @Test
    void revocationWhileACertificateIsBeingSignedStopsIt() {
        enrolled("one");
        assertThat(run(new Renew(BOX, fingerprint("one"), digest("two")))).isInstanceOf(Renewing.class);
        run(new Revoke(BOX, "An", "mất máy"));
        assertThat(run(new CertificateIssued(BOX, signed("two"), fingerprint("one"))))
                .isEqualTo(EnrolRejection.CERTIFICATE_REVOKED);
        assertThat(disk.getOrDefault(BOX, Papers.NONE).valid()).isEmpty();
    }

    @Test
    void expiredOneThatCouldStillBeRenewedIsTakenBackToo() {
        enrolled("one");
        now = MORNING.plus(Duration.ofDays(500));
        assertThat(run(new Revoke(BOX, "An", "thanh lý"))).isEqualTo(1);
    }

    @Test
    void strangersCertificateIsNotRenewed() {
        enrolled("one");
        assertThat(run(new Renew(BOX, fingerprint("other"), digest("two"))))
                .isEqualTo(EnrolRejection.CERTIFICATE_UNKNOWN);
        assertThat(run(new Renew(SECOND, fingerprint("one"), digest("two"))))
                .isEqualTo(EnrolRejection.CERTIFICATE_UNKNOWN);
    }

    @Test
    void nobodyRenewsMoreThanTenTimesADay() {
        enrolled("0");
        for (int i = 1; i < Enrolments.MOST; i++) {
            run(new CertificateIssued(BOX, signed("" + i), fingerprint("0")));
        }
        assertThat(run(new Renew(BOX, fingerprint("0"), digest("more")))).isEqualTo(EnrolRejection.RENEWED_TOO_OFTEN);
        now = now.plus(Enrolments.OFTEN).plusMillis(1);
        assertThat(run(new Renew(BOX, fingerprint("0"), digest("more")))).isInstanceOf(Renewing.class);
    }

    @Test
    void replacedBoxIsOverAndTheNextOneIsRememberedForARepeatedAct() {
        enrolled("one");
        run(new MakeClaim(BOX, RIGHT, "An"));
        assertThat(run(new Replace(BOX, SECOND, "An", "hỏng"))).isEqualTo(new Next(SECOND));
        restart();
        var third = new BoxId("w00070-3");
        assertThat(run(new Replace(BOX, third, "An", "hỏng"))).isEqualTo(new Next(SECOND));
        assertThat(run(enrol(RIGHT, "two"))).isEqualTo(EnrolRejection.BOX_REPLACED);
        assertThat(run(new MakeClaim(BOX, RIGHT, "An"))).isEqualTo(EnrolRejection.BOX_REPLACED);
        assertThat(run(new Renew(BOX, fingerprint("one"), digest("two")))).isEqualTo(EnrolRejection.BOX_REPLACED);
        assertThat(disk.getOrDefault(BOX, Papers.NONE).valid()).isEmpty();
    }

    @Test
    void boxIsReplacedByAHigherFreeNumberOfItsWardOnly() {
        run(new MakeClaim(SECOND, WRONG, "An"));
        assertThat(run(new Replace(BOX, SECOND, "An", "hỏng"))).isEqualTo(EnrolRejection.NEXT_TAKEN);
        assertThat(run(new Replace(BOX, BOX, "An", "hỏng"))).isEqualTo(EnrolRejection.NEXT_TAKEN);
        assertThat(run(new Replace(BOX, new BoxId("w00073-5"), "An", "hỏng"))).isEqualTo(EnrolRejection.NEXT_TAKEN);
    }
}
