package vn.tram.kernel.columns;

/** How much a model may learn: few bytes can name many columns. One thread. */
final class Room {
    private long left;

    /** @param odds that may be made, 4 bytes each */
    Room(long odds) {
        this.left = odds;
    }

    /** Odds that begin even; {@link IllegalArgumentException} when there is no room for them. */
    int[] fresh(int count) {
        take(count);
        return new int[count];
    }

    /** As these stand now. */
    int[] copy(int[] odds) {
        take(odds.length);
        return odds.clone();
    }

    private void take(int count) {
        left -= count;
        if (left < 0) {
            throw new IllegalArgumentException("more columns than there is room for");
        }
    }
}
