package vn.tram.system.sim.work;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.kernel.hall.Channel;

/** Citizens coming in: more in the morning, few over lunch, a second wave after it, hardly anyone at the end. */
public final class Kiosk {
    private static final List<ServiceGroup> GROUPS = StartingSet.services();

    /** Relative crowd of each half hour from 07:00 on. */
    private static final double[] CROWD = {
        0.1, 0.4, 1.6, 2.2, 2.4, 2.2, 1.9, 1.6, 1.2, 0.8, 0.3, 0.1, 0.2, 1.2, 1.8, 1.7, 1.4, 1.0, 0.7, 0.4, 0.2, 0.05
    };

    private static final double CROWD_OF_A_DAY = 23.45;
    private static final double BUSIEST = 2.4;
    private static final int FIRST_HOUR = 7;

    private final People people;
    private final Presses presses;
    private final Street street;
    private final int ticketsADay;

    /** The clock on the wall of the hall. */
    public interface Street {
        LocalTime time();
    }

    Kiosk(People people, Presses presses, Street street, int ticketsADay) {
        this.people = people;
        this.presses = presses;
        this.street = street;
        this.ticketsADay = ticketsADay;
    }

    void begin() {
        next();
    }

    /** Thinning: candidates come at the busiest rate, and as many of them are real as the hour allows. */
    private void next() {
        double busiestPerHour = ticketsADay * 2 * BUSIEST / CROWD_OF_A_DAY;
        long mean = (long) (3_600_000 / busiestPerHour);
        people.after(Duration.ofMillis(1 + people.dice().exponential(mean)), () -> {
            if (people.dice().chance(crowd() / BUSIEST)) {
                draw();
            }
            next();
        });
    }

    private double crowd() {
        var time = street.time();
        int slot = (time.getHour() - FIRST_HOUR) * 2 + time.getMinute() / 30;
        return time.getHour() >= FIRST_HOUR && slot < CROWD.length ? CROWD[slot] : 0;
    }

    private void draw() {
        var group = GROUPS.get(people.dice().weighted(30, 25, 15, 6, 8, 7, 5, 4) % GROUPS.size());
        var procedure = procedure(group);
        var channel = people.dice().chance(0.9) ? Channel.KIOSK : Channel.RECEPTION;
        presses.press(id -> new IssueTicket(id, group.series(), procedure, channel), outcome -> {});
    }

    private String procedure(ServiceGroup group) {
        if (people.dice().chance(0.01)) {
            return "9.999999";
        }
        return group.featured().isEmpty() || people.dice().chance(0.3)
                ? ""
                : people.dice().pick(group.featured());
    }
}
