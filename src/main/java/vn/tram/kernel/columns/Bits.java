package vn.tram.kernel.columns;

/**
 * A string of bits that is written or read, so that one description of a form does both: a writer takes the bit it is
 * given, a reader ignores it; both return the bit that is in the string.
 */
interface Bits {
    /** A bit whose odds, one of {@code odds}, are learnt. */
    int bit(int[] odds, int which, int bit);

    /** {@code count} bits that nothing is known about, 0 to 32. */
    long even(int count, long value);

    /** Whether given values are ignored. */
    boolean reading();
}
