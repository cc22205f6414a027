package vn.tram.kernel.cbor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * Reads the few forms of CBOR (RFC 8949) that have a place here, from bytes that may be hostile: nothing is reserved by
 * a length that is only claimed. Written by hand because every entry passes it at each start, at each arrival and
 * whenever a day is folded anew, and a general parser takes most of its time to set itself up. One value, one thread.
 */
final class CborReader {
    private static final int NUMBER = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;

    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;
    private static final int BREAK = 0xff;
    private static final int MAX_TEXT = 1 << 20;

    /** In place of a length: until a break. */
    private static final long ENDLESS = -1;

    private final byte[] from;
    private int at;
    private int depth;

    CborReader(byte[] from) {
        this.from = from;
    }

    /** One whole value; anything after it is an error. */
    Object whole() throws BadForm {
        var value = value(next());
        if (at != from.length) {
            throw new BadForm("bytes left over after the value");
        }
        return value;
    }

    private int next() throws BadForm {
        if (at >= from.length) {
            throw new BadForm("the value ends too early");
        }
        return from[at++] & 0xff;
    }

    private Object value(int head) throws BadForm {
        return switch (head >>> 5) {
            case NUMBER -> number(head);
            case NEGATIVE -> -1 - number(head);
            case BYTES -> Bytes.owned(string(head));
            case TEXT -> text(head);
            case LIST -> list(head);
            case MAP -> map(head);
            case TAG -> throw new BadForm("tags have no place here");
            default -> flag(head);
        };
    }

    private static boolean flag(int head) throws BadForm {
        if (head != FALSE && head != TRUE) {
            throw new BadForm("a value 0x" + Integer.toHexString(head) + " has no place here");
        }
        return head == TRUE;
    }

    /** What stands with a head: up to 63 bits, or {@link #ENDLESS} where that is allowed. */
    private long argument(int head) throws BadForm {
        int low = head & 0x1f;
        if (low < 24) {
            return low;
        }
        if (low > 27) {
            if (low == 31 && head >>> 5 >= BYTES) {
                return ENDLESS;
            }
            throw new BadForm("a reserved byte");
        }
        long value = 0;
        for (int left = 1 << (low - 24); left > 0; left--) {
            value = value << 8 | next();
        }
        if (value < 0) {
            throw new BadForm("a number has at most 64 bits");
        }
        return value;
    }

    private long number(int head) throws BadForm {
        return argument(head);
    }

    private byte[] string(int head) throws BadForm {
        long length = argument(head);
        if (length != ENDLESS) {
            return take(length);
        }
        var pieces = new ByteArrayOutputStream();
        for (int piece = next(); piece != BREAK; piece = next()) {
            long size = piece >>> 5 == head >>> 5 ? argument(piece) : ENDLESS;
            if (size == ENDLESS) {
                throw new BadForm("a piece of another kind within a string");
            }
            pieces.writeBytes(take(size));
        }
        return pieces.toByteArray();
    }

    private byte[] take(long length) throws BadForm {
        if (length > from.length - at) {
            throw new BadForm("a string is longer than what follows");
        }
        var taken = new byte[(int) length];
        System.arraycopy(from, at, taken, 0, taken.length);
        at += taken.length;
        return taken;
    }

    private String text(int head) throws BadForm {
        var bytes = string(head);
        if (bytes.length > MAX_TEXT) {
            throw new BadForm("a text is too long");
        }
        for (byte each : bytes) {
            if (each < 0) {
                return utf8(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String utf8(byte[] bytes) throws BadForm {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BadForm("a text must be well-formed UTF-8", malformed);
        }
    }

    /** How many elements, each of at least one byte, or {@link #ENDLESS}. */
    private long elements(int head) throws BadForm {
        long count = argument(head);
        if (count > Cbor.MAX_ELEMENTS || count > from.length - at) {
            throw new BadForm("a map or a list is cut short or too large");
        }
        if (++depth > Cbor.MAX_DEPTH) {
            throw new BadForm("maps and lists are nested too deep");
        }
        return count;
    }

    private List<Object> list(int head) throws BadForm {
        long count = elements(head);
        var list = new ArrayList<Object>();
        while (list.size() != count) {
            int element = next();
            if (element == BREAK && count == ENDLESS) {
                break;
            }
            if (list.size() >= Cbor.MAX_ELEMENTS) {
                throw new BadForm("a list is too large");
            }
            list.add(value(element));
        }
        depth--;
        return list;
    }

    private Fields map(int head) throws BadForm {
        long count = elements(head);
        var fields = new Fields();
        for (int i = 0; i != count; i++) {
            int key = next();
            if (key == BREAK && count == ENDLESS) {
                break;
            }
            if (key >>> 5 != NUMBER || i >= Cbor.MAX_ELEMENTS) {
                throw new BadForm("keys are small integers, and not too many");
            }
            long number = argument(key);
            if (number > Integer.MAX_VALUE) {
                throw new BadForm("keys are small integers, not " + number);
            }
            if (fields.has((int) number)) {
                throw new BadForm("key " + number + " stands twice");
            }
            fields.set((int) number, value(next()));
        }
        depth--;
        return fields;
    }
}
