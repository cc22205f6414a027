package vn.tram.system.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import vn.tram.edge.store.BoxStore;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.crash.Recording.Answer;
import vn.tram.system.crash.Recording.Sync;
import vn.tram.system.sim.time.Dice;
import vn.tram.system.store.SqliteFile;

/** Cuts the power at many moments of one recording and judges each disk that is found. */
public final class CrashRun {
    /** A disk that does what it is told. */
    static final Predicate<Sync> HONEST = sync -> true;

    private static final int MOST_VIOLATIONS = 10;

    private final Recording recording;
    private final Path scratch;
    private final List<String> violations = new ArrayList<>();
    private int images;

    /**
     * What was found.
     *
     * @param images disks looked at
     * @param answers given in the recording
     * @param violations what did not hold; empty when every promise was kept
     */
    public record Report(int images, long answers, List<String> violations) {}

    private CrashRun(Recording recording, Path scratch) {
        this.recording = recording;
        this.scratch = scratch;
    }

    /** Records a box for some rounds and looks at {@code images} disks. */
    public static Report run(Path folder, long seed, int rounds, int images)
            throws IOException, InterruptedException, StoreFailure {
        var recording =
                Recording.of(Files.createDirectories(folder.resolve("data")), folder.resolve("traces"), seed, rounds);
        return judge(recording, folder, seed, images, HONEST);
    }

    static Report judge(Recording recording, Path folder, long seed, int images, Predicate<Sync> honest)
            throws IOException, StoreFailure {
        var run = new CrashRun(recording, folder.resolve("image"));
        run.cutOften(new Dice(seed), images, honest);
        long answers =
                recording.acts().stream().filter(Answer.class::isInstance).count();
        return new Report(run.images, answers, run.violations);
    }

    /** Before the first answer there is nothing to lose but the file itself; from then on every moment is as likely. */
    private void cutOften(Dice chance, int wanted, Predicate<Sync> honest) throws IOException, StoreFailure {
        var disk = new Platters(honest);
        double share = wanted / (double) Math.max(1, recording.acts().size());
        for (var act : recording.acts()) {
            disk.take(act);
            for (double due = share; due > 0 && violations.size() < MOST_VIOLATIONS; due--) {
                if (due >= 1 || chance.nextDouble() < due) {
                    fresh();
                    disk.cut(chance, scratch);
                    look(disk.answers());
                }
            }
        }
    }

    private void fresh() throws IOException {
        if (Files.exists(scratch)) {
            try (var old = Files.walk(scratch)) {
                for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(scratch);
    }

    private void look(List<Answer> answers) throws StoreFailure {
        images++;
        if (images % 10 == 0 || answers.isEmpty()) {
            opens();
        }
        if (answers.isEmpty()) {
            return;
        }
        try (var file = SqliteFile.open(scratch.resolve(BoxStore.FILE))) {
            file.damage().forEach(line -> broken("damaged: " + line));
            var ids = new HashMap<String, String>();
            for (var row : file.rows("SELECT series, number, id FROM ticket ORDER BY number")) {
                ids.put(row.get(0) + String.format("%03d", Integer.parseInt(row.get(1))), row.get(2));
            }
            for (var answer : answers) {
                if (!answer.id().replace("-", "").equals(ids.get(answer.label()))) {
                    broken("answered and lost: " + answer + ", found " + ids.get(answer.label()));
                }
            }
            expect(file, ids.size(), "SELECT coalesce(max(number), 0) FROM ticket", "holes in the numbers");
            expect(file, 0, "SELECT coalesce(max(lsn), 0) - count(*) FROM entry", "holes in the journal");
            expect(file, ids.size(), "SELECT count(*) FROM entry WHERE type = 2", "tickets without their entries");
        } catch (StoreFailure unreadable) {
            broken("not readable: " + unreadable.getMessage());
        }
    }

    /** The box itself starts on it. */
    private void opens() {
        try (var store = BoxStore.open(scratch, new BoxId("w00070-1"), 77)) {
            store.recover();
        } catch (StoreFailure refused) {
            broken("the box does not start: " + refused.getMessage());
        }
    }

    private void expect(SqliteFile file, long wanted, String sql, String what) throws StoreFailure {
        long found = file.number(sql);
        if (found != wanted) {
            broken(what + ": " + found + " instead of " + wanted);
        }
    }

    private void broken(String what) {
        violations.add("image " + images + ": " + what);
    }
}
