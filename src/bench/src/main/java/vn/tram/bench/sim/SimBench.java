package vn.tram.bench.sim;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.concurrent.TimeUnit;
import vn.tram.bench.Figures;
import vn.tram.system.sim.Faults;
import vn.tram.system.sim.Plan;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.SimWorld;
import vn.tram.system.sim.Simulation;
import vn.tram.system.sim.time.Dice;

/** Full days of four wards with everything that goes wrong, seed after seed, for a minute of processor time. */
public final class SimBench {
    private static final double CPU_SECONDS = 60;
    private static final int BOXES = 4;

    /** As many people as make the ward's day of 2,150 ticket events that the other benchmarks play. */
    private static final int TICKETS_A_DAY = 430;

    private static final double LEAST_DAYS = 50;

    private SimBench() {}

    public static void run(Figures figures, Path folder) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begin = system.getProcessCpuTime();
        double seconds = 0;
        double days = 0;
        long events = 0;
        int violations = 0;
        for (long seed = 1; seconds < CPU_SECONDS; seed++) {
            var dice = new Dice(seed);
            var plan = new Plan(
                    BOXES,
                    1,
                    TICKETS_A_DAY,
                    LocalTime.of(6, 0),
                    Duration.ofHours(24),
                    Duration.ofHours(1),
                    Faults.draw(dice));
            var report = SimWorld.run(seed, plan, Seams.SOUND);
            days += report.boxDays();
            events += report.events();
            violations += report.violations().size();
            if (!report.sound()) {
                figures.note(Simulation.words(report));
            }
            seconds = (system.getProcessCpuTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        }
        figures.atLeast("sim.box_days_per_cpu_minute", days * 60 / seconds, "box-days/min", LEAST_DAYS);
        figures.print("sim.events_per_cpu_second", events / seconds, "events/s");
        figures.atMost("sim.violations", violations, "violations", 0);
    }
}
