package vn.tram.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.system.fuzz.Fuzzer;
import vn.tram.system.fuzz.Fuzzer.Bound;
import vn.tram.system.kill.KillRun;
import vn.tram.system.sim.FaultPair;
import vn.tram.system.sim.Report;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.Simulation;

/** {@code src/bin/soak NAME}: long runs. Exit codes: 0 nothing found, 1 a promise was broken, 2 unknown name. */
@Command(
        name = "src/bin/soak",
        mixinStandardHelpOptions = true,
        description = "Runs the tests with seeds or faults for long, and prints figures.")
public final class Soak implements Callable<Integer> {
    /** Every long run with what it does. */
    private enum Name {
        SIM("a fleet in virtual time with everything going wrong, a new world for each seed"),
        PAIRS("every kind of fault alone and with every other, half an hour a cell, a new world for each seed"),
        WORKERS("a centre of two or three workers that die, or stand still and go on, a new world for each seed"),
        KILL("box and centre are killed at random moments under load, 20 times a seed"),
        FUZZ("hostile bytes for each decoder and each end of the line, a minute a target, one after the other");

        private final String what;

        Name(String what) {
            this.what = what;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static String list() {
            return Stream.of(values())
                    .map(each -> "%-9s%s".formatted(each.word(), each.what))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static final int KILLS = 20;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "which one; --list names them")
    private @Nullable String name;

    @Option(names = "--list", description = "print the names with what each does")
    private boolean list;

    @Option(names = "--seeds", paramLabel = "N", description = "how many rounds, each with a seed of its own")
    private @Nullable Integer seeds;

    @Option(names = "--minutes", paramLabel = "N", description = "begin no round after this many minutes")
    private @Nullable Integer minutes;

    @Option(names = "--seed", paramLabel = "S", description = "seed of the first round; the next ones count up")
    private @Nullable Long seed;

    @Option(names = "--pair", paramLabel = "KINDS", description = "pairs: only this cell, as box-crash+cut")
    private @Nullable String pair;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, StoreFailure {
        if (list) {
            System.out.println(Name.list());
            return 0;
        }
        if ((seeds != null && seeds < 1) || (minutes != null && minutes < 1)) {
            System.err.println("--seeds and --minutes need a number of at least 1: a run of nothing proves nothing.");
            return 2;
        }
        if (Name.SIM.word().equals(name)) {
            return simulate(Simulation::badDay, Simulation::words) ? 0 : 1;
        } else if (Name.WORKERS.word().equals(name)) {
            return simulate(Simulation::workers, Simulation::wordsOfWorkers) ? 0 : 1;
        } else if (Name.PAIRS.word().equals(name)) {
            return pairs();
        } else if (Name.KILL.word().equals(name)) {
            return kill() ? 0 : 1;
        } else if (Name.FUZZ.word().equals(name)) {
            return fuzz() ? 0 : 1;
        }
        System.err.println("There is no long run named " + name + ". The names are:\n" + Name.list());
        return 2;
    }

    private interface Play {
        Report play(long seed, Seams seams);
    }

    private boolean simulate(Play play, Function<Report, String> words) {
        var figures = new Figures(System.out);
        long begin = System.nanoTime();
        long first = firstSeed();
        System.out.println("first seed " + first);
        int rounds = 0;
        int broken = 0;
        double days = 0;
        while (another(rounds, 100, begin)) {
            var report = play.play(first + rounds++, Seams.SOUND);
            days += report.boxDays();
            if (!report.sound()) {
                broken++;
                System.out.println(words.apply(report));
            }
            if (rounds % 100 == 0) {
                figures.note(rounds + " seeds, " + broken + " of them broken");
            }
        }
        figures.print("sim.seeds", rounds, "seeds");
        figures.print("sim.box_days", days, "box-days");
        figures.atMost("sim.broken_seeds", broken, "seeds", 0);
        return figures.finish();
    }

    /** The whole table for each seed, or one cell of it. */
    private int pairs() {
        List<FaultPair> cells = Stream.concat(FaultPair.singles().stream(), FaultPair.pairs().stream())
                .filter(cell -> pair == null || cell.word().equals(pair))
                .toList();
        if (cells.isEmpty()) {
            System.err.println(
                    "There is no cell " + pair + ". Kinds, alone or two of them joined by +:\n" + FaultPair.singles());
            return 2;
        }
        var figures = new Figures(System.out);
        long begin = System.nanoTime();
        long first = firstSeed();
        System.out.println("first seed " + first);
        int worlds = 0;
        int broken = 0;
        for (int round = 0; another(round, 1, begin); round++) {
            for (var cell : cells) {
                var report = Simulation.pair(cell, first + round, Seams.SOUND);
                worlds++;
                if (!report.sound()) {
                    broken++;
                    System.out.println(Simulation.words(cell, report));
                }
            }
        }
        figures.print("pairs.cells", cells.size(), "cells");
        figures.print("pairs.worlds", worlds, "worlds");
        figures.atMost("pairs.broken_worlds", broken, "worlds", 0);
        return figures.finish() ? 0 : 1;
    }

    private boolean kill() throws IOException, InterruptedException, StoreFailure {
        var figures = new Figures(System.out);
        var system = new SystemPlatform("soak", bug -> figures.note("bug: " + bug));
        long begin = System.nanoTime();
        long first = firstSeed();
        int rounds = 0;
        long answered = 0;
        double silence = 0;
        int violations = 0;
        while (another(rounds, 1, begin)) {
            long mine = first + rounds++;
            System.out.println("seed " + mine);
            var report = new KillRun(system.platform(), Bench.freshFolder("kill"), figures::note).run(mine, KILLS);
            answered += report.answered();
            silence = Math.max(silence, report.longestSilence());
            violations += report.violations().size();
            report.violations().forEach(each -> System.out.println("seed " + mine + ": " + each));
        }
        system.close();
        figures.print("kill.rounds", rounds, "rounds");
        figures.print("kill.kills", rounds * KILLS, "kills");
        figures.print("kill.answered", (double) answered, "presses");
        figures.print("kill.longest_silence_s", silence, "s");
        figures.atMost("kill.violations", violations, "violations", 0);
        return figures.finish();
    }

    private boolean fuzz() throws IOException, InterruptedException {
        var figures = new Figures(System.out);
        long begin = System.nanoTime();
        var folder = Bench.freshFolder("fuzz");
        int first = (int) (firstSeed() % Integer.MAX_VALUE) + 1;
        System.out.println("first seed " + first);
        long executions = 0;
        int findings = 0;
        for (int round = 0; another(round, 1, begin); round++) {
            for (var target : Fuzzer.Target.values()) {
                var found = Fuzzer.run(
                        target.play(), folder.resolve(target.word()), Bound.of(Duration.ofMinutes(1)), first + round);
                executions += found.executions();
                figures.note(target.word() + ": " + found.executions() + " inputs, " + found.features() + " features");
                if (!found.nothing()) {
                    findings++;
                    System.out.println(found.said());
                }
            }
        }
        figures.print("fuzz.inputs", (double) executions, "inputs");
        figures.atMost("fuzz.findings", findings, "findings", 0);
        return figures.finish();
    }

    private long firstSeed() {
        return seed == null ? new SplittableRandom().nextLong(1L << 40) : seed;
    }

    private boolean another(int done, int usual, long begin) {
        if (minutes != null) {
            return System.nanoTime() - begin < TimeUnit.MINUTES.toNanos(minutes);
        }
        return done < (seeds == null ? usual : seeds);
    }
}
