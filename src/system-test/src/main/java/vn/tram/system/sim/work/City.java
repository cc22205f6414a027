package vn.tram.system.sim.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import vn.tram.centre.feeds.FeedCommand.PublishDictionary;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettings.CounterSetting;
import vn.tram.firmware.settings.WardSettings.Hours;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.WardCode;
import vn.tram.system.sim.check.Trained;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;

/**
 * The city's office: changes a ward's settings in the middle of the day, and often changes them back. Now and then it
 * publishes a dictionary for frames.
 */
public final class City {
    private static final List<String> GROUPS = List.of("phuong", "thi-diem");

    private final People people;
    private final Office centre;
    private final List<WardCode> wards;
    private final Duration every;

    /** @param every mean time between two changes; zero for never */
    public City(
            Agenda agenda, Dice dice, BooleanSupplier playing, Office centre, List<WardCode> wards, Duration every) {
        this.people = new People(agenda, dice, playing);
        this.centre = centre;
        this.wards = List.copyOf(wards);
        this.every = every;
    }

    public void begin() {
        if (every.isZero()) {
            return;
        }
        people.after(Duration.ofMillis(people.dice().exponential(every.toMillis())), () -> {
            var ward = people.dice().pick(wards);
            if (people.dice().chance(0.4)) {
                regroup();
            }
            if (people.dice().chance(0.4)) {
                centre.ask(new PublishDictionary(people.dice().pick(Trained.PUBLISHED)), outcome -> {});
            }
            publish(ward, other());
            if (people.dice().chance(0.7)) {
                people.within(30, 1_800, () -> publish(ward, WardSettings.standard()));
            }
            begin();
        });
    }

    private void publish(WardCode ward, WardSettings settings) {
        var heard = new boolean[1];
        centre.ask(
                new PublishSettings(ward, settings),
                outcome -> heard[0] = heard[0] || outcome instanceof Outcome.Accepted<?>);
        people.within(10, 60, () -> {
            if (!heard[0]) {
                publish(ward, settings);
            }
        });
    }

    /** Wards come into a group and leave it, and what the group gets changes as well. */
    private void regroup() {
        var members = new TreeMap<WardCode, Set<String>>();
        for (var ward : wards) {
            var groups = new TreeSet<String>();
            GROUPS.stream().filter(group -> people.dice().chance(0.5)).forEach(groups::add);
            members.put(ward, groups);
        }
        var rows = new TreeMap<String, Map<String, Bytes>>();
        for (var group : GROUPS) {
            var ofGroup = new TreeMap<String, Bytes>();
            for (var service : StartingSet.services()) {
                if (people.dice().chance(0.3)) {
                    var name = new Words(group, group + people.dice().between(1, 9));
                    var row = new ServiceGroup(
                            service.series(), name, service.hint(), service.fields(), service.featured());
                    ofGroup.put(GroupRow.key(row), CatalogueJson.write(row));
                }
            }
            rows.put(group, ofGroup);
        }
        centre.ask(new PublishGroups(members, rows), outcome -> {});
    }

    private WardSettings other() {
        var now = WardSettings.standard();
        var counters = new ArrayList<>(now.counters());
        var hours = now.hours();
        List<String> closed = List.of();
        boolean paused = false;
        var rules = now.rules();
        int most = now.maxPerSeries();
        switch ((int) people.dice().between(0, 6)) {
            case 0 -> counters.set(1, new CounterSetting(2, List.of("A", "C", "V", "K")));
            case 1 -> counters.remove((int) people.dice().between(0, 4));
            case 2 -> paused = true;
            case 3 -> closed = List.of(people.dice().pick(List.of("A", "C", "K", "E")));
            case 4 -> rules = new Rules(1, 20_000, 5_000, 60_000);
            case 5 -> hours = List.of(new Hours("07:00", "19:00"));
            default -> most = 15;
        }
        return new WardSettings(counters, hours, now.workingWeekdays(), Words.NONE, true, closed, paused, rules, most);
    }
}
