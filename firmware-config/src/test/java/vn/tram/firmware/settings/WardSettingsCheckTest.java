package vn.tram.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings.CounterSetting;
import vn.tram.firmware.settings.WardSettings.Hours;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.firmware.settings.WardSettingsCheck.Problem;

class WardSettingsCheckTest {
    private static final WardSettings GOOD = WardSettings.standard();

    @Test
    void standardSettingsAreGoodAndServeEveryGroup() {
        assertThat(WardSettingsCheck.problems(GOOD)).isEmpty();
        for (var group : StartingSet.services()) {
            assertThat(GOOD.counters().stream().filter(counter -> counter.serves(group.series())))
                    .as("a counter for " + group.series())
                    .isNotEmpty();
        }
    }

    @Test
    void standardSettingsAreTheOnesDocumented() {
        assertThat(GOOD.rules()).isEqualTo(new Rules(3, 60_000, 10_000, 30_000));
        assertThat(GOOD.hours()).containsExactly(new Hours("08:00", "12:00"), new Hours("13:30", "17:00"));
        assertThat(GOOD.workingWeekdays()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(GOOD.maxPerSeries()).isEqualTo(999);
        assertThat(GOOD.voice()).isTrue();
        assertThat(GOOD.paused()).isFalse();
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                bad("counters", "NO_COUNTER", s -> counters(s)),
                bad("counters[0].number", "OUT_OF_RANGE", s -> counters(s, counter(0, "A"))),
                bad("counters[0].number", "OUT_OF_RANGE", s -> counters(s, counter(100, "A"))),
                bad("counters[1].number", "COUNTER_TWICE", s -> counters(s, counter(1, "A"), counter(1, "C"))),
                bad("counters[0].series", "COUNTER_SERVES_NOTHING", s -> counters(s, counter(1))),
                bad("counters[0].series", "SERIES_NOT_A_LETTER", s -> counters(s, counter(1, "a"))),
                bad("counters[0].series", "SERIES_NOT_A_LETTER", s -> counters(s, counter(1, "AB"))),
                bad("counters[0].series", "SERIES_NOT_A_LETTER", s -> counters(s, counter(1, ""))),
                bad("hours", "NO_HOURS", s -> hours(s)),
                bad("hours[0]", "NOT_A_TIME", s -> hours(s, new Hours("8:00", "12:00"))),
                bad("hours[0]", "NOT_A_TIME", s -> hours(s, new Hours("08:00", "24:00"))),
                bad("hours[0]", "NOT_A_TIME", s -> hours(s, new Hours("08:00:00", "12:00"))),
                bad("hours[0]", "NOT_A_TIME", s -> hours(s, new Hours("", ""))),
                bad("hours[0]", "HOURS_OUT_OF_ORDER", s -> hours(s, new Hours("12:00", "08:00"))),
                bad("hours[0]", "HOURS_OUT_OF_ORDER", s -> hours(s, new Hours("08:00", "08:00"))),
                bad(
                        "hours[1]",
                        "HOURS_OUT_OF_ORDER",
                        s -> hours(s, new Hours("08:00", "12:00"), new Hours("11:59", "17:00"))),
                bad("workingWeekdays", "WEEKDAY_UNKNOWN", s -> weekdays(s, 0)),
                bad("workingWeekdays", "WEEKDAY_UNKNOWN", s -> weekdays(s, 8)),
                bad("notice", "NOTICE_TOO_LONG", s -> notice(s, "ă".repeat(161), "")),
                bad("notice", "NOTICE_TOO_LONG", s -> notice(s, "", "a".repeat(161))),
                bad("closedSeries", "SERIES_NOT_A_LETTER", s -> closed(s, "1")),
                bad("rules.callsBeforeAbsent", "OUT_OF_RANGE", s -> rules(s, new Rules(0, 0, 0, 0))),
                bad("rules.callsBeforeAbsent", "OUT_OF_RANGE", s -> rules(s, new Rules(11, 0, 0, 0))),
                bad("rules.absentAfterMs", "OUT_OF_RANGE", s -> rules(s, new Rules(1, -1, 0, 0))),
                bad("rules.recallGapMs", "OUT_OF_RANGE", s -> rules(s, new Rules(1, 0, 3_600_001, 0))),
                bad("rules.undoMs", "OUT_OF_RANGE", s -> rules(s, new Rules(1, 0, 0, Long.MAX_VALUE))),
                bad("maxPerSeries", "OUT_OF_RANGE", s -> most(s, 0)),
                bad("maxPerSeries", "OUT_OF_RANGE", s -> most(s, 10_000)));
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void eachWrongSettingIsNamed(Problem problem, UnaryOperator<WardSettings> change) {
        assertThat(WardSettingsCheck.problems(change.apply(GOOD))).containsExactly(problem);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var bad = most(rules(hours(counters(GOOD), new Hours("x", "y")), new Rules(0, -1, -1, -1)), 0);
        assertThat(WardSettingsCheck.problems(bad)).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void edgesOfTheRangesAreGood() {
        var edge = most(rules(GOOD, new Rules(10, 3_600_000, 0, 0)), 9_999);
        assertThat(WardSettingsCheck.problems(edge)).isEmpty();
        assertThat(WardSettingsCheck.problems(notice(GOOD, "ă".repeat(160), "")))
                .isEmpty();
        assertThat(WardSettingsCheck.problems(hours(GOOD, new Hours("00:00", "12:00"), new Hours("12:00", "23:59"))))
                .isEmpty();
    }

    @Test
    void seriesNamedTwiceForACounterIsServedOnce() {
        assertThat(counter(1, "A", "C", "A").series()).containsExactly("A", "C");
    }

    private static Arguments bad(String field, String code, UnaryOperator<WardSettings> change) {
        return Arguments.of(new Problem(field, code), change);
    }

    private static CounterSetting counter(int number, String... series) {
        return new CounterSetting(number, List.of(series));
    }

    private static WardSettings counters(WardSettings s, CounterSetting... counters) {
        return copy(s, List.of(counters), s.hours(), s.workingWeekdays(), s.notice(), s.closedSeries(), s.rules());
    }

    private static WardSettings hours(WardSettings s, Hours... hours) {
        return copy(s, s.counters(), List.of(hours), s.workingWeekdays(), s.notice(), s.closedSeries(), s.rules());
    }

    private static WardSettings weekdays(WardSettings s, Integer... weekdays) {
        return copy(s, s.counters(), s.hours(), List.of(weekdays), s.notice(), s.closedSeries(), s.rules());
    }

    private static WardSettings notice(WardSettings s, String vi, String en) {
        return copy(s, s.counters(), s.hours(), s.workingWeekdays(), new Words(vi, en), s.closedSeries(), s.rules());
    }

    private static WardSettings closed(WardSettings s, String... series) {
        return copy(s, s.counters(), s.hours(), s.workingWeekdays(), s.notice(), List.of(series), s.rules());
    }

    private static WardSettings rules(WardSettings s, Rules rules) {
        return copy(s, s.counters(), s.hours(), s.workingWeekdays(), s.notice(), s.closedSeries(), rules);
    }

    private static WardSettings copy(
            WardSettings s,
            List<CounterSetting> counters,
            List<Hours> hours,
            List<Integer> weekdays,
            Words notice,
            List<String> closed,
            Rules rules) {
        return new WardSettings(
                counters, hours, weekdays, notice, s.voice(), closed, s.paused(), rules, s.maxPerSeries());
    }

    private static WardSettings most(WardSettings s, int maxPerSeries) {
        return new WardSettings(
                s.counters(),
                s.hours(),
                s.workingWeekdays(),
                s.notice(),
                s.voice(),
                s.closedSeries(),
                s.paused(),
                s.rules(),
                maxPerSeries);
    }
}
