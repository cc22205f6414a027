package vn.tram.kernel.columns;

/**
 * How likely the next bit is a zero, learnt from the bits before it: the n-th bit moves it by 1/(n + 1.5), later ones
 * by 1/{@value #STEADY}. Integers alone, so that every machine comes to the same bytes.
 */
final class Odds {
    /** Bits of a probability in the coder. */
    static final int BITS = 15;

    private static final int STEADY = 48;
    private static final int ONE = 1 << 16;
    private static final int LEAST = 24;
    private static final int[] SHARE = shares();

    private int zero = ONE / 2;
    private int seen;

    private static int[] shares() {
        var shares = new int[STEADY];
        for (int n = 0; n < STEADY; n++) {
            shares[n] = 2 * ONE / (2 * n + 3);
        }
        return shares;
    }

    /** Of 2^{@value #BITS}; never none and never all. */
    int zero() {
        return zero >>> 1;
    }

    void learn(int bit) {
        int target = bit == 0 ? ONE - LEAST : LEAST;
        zero += (int) (((long) (target - zero) * SHARE[seen]) >> 16);
        if (seen < STEADY - 1) {
            seen++;
        }
    }
}
