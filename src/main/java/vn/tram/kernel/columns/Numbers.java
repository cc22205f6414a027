package vn.tram.kernel.columns;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of numbers from 0 to 2^64-1 (unsigned): how long each is in binary is learnt, and its first digits; the
 * rest goes as it is.
 */
final class Numbers {
    private static final int LENGTH_BITS = 7;

    private final Odds[] lengths = odds(1 << LENGTH_BITS);
    private final @Nullable Odds[][] digits = new Odds[65][];
    private final int learnt;

    /** @param learnt digits behind the leading one that are learnt; many for names, few for measures */
    Numbers(int learnt) {
        this.learnt = learnt;
    }

    static Odds[] odds(int count) {
        var all = new Odds[count];
        Arrays.setAll(all, i -> new Odds());
        return all;
    }

    long code(Bits bits, long value) {
        int length = tree(bits, lengths, LENGTH_BITS, 64 - Long.numberOfLeadingZeros(value));
        if (length > 64) {
            throw new IllegalArgumentException("a number has at most 64 bits");
        }
        if (length <= 1) {
            return length;
        }
        int first = Math.min(learnt, length - 1);
        int rest = length - 1 - first;
        var column = digits[length];
        if (column == null) {
            column = odds(1 << first);
            digits[length] = column;
        }
        long result = (1L << first) | tree(bits, column, first, (int) (value >>> rest) & ((1 << first) - 1));
        if (rest > 32) {
            result = (result << (rest - 32)) | bits.even(rest - 32, (value >>> 32) & ((1L << (rest - 32)) - 1));
            rest = 32;
        }
        return rest == 0 ? result : (result << rest) | bits.even(rest, value & ((1L << rest) - 1));
    }

    /** Numbers of both signs, small ones short. */
    long codeSigned(Bits bits, long value) {
        long folded = code(bits, (value << 1) ^ (value >> 63));
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** A number of {@code depth} digits, each learnt in the light of those before it. */
    static int tree(Bits bits, Odds[] odds, int depth, int value) {
        int node = 1;
        for (int i = depth - 1; i >= 0; i--) {
            node = (node << 1) | bits.bit(odds[node], (value >>> i) & 1);
        }
        return node - (1 << depth);
    }
}
