package vn.tram.system.fuzz;

import java.util.Arrays;

/** Reads the fuzzer's bytes as a play: small numbers that choose acts, and raw bytes. Past the end all is zero. */
final class Script {
    private final byte[] bytes;
    private int at;

    Script(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    /** A number from zero to {@code most}, at most 255. */
    int number(int most) {
        return (hasMore() ? bytes[at++] & 0xFF : 0) % (most + 1);
    }

    <T> T one(T[] of) {
        return of[number(of.length - 1)];
    }

    /** Any number, small ones and the outermost among them more often than chance would have it. */
    long any() {
        return switch (number(5)) {
            case 0 -> number(255);
            case 1 -> -number(255);
            case 2 -> Long.MAX_VALUE - number(255);
            case 3 -> Long.MIN_VALUE + number(255);
            default -> {
                long value = 0;
                for (int i = 0; i < Long.BYTES; i++) {
                    value = value << Byte.SIZE | number(255);
                }
                yield value;
            }
        };
    }

    /** Up to {@code most} of the bytes that follow, as many as one number says. */
    byte[] raw(int most) {
        int size = Math.min(Math.min(number(255) * 4, most), bytes.length - at);
        byte[] part = Arrays.copyOfRange(bytes, at, at + size);
        at += size;
        return part;
    }

    /** A copy with up to four of its bytes changed, cut off or doubled. */
    byte[] bent(byte[] sound) {
        byte[] after = sound.clone();
        for (int left = number(4); left > 0 && after.length > 0; left--) {
            int where = (number(255) << Byte.SIZE | number(255)) % after.length;
            if (number(7) == 0) {
                after = Arrays.copyOf(after, where);
            } else {
                after[where] = (byte) number(255);
            }
        }
        return after;
    }
}
