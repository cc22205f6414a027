package vn.tram.edge.disk;

import java.time.Duration;
import java.util.function.Consumer;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.Timers;

/** Looks at the disk twice a minute and says when its level changes. The timers' thread; the level by any. */
public final class DiskWatch {
    static final Duration EVERY = Duration.ofSeconds(30);

    private final DiskRoom room;
    private final Timers timers;
    private final Consumer<DiskLevel> changed;
    private final Consumer<String> trouble;
    private volatile DiskLevel level = DiskLevel.GOOD;
    private boolean running = true;
    private boolean told;

    /** @param changed hears each new level before anybody can ask for it; the first one too, unless it is good */
    public DiskWatch(DiskRoom room, Timers timers, Consumer<DiskLevel> changed, Consumer<String> trouble) {
        this.room = room;
        this.timers = timers;
        this.changed = changed;
        this.trouble = trouble;
    }

    public DiskLevel level() {
        return level;
    }

    /** Looks at once, and then again and again. */
    public void begin() {
        timers.after(Duration.ZERO, this::look);
    }

    public void end() {
        timers.after(Duration.ZERO, () -> running = false);
    }

    private void look() {
        if (!running) {
            return;
        }
        try {
            var found = room.look();
            var now = DiskLevel.after(level, found.usable(), found.total());
            keepReserve(now);
            if (now != level) {
                trouble.accept(
                        "the disk is " + (100 - 100 * found.usable() / Math.max(1, found.total())) + " % full: " + now);
                changed.accept(now);
                level = now;
            }
            told = false;
        } catch (StoreFailure unreadable) {
            if (!told) {
                trouble.accept("the disk's room is not known: " + unreadable.getMessage());
                told = true;
            }
        }
        timers.after(EVERY, this::look);
    }

    /** The reserve goes when the last level is reached, and is taken again once there is plenty. */
    private void keepReserve(DiskLevel now) throws StoreFailure {
        if (now == DiskLevel.NO_NUMBERS) {
            room.release();
        } else if (now == DiskLevel.GOOD) {
            room.reserve();
        }
    }
}
