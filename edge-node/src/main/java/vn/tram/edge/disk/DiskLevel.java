package vn.tram.edge.disk;

/** How full the disk is, and what is given up from then on. Each level gives up what those before it do. */
public enum DiskLevel {
    GOOD(0),
    /** 90 %: somebody is told, and old entries that the centre has go early. */
    FILLING(90),
    /** 95 %: no new scans. */
    NO_SCANS(95),
    /** 98 %: no new numbers; whoever has one is served, and everything is still sent. */
    NO_NUMBERS(98);

    /** A level is left only this much below where it began, so that it does not come and go. */
    private static final double SLACK = 1;

    private final double percent;

    DiskLevel(double percent) {
        this.percent = percent;
    }

    /** Bytes; a disk that tells no size counts as good. */
    public static DiskLevel of(long usable, long total) {
        return after(GOOD, usable, total);
    }

    /** The level that follows {@code before}. */
    static DiskLevel after(DiskLevel before, long usable, long total) {
        if (total <= 0) {
            return GOOD;
        }
        double used = 100.0 * (total - usable) / total;
        var level = GOOD;
        for (var each : values()) {
            boolean standing = before.compareTo(each) >= 0;
            if (used >= each.percent - (standing ? SLACK : 0)) {
                level = each;
            }
        }
        return level;
    }

    /** Whether this level gives up at least what {@code other} does. */
    public boolean isAtLeast(DiskLevel other) {
        return compareTo(other) >= 0;
    }
}
