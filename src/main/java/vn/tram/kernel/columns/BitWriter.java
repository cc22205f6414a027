package vn.tram.kernel.columns;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Range coder after G. N. N. Martin (1979), with the carry handling of I. Pavlov's LZMA (public domain). */
final class BitWriter implements Bits {
    private static final long TOP = 1L << 24;
    private static final long WORD = 0xFFFF_FFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long low;
    private long range = WORD;
    private int held;
    private long heldCount = 1;

    @Override
    public boolean reading() {
        return false;
    }

    @Override
    public int bit(int[] odds, int which, int bit) {
        long bound = (range >>> Odds.BITS) * Odds.zero(odds[which]);
        if (bit == 0) {
            range = bound;
        } else {
            low += bound;
            range -= bound;
        }
        odds[which] = Odds.after(odds[which], bit);
        normalize();
        return bit;
    }

    @Override
    public long even(int count, long value) {
        for (int i = count - 1; i >= 0; i--) {
            range >>>= 1;
            if (((value >>> i) & 1) != 0) {
                low += range;
            }
            normalize();
        }
        return value;
    }

    private void normalize() {
        while (range < TOP) {
            range <<= 8;
            shift();
        }
    }

    private void shift() {
        if (low < 0xFF00_0000L || low > WORD) {
            int carry = (int) (low >>> 32);
            for (int next = held; heldCount > 0; heldCount--) {
                out.write(next + carry);
                next = 0xFF;
            }
            held = (int) (low >>> 24) & 0xFF;
        }
        heldCount++;
        low = (low & 0x00FF_FFFFL) << 8;
    }

    /** The whole string; some zeros at its end are left out, since a reader finds zeros there. */
    byte[] finish() {
        low = roundest();
        for (int i = 0; i < 5; i++) {
            shift();
        }
        byte[] all = out.toByteArray(); // the first byte is always 0
        int end = all.length;
        int least = Math.max(1, end - BitReader.UNWRITTEN);
        while (end > least && all[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(all, 1, end);
    }

    /** Of all numbers that mean the same string, the one with most zeros at its end. */
    private long roundest() {
        for (int zeros = 32; zeros > 0; zeros -= 8) {
            long unit = 1L << zeros;
            long up = (low + unit - 1) & -unit;
            if (up < low + range) {
                return up;
            }
        }
        return low;
    }
}
