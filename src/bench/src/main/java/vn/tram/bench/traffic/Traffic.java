package vn.tram.bench.traffic;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tram.system.process.Doors;

/** Plays days of citizens and officers against running boxes until it is stopped. */
@Command(
        name = "vn.tram.bench.traffic.Traffic",
        mixinStandardHelpOptions = true,
        description = "Plays believable days of citizens and officers against running boxes until it is stopped.")
public final class Traffic implements Callable<Integer> {
    private static final long LINE_EVERY_SECONDS = 5;
    private static final double FIRST_MINUTES = 300;

    @Parameters(arity = "1..*", paramLabel = "URL", description = "boxes, for instance http://127.0.0.1:8101")
    private List<URI> boxes = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "data folder of a box, once for each, in their order: its console lets people in")
    private List<Path> data = List.of();

    @Option(names = "--speed", defaultValue = "60", description = "how much faster than life; 60: an hour in a minute")
    private double speed;

    @Option(names = "--people", defaultValue = "300", description = "who come to one hall in a day (default 300)")
    private int people;

    @Option(names = "--leave", defaultValue = "0", paramLabel = "N", description = "leave counter N to a person")
    private int leave;

    @Option(names = "--seed", description = "the same seed plans the same days")
    private @Nullable Long seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Traffic()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (speed < 0.1 || speed > 10_000 || people < 1 || people > 5_000) {
            System.err.println("--speed must lie in 0.1...10000 and --people in 1...5000");
            return 2;
        }
        if (data.size() != boxes.size()) {
            System.err.println("--data wants the folder of each box: " + boxes.size());
            return 2;
        }
        for (int i = 0; i < boxes.size(); i++) {
            Doors.served(boxes.get(i).getPort(), data.get(i));
        }
        long from = seed == null ? new SplittableRandom().nextLong() : seed;
        System.out.println("Traffic for " + boxes.size() + " boxes at " + speed + " times life, seed " + from);
        var score = new Score();
        var dice = new Dice(from);
        var paces = new ArrayList<RealPace>();
        for (var box : boxes) {
            var pace = new RealPace(speed, DayPlan.OPENS - FIRST_MINUTES);
            paces.add(pace);
            play(box, dice.split(), score, pace);
        }
        while (true) {
            TimeUnit.SECONDS.sleep(LINE_EVERY_SECONDS);
            int second = (int) paces.get(0).now();
            System.out.printf("%02d:%02d  %s%n", second / 3600, second / 60 % 60, score);
        }
    }

    private void play(URI box, Dice dice, Score score, RealPace pace) {
        var thread = new Thread(
                () -> {
                    try (var hall = new HttpHall(box, dice.split(), score)) {
                        var day = new DayPlayer(hall, dice, score, new DayPlayer.Settings(people, 1, leave));
                        while (true) {
                            day.play(pace);
                            pace.startAgain(DayPlan.OPENS - FIRST_MINUTES);
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "traffic-" + box.getPort());
        thread.setDaemon(true);
        thread.start();
    }
}
