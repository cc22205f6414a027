package vn.tram.edge.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettings.CounterSetting;

/**
 * What the city set for this hall, handed to the queue with each command.
 *
 * @param services groups in the order of the kiosk
 * @param procedures codes that may be named on a ticket
 */
public record HallRules(WardSettings settings, List<ServiceGroup> services, Set<String> procedures) {
    Optional<ServiceGroup> service(char series) {
        return services.stream().filter(group -> group.series() == series).findFirst();
    }

    Optional<CounterSetting> counter(int number) {
        return settings.counters().stream()
                .filter(counter -> counter.number() == number)
                .findFirst();
    }

    /** What a counter serves; nothing when the city has taken it away. */
    List<String> seriesOf(int counter) {
        return counter(counter).map(CounterSetting::series).orElse(List.of());
    }

    boolean open(char series) {
        return !settings.closedSeries().contains(String.valueOf(series));
    }

    /** Whether a series gives out numbers when the hall is open. */
    public boolean givesNumbers(char series) {
        return open(series) && !countersOf(series).isEmpty();
    }

    List<Integer> countersOf(char series) {
        return settings.counters().stream()
                .filter(counter -> counter.serves(series))
                .map(CounterSetting::number)
                .sorted()
                .toList();
    }
}
