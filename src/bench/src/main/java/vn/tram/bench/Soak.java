package vn.tram.bench;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.system.kill.KillRun;

/** {@code src/bin/soak NAME}: long runs. Exit codes: 0 nothing found, 1 a promise was broken, 2 unknown name. */
@Command(
        name = "src/bin/soak",
        mixinStandardHelpOptions = true,
        description = "Runs the tests with seeds or faults for long, and prints figures.")
public final class Soak implements Callable<Integer> {
    private static final String NAMES =
            "kill  box and centre are killed at random moments under load, 20 times a round";
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

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, StoreFailure {
        if (list) {
            System.out.println(NAMES);
            return 0;
        }
        if (!"kill".equals(name)) {
            System.err.println("There is no long run named " + name + ". The names are:\n" + NAMES);
            return 2;
        }
        return kill() ? 0 : 1;
    }

    private boolean kill() throws IOException, InterruptedException, StoreFailure {
        var figures = new Figures(System.out);
        var system = new SystemPlatform("soak", bug -> figures.note("bug: " + bug));
        long begin = System.nanoTime();
        long first = seed == null ? new SplittableRandom().nextLong(1L << 40) : seed;
        int rounds = 0;
        long answered = 0;
        double silence = 0;
        int violations = 0;
        while (another(rounds, begin)) {
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

    private boolean another(int done, long begin) {
        if (minutes != null) {
            return System.nanoTime() - begin < TimeUnit.MINUTES.toNanos(minutes);
        }
        return done < (seeds == null ? 1 : seeds);
    }
}
