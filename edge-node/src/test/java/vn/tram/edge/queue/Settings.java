package vn.tram.edge.queue;

import java.util.List;
import java.util.function.UnaryOperator;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettings.CounterSetting;
import vn.tram.firmware.settings.WardSettings.Rules;

/** One setting changed, the rest as it was. */
final class Settings {
    private Settings() {}

    static UnaryOperator<WardSettings> maxPerSeries(int most) {
        return s -> all(s, s.counters(), s.closedSeries(), s.paused(), s.rules(), most);
    }

    static UnaryOperator<WardSettings> closedSeries(List<String> closed) {
        return s -> all(s, s.counters(), closed, s.paused(), s.rules(), s.maxPerSeries());
    }

    static UnaryOperator<WardSettings> paused(boolean paused) {
        return s -> all(s, s.counters(), s.closedSeries(), paused, s.rules(), s.maxPerSeries());
    }

    static UnaryOperator<WardSettings> rules(Rules rules) {
        return s -> all(s, s.counters(), s.closedSeries(), s.paused(), rules, s.maxPerSeries());
    }

    static UnaryOperator<WardSettings> counters(List<CounterSetting> counters) {
        return s -> all(s, counters, s.closedSeries(), s.paused(), s.rules(), s.maxPerSeries());
    }

    /** A single counter and what it serves. */
    static UnaryOperator<WardSettings> counter(int number, String... series) {
        return counters(List.of(new CounterSetting(number, List.of(series))));
    }

    private static WardSettings all(
            WardSettings s,
            List<CounterSetting> counters,
            List<String> closed,
            boolean paused,
            Rules rules,
            int maxPerSeries) {
        return new WardSettings(
                counters, s.hours(), s.workingWeekdays(), s.notice(), s.voice(), closed, paused, rules, maxPerSeries);
    }
}
