package vn.tram.system.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import vn.tram.system.crash.Recording.Act;
import vn.tram.system.crash.Recording.Answer;
import vn.tram.system.crash.Recording.Sync;
import vn.tram.system.crash.Recording.Truncate;
import vn.tram.system.crash.Recording.Unlink;
import vn.tram.system.crash.Recording.Write;

/**
 * A disk while it is being written: what is synced is certain; of what came since, each write may be on the platters
 * whole, in any of its sectors, or not at all, whatever became of the others. That is more than a real disk does wrong.
 * A file's existence counts as certain once it was written to.
 */
final class Platters {
    /** Bytes that are written whole or not at all. */
    private static final int SECTOR = 512;

    /** How much of what is not synced reaches the platters. */
    private enum Fate {
        ALL,
        NONE,
        SOME
    }

    private static final List<Fate> FATES = List.of(Fate.values());

    private final Predicate<Sync> honest;
    private final Map<String, byte[]> certain = new TreeMap<>();
    private final List<Act> open = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** @param honest which syncs the disk obeys; all of them, but for planted faults */
    Platters(Predicate<Sync> honest) {
        this.honest = honest;
    }

    /** What people had been told so far. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    void take(Act act) {
        if (act instanceof Answer answer) {
            answers.add(answer);
        } else if (act instanceof Sync sync) {
            if (honest.test(sync)) {
                settle(sync.file());
            }
        } else {
            open.add(act);
        }
    }

    /**
     * A sync of the folder settles which files are gone; one of a file settles its bytes and its being there, and so
     * that an older one of its name is gone.
     */
    private void settle(String file) {
        for (var act : List.copyOf(open)) {
            boolean settled = act instanceof Unlink unlink
                    ? file.isEmpty() || unlink.file().equals(file)
                    : file.equals(changed(act));
            if (settled) {
                open.remove(act);
                apply(certain, act);
            }
        }
    }

    /** The file whose bytes an act changes; empty when none's. */
    private static String changed(Act act) {
        if (act instanceof Write write) {
            return write.file();
        }
        return act instanceof Truncate truncate ? truncate.file() : "";
    }

    /** Writes one disk as it may be found after the power went now. */
    void cut(RandomGenerator chance, Path folder) throws IOException {
        var found = new TreeMap<String, byte[]>();
        certain.forEach((name, bytes) -> found.put(name, bytes.clone()));
        var fate = FATES.get(chance.nextInt(FATES.size()));
        for (var act : open) {
            if (fate == Fate.ALL || (fate == Fate.SOME && chance.nextInt(5) < 2)) {
                apply(found, act);
            } else if (fate == Fate.SOME && act instanceof Write write && chance.nextBoolean()) {
                tear(found, write, chance);
            }
        }
        for (var file : found.entrySet()) {
            if (!file.getKey().endsWith("-shm")) { // SQLite's index of the log: made anew after a crash
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private static void apply(Map<String, byte[]> files, Act act) {
        if (act instanceof Write write) {
            put(files, write, 0, write.bytes().size());
        } else if (act instanceof Truncate truncate) {
            var bytes = files.getOrDefault(truncate.file(), new byte[0]);
            files.put(truncate.file(), Arrays.copyOf(bytes, Math.toIntExact(truncate.size())));
        } else if (act instanceof Unlink unlink) {
            files.remove(unlink.file());
        }
    }

    /** Some sectors of a write, in no order. */
    private static void tear(Map<String, byte[]> files, Write write, RandomGenerator chance) {
        int at = 0;
        while (at < write.bytes().size()) {
            int untilSector = SECTOR - Math.floorMod(write.offset() + at, SECTOR);
            int end = Math.min(write.bytes().size(), at + untilSector);
            if (chance.nextBoolean()) {
                put(files, write, at, end);
            }
            at = end;
        }
    }

    private static void put(Map<String, byte[]> files, Write write, int from, int to) {
        var old = files.getOrDefault(write.file(), new byte[0]);
        int begin = Math.toIntExact(write.offset()) + from;
        int length = Math.max(old.length, begin + to - from);
        byte[] after = old.length == length ? old : Arrays.copyOf(old, length);
        System.arraycopy(write.bytes().toArray(), from, after, begin, to - from);
        files.put(write.file(), after);
    }
}
