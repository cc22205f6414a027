package vn.tram.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tram.edge.enrol.CityCalls.Answered;
import vn.tram.edge.enrol.CityCalls.Refused;
import vn.tram.edge.enrol.CityCalls.Silent;
import vn.tram.edge.enrol.EnrolState.Stage;
import vn.tram.edge.enrol.IdentityShelf.Identity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.CityAnswer;
import vn.tram.provisioning.enrol.Granted;

final class EnrolmentTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final ClaimCode CODE = ClaimCode.fresh(new SecureRandom());
    private static final ClaimKey KEY = ClaimKey.of(CODE, BOX);
    private static final String CENTRE = "https://tram.hanoi.gov.vn";

    private final FakeShelf shelf = new FakeShelf();
    private final FakeCity city = new FakeCity();
    private final List<String> troubles = new ArrayList<>();
    private final List<Identity> enrolled = new ArrayList<>();
    private ManualTimers time = new ManualTimers(MORNING);
    private Enrolment enrolment = made();

    private Enrolment made() {
        return new Enrolment(
                BOX,
                shelf,
                city,
                new Platform(time, time, new Random(1), time),
                MORNING.minus(Duration.ofDays(1)).toEpochMilli(),
                new Enrolment.Watcher() {
                    @Override
                    public void enrolled(Identity identity) {
                        enrolled.add(identity);
                    }

                    @Override
                    public void trouble(String what) {
                        troubles.add(what);
                    }
                });
    }

    @BeforeEach
    void begin() throws StoreFailure {
        enrolment.begin();
        time.advance(Duration.ZERO);
    }

    /** The process ends and starts again, on a machine whose clock says this. */
    private void restart(Instant clock) throws StoreFailure {
        enrolment.end();
        time = new ManualTimers(clock);
        enrolment = made();
        begin();
    }

    private Claimed claim(String centre, String typed) {
        var answer = enrolment.claim(centre, typed).toCompletableFuture();
        time.advance(Duration.ZERO);
        return answer.join();
    }

    private static Granted granted(BoxId box, Instant from) {
        return new Granted(
                box, FakeShelf.holding(from, YEAR), "", List.of("00".repeat(32)), "ssl://mqtt.tram.test:8883");
    }

    private void cityGrants(Granted granted, ClaimKey key) {
        city.claims = request -> new Answered(CityAnswer.of(granted, request.request(), key));
    }

    private void cityRenews(SigningKey key) {
        city.renewals = request -> new Answered(CityAnswer.of(granted(BOX, time.instant()), request.request(), key));
    }

    private void enrolled() {
        cityGrants(granted(BOX, MORNING), KEY);
        claim(CENTRE, CODE.shown());
    }

    @Test
    void rightCodeMakesTheBoxKnown() {
        assertThat(enrolment.state().stage()).isEqualTo(Stage.NO_IDENTITY);
        enrolled();
        assertThat(enrolment.state())
                .isEqualTo(new EnrolState(
                        Stage.ENROLLED, "ba be bi bo", MORNING.plus(YEAR).toEpochMilli(), ""));
        assertThat(enrolled).hasSize(1);
        assertThat(city.asked).containsExactly(CENTRE + "/enrol");
    }

    @Test
    void mistypedCodeIsNotSent() {
        var typed = CODE.shown();
        var wrong = typed.charAt(0) == 'A' ? 'B' : 'A';
        assertThat(claim(CENTRE, wrong + typed.substring(1)).code()).isEqualTo(Claimed.MISTYPED);
        assertThat(claim(CENTRE, "").code()).isEqualTo(Claimed.MISTYPED);
        assertThat(city.asked).isEmpty();
    }

    @Test
    void centresAddressMayBeTypedWithoutItsScheme() {
        claim(" tram.hanoi.gov.vn/ ", CODE.shown());
        assertThat(city.asked).containsExactly(CENTRE + "/enrol");
        assertThat(claim("ftp://x", CODE.shown()).code()).isEqualTo(Claimed.NO_ADDRESS);
        assertThat(claim("https://x/../y?z", CODE.shown()).code()).isEqualTo(Claimed.NO_ADDRESS);
    }

    @Test
    void nothingIsKeptOfAnAnswerThatTheCityDidNotProve() {
        cityGrants(granted(BOX, MORNING), ClaimKey.of(ClaimCode.fresh(new SecureRandom()), BOX));
        assertThat(claim(CENTRE, CODE.shown()).code()).isEqualTo(Claimed.NOT_PROVEN);
        city.claims = request -> {
            var told = CityAnswer.of(granted(BOX, MORNING), request.request(), KEY);
            return new Answered(new CityAnswer(told.answer().replace("mqtt", "evil"), told.proof()));
        };
        assertThat(claim(CENTRE, CODE.shown()).code()).isEqualTo(Claimed.NOT_PROVEN);
        assertThat(shelf.taken).isEmpty();
        assertThat(enrolment.state().stage()).isEqualTo(Stage.NO_IDENTITY);
    }

    @Test
    void nothingIsKeptOfWhatIsForAnotherBoxOrAnotherKey() {
        cityGrants(granted(new BoxId("w00073-1"), MORNING), KEY);
        assertThat(claim(CENTRE, CODE.shown()).code()).isEqualTo(Claimed.UNUSABLE);
        cityGrants(new Granted(BOX, "", "", List.of("00".repeat(32)), ""), KEY);
        assertThat(claim(CENTRE, CODE.shown()).code()).isEqualTo(Claimed.UNUSABLE);
        assertThat(shelf.taken).isEmpty();
    }

    @Test
    void refusalsAreToldWithTheTriesThatAreLeft() {
        city.claims = request -> new Refused("CLAIM_WRONG", 3);
        assertThat(claim(CENTRE, CODE.shown())).isEqualTo(new Claimed("CLAIM_WRONG", 3));
        city.claims = request -> new Silent("no route");
        assertThat(claim(CENTRE, CODE.shown())).isEqualTo(new Claimed(Claimed.NO_LINE, -1));
        shelf.full = true;
        assertThat(claim(CENTRE, CODE.shown()).code()).isEqualTo(Claimed.NO_DISK);
    }

    @Test
    void lostAnswerIsFetchedByTheSameRequest() {
        var requests = new ArrayList<Object>();
        city.claims = request -> {
            requests.add(request.request());
            return new Silent("the line broke");
        };
        claim(CENTRE, CODE.shown());
        claim(CENTRE, CODE.shown());
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).isEqualTo(requests.get(1));
    }

    @Test
    void boxThatIsKnownIsNotTakenOverByAnotherCode() {
        enrolled();
        assertThat(claim("https://evil.example", CODE.shown()).code()).isEqualTo(Claimed.HAS_ONE);
        assertThat(city.asked).hasSize(1);
    }

    @Test
    void certificateIsRenewedSoonAfterHalfOfItsLifeAndNotBefore() {
        enrolled();
        cityRenews(TestKeys.CITY);
        time.advance(YEAR.dividedBy(2).minusHours(2));
        assertThat(shelf.taken).hasSize(1);
        time.advance(YEAR.dividedBy(20).plusHours(4));
        assertThat(shelf.taken).hasSize(2);
        assertThat(enrolled).hasSize(1);
        time.advance(Duration.ofDays(30));
        assertThat(shelf.taken).hasSize(2);
    }

    @Test
    void silentCityIsAskedAgainEachDay() {
        enrolled();
        time.advance(YEAR.dividedBy(2).plus(YEAR.dividedBy(20)));
        int before = city.asked.size();
        time.advance(Duration.ofDays(20));
        assertThat(city.asked.size() - before).isBetween(15, 27);
        assertThat(enrolment.state().stage()).isEqualTo(Stage.ENROLLED);
    }

    @Test
    void boxGoesOnAsItIsWhenABusyCityRenewsItLater() {
        enrolled();
        city.renewals = request -> new Refused("BUSY", -1);
        time.advance(YEAR.dividedBy(2).plus(YEAR.dividedBy(20)).plusHours(2));
        assertThat(enrolment.state())
                .extracting(EnrolState::stage, EnrolState::trouble)
                .containsExactly(Stage.ENROLLED, "BUSY");
        cityRenews(TestKeys.CITY);
        time.advance(Duration.ofHours(31));
        assertThat(shelf.taken).hasSize(2);
        assertThat(enrolled).hasSize(1);
        assertThat(enrolment.state().trouble()).isEmpty();
    }

    @Test
    void renewalThatTheCityDidNotSignIsNotTaken() {
        enrolled();
        cityRenews(SigningKey.fresh());
        time.advance(YEAR);
        assertThat(shelf.taken).hasSize(1);
        assertThat(troubles).anyMatch(what -> what.contains("not proved"));
    }

    @Test
    void boxFoundInACupboardIsRenewedAtOnce() throws StoreFailure {
        enrolled();
        cityRenews(TestKeys.CITY);
        restart(MORNING.plus(YEAR).plus(Duration.ofDays(399)));
        assertThat(shelf.taken).hasSize(2);
        assertThat(enrolment.state().stage()).isEqualTo(Stage.ENROLLED);
    }

    @Test
    void boxThatLayTooLongIsClaimedAnew() throws StoreFailure {
        enrolled();
        city.renewals = request -> new Refused("CERTIFICATE_TOO_OLD", -1);
        restart(MORNING.plus(YEAR).plus(Duration.ofDays(401)));
        assertThat(enrolment.state().stage()).isEqualTo(Stage.LOST);
        cityGrants(granted(BOX, time.instant()), KEY);
        assertThat(claim(CENTRE, CODE.shown()).code()).isEqualTo(Claimed.DONE);
        assertThat(enrolment.state().stage()).isEqualTo(Stage.ENROLLED);
        assertThat(enrolled).hasSize(2);
    }

    @Test
    void takenBackBoxSaysSoAndMayBeClaimedAnew() {
        enrolled();
        city.renewals = request -> new Refused("CERTIFICATE_REVOKED", -1);
        time.advance(YEAR.dividedBy(2).plus(YEAR.dividedBy(20)).plusHours(2));
        assertThat(enrolment.state().stage()).isEqualTo(Stage.LOST);
        assertThat(enrolment.state().trouble()).isEqualTo("CERTIFICATE_REVOKED");
    }

    @Test
    void clockOf1970NeitherRenewsNorForgets() throws StoreFailure {
        enrolled();
        cityRenews(TestKeys.CITY);
        restart(Instant.EPOCH);
        time.advance(Duration.ofDays(3));
        assertThat(enrolment.state().stage()).isEqualTo(Stage.ENROLLED);
        assertThat(shelf.taken).hasSize(1);
    }
}
