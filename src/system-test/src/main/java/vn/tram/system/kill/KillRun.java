package vn.tram.system.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.Platform;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.OpenHall;

/**
 * One box and one centre, both real processes, killed (SIGKILL) again and again at random moments while kiosks and
 * officers press keys; then both are left in peace, and everything that was answered must stand on both disks. The seed
 * fixes who is killed and about when; real processes do not run twice in the same way.
 */
public final class KillRun {
    private static final String WARD = "00070";
    private static final int KIOSKS = 4;
    private static final int OFFICERS = 3;
    private static final int POLL_MS = 100;
    private static final int SETTLE_POLLS = 900;

    /** The hall is shut for the last minute of the day, and numbers begin anew: no run may reach it. */
    private static final LocalTime TOO_LATE = LocalTime.of(23, 54);

    private final Platform platform;
    private final Path folder;
    private final Consumer<String> progress;
    private final CountDownLatch never = new CountDownLatch(1);
    private final ObjectMapper json = new ObjectMapper();

    /** @param folder empty; both nodes keep their data below it */
    public KillRun(Platform platform, Path folder, Consumer<String> progress) {
        this.platform = platform;
        this.folder = folder;
        this.progress = progress;
    }

    /** Who is killed. */
    enum Victim {
        BOX,
        CENTRE,
        BOTH
    }

    /**
     * @param answered presses of kiosks and officers that were answered
     * @param again times that a page had to press again
     * @param longestSilence seconds without any answer at most
     * @param violations broken promises; empty when all is well
     */
    public record Report(long answered, long again, double longestSilence, List<String> violations) {
        public Report {
            violations = List.copyOf(violations);
        }
    }

    /** Kills {@code kills} times, then judges. */
    public Report run(long seed, int kills) throws IOException, InterruptedException, StoreFailure {
        awaitEarlyEnough();
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var centreSite = CentreSite.of(folder.resolve("centre"));
        var port = FreePort.find();
        var boxSite = centreSite
                .box(folder.resolve("box"), WARD, centreSite.brokerPort())
                .with("http.port", Integer.toString(port));
        var answers = new Answers(platform.monotonic()::nanos);
        var centre = centreSite.start();
        centreSite.publish(WARD, OpenHall.json(Rules.STANDARD));
        var box = boxSite.start().process();
        var load = new Load(port, answers);
        try {
            awaitOpen(port);
            load.start(KIOSKS, OFFICERS, chance.nextLong());
            for (int i = 1; i <= kills; i++) {
                awaitMoment(answers, chance);
                var victim = Victim.values()[i % Victim.values().length];
                progress.accept(
                        "kill " + i + " of " + kills + ": " + victim + " after " + answers.count() + " answers");
                if (victim != Victim.CENTRE) {
                    box.kill();
                }
                if (victim != Victim.BOX) {
                    centre.kill();
                    centre = centreSite.launch();
                }
                if (victim != Victim.CENTRE) {
                    box = boxSite.launch(List.of());
                }
            }
            awaitAnswers(answers, answers.count() + 100);
            load.end();
            awaitSettled(port);
            box.stop();
            centre.stop();
            var violations = new Verdict(answers).of(boxSite.database(), centreSite.database());
            return new Report(answers.count(), answers.again(), answers.longestSilenceSeconds(), violations);
        } finally {
            load.end();
            box.close();
            centre.close();
        }
    }

    /** Mostly in the middle of work; sometimes soon after a start, when nobody may have been answered yet. */
    private void awaitMoment(Answers answers, RandomGenerator chance) throws InterruptedException {
        if (chance.nextInt(4) > 0) {
            awaitAnswers(answers, answers.count() + chance.nextInt(10, 150));
            pause(chance.nextInt(50));
        } else {
            pause(chance.nextInt(1_500));
        }
    }

    private void awaitAnswers(Answers answers, long count) throws InterruptedException {
        for (int i = 0; answers.count() < count; i++) {
            if (i > SETTLE_POLLS * POLL_MS / 5) {
                throw new IllegalStateException("the box does not answer any more");
            }
            pause(5);
        }
    }

    private void awaitOpen(int port) throws InterruptedException {
        await("the hall is not open", () -> get(port, "/api/hall").path("open").asBoolean());
    }

    private void awaitSettled(int port) throws InterruptedException {
        await("the centre does not have everything", () -> {
            var line = get(port, "/api/status").path("line");
            boolean applied = true;
            for (var lane : line.path("lanes")) {
                applied &= lane.path("applied").asLong() == lane.path("head").asLong();
            }
            return applied
                    && !line.path("lanes").isEmpty()
                    && line.path("unsent").asLong() == 0;
        });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String otherwise, Condition condition) throws InterruptedException {
        for (int i = 0; i < SETTLE_POLLS; i++) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException notYet) {
                progress.accept("waiting: " + notYet.getMessage());
            }
            pause(POLL_MS);
        }
        throw new IllegalStateException(otherwise + " after " + SETTLE_POLLS * POLL_MS / 1_000 + " s");
    }

    private JsonNode get(int port, String path) throws IOException {
        try (var line = new HttpLine("127.0.0.1", port)) {
            return json.readTree(line.get(path).body());
        }
    }

    private void awaitEarlyEnough() throws InterruptedException {
        while (BusinessDay.timeOfDay(platform.clock().instant()).isAfter(TOO_LATE)) {
            progress.accept("waiting for the new day");
            pause(5_000);
        }
    }

    private void pause(long millis) throws InterruptedException {
        never.await(millis, TimeUnit.MILLISECONDS);
    }
}
