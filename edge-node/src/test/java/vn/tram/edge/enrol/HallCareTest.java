package vn.tram.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tram.edge.enrol.CityCalls.Answered;
import vn.tram.edge.enrol.CityCalls.Refused;
import vn.tram.edge.enrol.CityCalls.Silent;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.enrol.CityAnswer;
import vn.tram.provisioning.enrol.Granted;

/** How a box comes to the certificate of its pages, and keeps it. */
final class HallCareTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");
    private static final Duration LIFE = Duration.ofDays(180);

    private final FakeShelf identity = new FakeShelf();
    private final FakeHallShelf hall = new FakeHallShelf();
    private final FakeCity city = new FakeCity();
    private final List<String> troubles = new ArrayList<>();
    private ManualTimers time = new ManualTimers(MORNING);
    private int looked;

    private void begin() {
        new HallCare(
                        BOX,
                        new HallCare.Shelves(identity, hall),
                        city,
                        new Platform(time, time, new Random(1), time),
                        MORNING.minus(Duration.ofDays(1)).toEpochMilli(),
                        new HallCare.Watcher() {
                            @Override
                            public void looked() {
                                looked++;
                            }

                            @Override
                            public void trouble(String what) {
                                troubles.add(what);
                            }
                        })
                .begin();
        time.advance(Duration.ZERO);
    }

    private void enrolled() throws Exception {
        identity.take(
                new Granted(BOX, FakeShelf.holding(MORNING, Duration.ofDays(365)), "", List.of("00".repeat(32)), ""),
                "https://tram.test");
    }

    private void cityGives(SigningKey key) {
        city.halls = asked -> new Answered(CityAnswer.of(
                new Granted(BOX, FakeShelf.holding(time.instant(), LIFE), "", List.of("00".repeat(32)), ""),
                asked.request(),
                key));
    }

    @BeforeEach
    void givesByDefault() {
        cityGives(TestKeys.CITY);
    }

    @Test
    void boxWithoutAnIdentityAsksNobody() {
        begin();
        time.advance(Duration.ofDays(2));
        assertThat(city.asked).isEmpty();
        assertThat(looked).isGreaterThan(2_000);
    }

    @Test
    void boxWithAnIdentityHasItsCertificateAtOnce() throws Exception {
        enrolled();
        begin();
        assertThat(city.asked).containsExactly("https://tram.test/enrol/hall");
        assertThat(hall.taken).hasSize(1);
    }

    @Test
    void certificateIsRenewedBetweenDay54AndDay60SoThat120DaysWithoutALineAreSafe() throws Exception {
        enrolled();
        begin();
        time.advance(Duration.ofDays(53));
        assertThat(hall.taken).hasSize(1);
        time.advance(Duration.ofDays(7).plusMinutes(2));
        assertThat(hall.taken).hasSize(2);
        city.halls = asked -> new Silent("the cable is cut");
        time.advance(Duration.ofDays(120));
        assertThat(hall.current().orElseThrow().until()).isGreaterThan(time.millis());
    }

    @Test
    void silentCityIsAskedAgainSoonWithoutACertificateAndDailyWithOne() throws Exception {
        enrolled();
        city.halls = asked -> new Silent("no route");
        begin();
        time.advance(Duration.ofHours(10));
        assertThat(city.asked.size()).isBetween(30, 56);
        assertThat(troubles).hasSize(1);
        cityGives(TestKeys.CITY);
        time.advance(Duration.ofMinutes(30));
        assertThat(hall.taken).hasSize(1);
        city.halls = asked -> new Silent("no route");
        time.advance(Duration.ofDays(61));
        int before = city.asked.size();
        time.advance(Duration.ofDays(20));
        assertThat(city.asked.size() - before).isBetween(15, 27);
    }

    @Test
    void newAddressOfTheMachineAsksForANewCertificate() throws Exception {
        enrolled();
        begin();
        time.advance(Duration.ofDays(2));
        assertThat(hall.taken).hasSize(1);
        hall.wanted = new HallNames(Set.of(), Set.of("192.168.7.20"));
        time.advance(Duration.ofMinutes(2));
        assertThat(hall.taken).hasSize(2);
    }

    @Test
    void whatTheCityDidNotSignIsNotTaken() throws Exception {
        enrolled();
        cityGives(SigningKey.fresh());
        begin();
        assertThat(hall.taken).isEmpty();
        assertThat(troubles).anyMatch(what -> what.contains("not proved"));
    }

    @Test
    void refusalIsToldOnceAndChangesNothing() throws Exception {
        enrolled();
        city.halls = asked -> new Refused("HALL_NAME_FOREIGN", -1);
        begin();
        time.advance(Duration.ofHours(5));
        assertThat(troubles).containsExactly("the city gives no certificate for the pages: HALL_NAME_FOREIGN");
        assertThat(hall.taken).isEmpty();
    }

    @Test
    void clockOf1970RenewsNothing() throws Exception {
        enrolled();
        begin();
        time = new ManualTimers(Instant.EPOCH);
        begin();
        time.advance(Duration.ofDays(3));
        assertThat(hall.taken).hasSize(1);
    }
}
