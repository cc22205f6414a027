package vn.tram.edge.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.tram.edge.staff.Guesses.Permit;
import vn.tram.edge.staff.Guesses.Verdict;

class GuessesTest {
    private static final String LAN = "nguyen.thi.lan";
    private static final String DEVICE = "counter-1";
    private static final long MINUTE = 60_000;

    private final Guesses guesses = new Guesses(name -> name.equals(LAN) || name.equals("tran.van.minh"));
    private long now = 1_000_000;

    private void wrong(String name, int times) {
        for (int i = 0; i < times; i++) {
            guesses.wrong(name, DEVICE, now);
        }
    }

    private Permit may(String name) {
        return guesses.may(name, DEVICE, now);
    }

    @Test
    void fiveWrongPinsAreFreeAndTheSixthTryWaitsAMinute() {
        wrong(LAN, 4);
        assertThat(may(LAN).verdict()).isEqualTo(Verdict.GO);
        wrong(LAN, 1);
        assertThat(may(LAN)).isEqualTo(new Permit(Verdict.WAIT, MINUTE));
        now += MINUTE;
        assertThat(may(LAN).verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void waitingDoublesAndTheTenthLocks() {
        wrong(LAN, 5);
        for (int i = 1; i < 5; i++) {
            assertThat(may(LAN)).isEqualTo(new Permit(Verdict.WAIT, MINUTE << (i - 1)));
            now += MINUTE << (i - 1);
            wrong(LAN, 1);
        }
        assertThat(guesses.isLocked(LAN)).isFalse();
        now += MINUTE << 4;
        wrong(LAN, 1);
        assertThat(may(LAN)).isEqualTo(Permit.LOCKED);
        now += 1_000 * MINUTE;
        assertThat(may(LAN)).isEqualTo(Permit.LOCKED);
        guesses.over(LAN);
        assertThat(may(LAN).verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void rightPinEndsTheCount() {
        wrong(LAN, 4);
        guesses.over(LAN);
        wrong(LAN, 4);
        assertThat(may(LAN).verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void onePersonsWrongPinsHinderNobodyElse() {
        wrong(LAN, 10);
        assertThat(may("tran.van.minh").verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void deviceOnWhichNamesAreTriedTakesNoPinsForAMinute() {
        for (int i = 0; i <= Guesses.DEVICE; i++) {
            assertThat(may("somebody").verdict()).isEqualTo(Verdict.GO);
            guesses.wrong("guess" + i, DEVICE, now);
        }
        assertThat(may(LAN)).isEqualTo(new Permit(Verdict.ONLINE_ONLY, MINUTE));
        assertThat(guesses.may(LAN, "counter-2", now).verdict()).isEqualTo(Verdict.GO);
        now += MINUTE;
        assertThat(may(LAN).verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void boxOnWhichNamesAreTriedFromEverywhereTakesNoPinsForAMinute() {
        for (int i = 0; i <= Guesses.BOX; i++) {
            guesses.wrong("guess" + i, "device" + i, now);
        }
        assertThat(guesses.may(LAN, "counter-2", now).verdict()).isEqualTo(Verdict.ONLINE_ONLY);
        now += MINUTE;
        assertThat(guesses.may(LAN, "counter-2", now).verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void countingGoesOnWhileNobodyIsLetIn() {
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 100; i++) {
                guesses.wrong("guess" + i, DEVICE, now);
            }
            assertThat(may(LAN).verdict()).isEqualTo(Verdict.ONLINE_ONLY);
            now += MINUTE / 2;
        }
    }

    @Test
    void floodOfNamesUnlocksNobody() {
        wrong(LAN, 10);
        for (int i = 0; i < 100_000; i++) {
            guesses.wrong("guess" + i, "device" + i, now);
        }
        assertThat(may(LAN)).isEqualTo(Permit.LOCKED);
    }

    @Test
    void unknownNamesWaitAndLockLikeKnownOnes() {
        wrong("nobody.at.all", 5);
        assertThat(may("nobody.at.all").verdict()).isEqualTo(Verdict.WAIT);
        wrong("nobody.at.all", 5);
        assertThat(may("nobody.at.all")).isEqualTo(Permit.LOCKED);
    }
}
