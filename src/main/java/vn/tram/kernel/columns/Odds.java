package vn.tram.kernel.columns;

/**
 * How likely the next bit is a zero, learnt from the bits before it: the n-th bit moves it by 1/(n + 1.5), later ones
 * by 1/{@value #STEADY}. Integers alone, so that every machine comes to the same bytes. One number holds one of them,
 * and 0 is where all begin, so that a whole column is an array that is quickly made and copied.
 */
final class Odds {
    /** Bits of a probability in the coder. */
    static final int BITS = 15;

    private static final int STEADY = 48;
    private static final int ONE = 1 << 16;
    private static final int LEAST = 24;
    private static final int SEEN_BITS = 6;
    private static final int SEEN = (1 << SEEN_BITS) - 1;
    private static final int[] SHARE = shares();

    private Odds() {}

    private static int[] shares() {
        var shares = new int[STEADY];
        for (int n = 0; n < STEADY; n++) {
            shares[n] = 2 * ONE / (2 * n + 3);
        }
        return shares;
    }

    /** Of 2^{@value #BITS}; never none and never all. */
    static int zero(int odds) {
        return ((odds >> SEEN_BITS) + ONE / 2) >>> 1;
    }

    /** The odds once a bit was seen. */
    static int after(int odds, int bit) {
        int zero = (odds >> SEEN_BITS) + ONE / 2;
        int seen = odds & SEEN;
        int target = bit == 0 ? ONE - LEAST : LEAST;
        zero += (int) (((long) (target - zero) * SHARE[seen]) >> 16);
        return ((zero - ONE / 2) << SEEN_BITS) | Math.min(seen + 1, STEADY - 1);
    }
}
