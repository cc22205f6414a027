package vn.tram.kernel.columns;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of numbers from 0 to 2^64-1 (unsigned): how long each is in binary is learnt, and its first digits; the
 * rest goes as it is.
 */
final class Numbers {
    private static final int LENGTH_BITS = 7;
    private static final int MOST_BITS = 64;
    private static final int[] NONE = {};

    private final Room room;
    private final int learnt;
    private final @Nullable Numbers behind;
    private final int[] lengths;
    private final int[][] digits = new int[MOST_BITS + 1][];

    /** @param learnt digits behind the leading one that are learnt; many for names, few for measures */
    Numbers(Room room, int learnt) {
        this.room = room;
        this.learnt = learnt;
        this.behind = null;
        this.lengths = room.fresh(1 << LENGTH_BITS);
        Arrays.fill(digits, NONE);
    }

    /** Goes on from what another one has learnt, which must learn nothing more. */
    Numbers(Room room, Numbers behind) {
        this.room = room;
        this.learnt = behind.learnt;
        this.behind = behind;
        this.lengths = room.copy(behind.lengths);
        Arrays.fill(digits, NONE);
    }

    long code(Bits bits, long value) {
        int length = tree(bits, lengths, LENGTH_BITS, MOST_BITS - Long.numberOfLeadingZeros(value));
        if (length > MOST_BITS) {
            throw new IllegalArgumentException("a number has at most 64 bits");
        }
        if (length <= 1) {
            return length;
        }
        int first = Math.min(learnt, length - 1);
        int rest = length - 1 - first;
        int digitsValue = (int) (value >>> rest) & ((1 << first) - 1);
        long result = (1L << first) | tree(bits, digits(length, first), first, digitsValue);
        if (rest > 32) {
            result = (result << (rest - 32)) | bits.even(rest - 32, (value >>> 32) & ((1L << (rest - 32)) - 1));
            rest = 32;
        }
        return rest == 0 ? result : (result << rest) | bits.even(rest, value & ((1L << rest) - 1));
    }

    private int[] digits(int length, int first) {
        int[] odds = digits[length];
        if (odds == NONE) {
            int[] before = behind == null ? NONE : behind.digits[length];
            odds = before == NONE ? room.fresh(1 << first) : room.copy(before);
            digits[length] = odds;
        }
        return odds;
    }

    /** Numbers of both signs, small ones short. */
    long codeSigned(Bits bits, long value) {
        long folded = code(bits, (value << 1) ^ (value >> 63));
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** A number of {@code depth} digits, each learnt in the light of those before it. */
    static int tree(Bits bits, int[] odds, int depth, int value) {
        int node = 1;
        for (int i = depth - 1; i >= 0; i--) {
            node = (node << 1) | bits.bit(odds, node, (value >>> i) & 1);
        }
        return node - (1 << depth);
    }
}
