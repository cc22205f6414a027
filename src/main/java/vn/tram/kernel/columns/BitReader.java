package vn.tram.kernel.columns;

/** Reads what {@link BitWriter} wrote. Behind the end it finds zeros; {@link #overrun} tells of more than can be. */
final class BitReader implements Bits {
    private static final long TOP = 1L << 24;

    /** A reader looks at most this far ahead of what it was asked for. */
    private static final int AHEAD = 4;

    /** Zeros at the end that a writer leaves out at most. */
    static final int UNWRITTEN = 8;

    private final byte[] bytes;
    private int next;
    private long range = 0xFFFF_FFFFL;
    private long code;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
        for (int i = 0; i < AHEAD; i++) {
            code = (code << 8) | take();
        }
    }

    @Override
    public boolean reading() {
        return true;
    }

    /** Whether more was read than a writer can have written. */
    boolean overrun() {
        return next > bytes.length + UNWRITTEN;
    }

    /** Whether bytes are left that nothing asked for. */
    boolean leftOver() {
        return next < bytes.length;
    }

    private int take() {
        int at = next++;
        return at < bytes.length ? bytes[at] & 0xFF : 0;
    }

    @Override
    public int bit(int[] odds, int which, int ignored) {
        long bound = (range >>> Odds.BITS) * Odds.zero(odds[which]);
        int bit;
        if (code < bound) {
            range = bound;
            bit = 0;
        } else {
            code -= bound;
            range -= bound;
            bit = 1;
        }
        odds[which] = Odds.after(odds[which], bit);
        normalize();
        return bit;
    }

    @Override
    public long even(int count, long ignored) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            range >>>= 1;
            int bit = code < range ? 0 : 1;
            if (bit == 1) {
                code -= range;
            }
            value = (value << 1) | bit;
            normalize();
        }
        return value;
    }

    private void normalize() {
        while (range < TOP) {
            range <<= 8;
            code = (code << 8) | take();
        }
    }
}
