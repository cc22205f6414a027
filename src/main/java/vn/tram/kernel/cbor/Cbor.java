package vn.tram.kernel.cbor;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * Bytes of {@link Fields}: definite-length CBOR maps, keys ascending, so that equal fields have equal bytes. What is
 * read may be packed less tightly, but a value of another form (floating point, null, tags, keys that are no small
 * integers) is refused.
 */
public final class Cbor {
    /** Nesting of maps and lists that is still read. */
    public static final int MAX_DEPTH = 6;

    /** Elements of one map or list that are still read. */
    public static final int MAX_ELEMENTS = 100_000;

    private static final CBORFactory FACTORY = new CBORFactory();

    private Cbor() {}

    public static byte[] encode(Fields fields) {
        return encodeValue(fields);
    }

    /** Encodes one value: a map, a list, a number, a text or bytes. */
    public static byte[] encodeValue(Object value) {
        var out = new ByteArrayOutputStream(64);
        try (var generator = FACTORY.createGenerator(out)) {
            write(generator, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }

    private static void write(CBORGenerator out, Object value) throws IOException {
        if (value instanceof Fields fields) {
            out.writeStartObject(fields, fields.size());
            for (int i = 0; i < fields.size(); i++) {
                out.writeFieldId(fields.keyAt(i));
                write(out, fields.valueAt(i));
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray(list, list.size());
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Long number) {
            out.writeNumber((long) number);
        } else if (value instanceof Integer number) {
            out.writeNumber((long) number);
        } else if (value instanceof String text) {
            out.writeString(wellFormed(text));
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Bytes bytes) {
            out.writeBinary(bytes.toArray());
        } else {
            throw new IllegalArgumentException("no CBOR form for " + value.getClass());
        }
    }

    /** Half a surrogate pair has no UTF-8 form; the rest of what a person typed is still worth keeping. */
    private static String wellFormed(String text) {
        return isWellFormed(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Reads a whole map; anything after it is an error. */
    public static Fields decode(byte[] bytes) throws BadForm {
        var value = decodeValue(bytes);
        if (value instanceof Fields fields) {
            return fields;
        }
        throw new BadForm("a map was expected, not a " + value.getClass().getSimpleName());
    }

    /** Reads one whole value; anything after it is an error. */
    public static Object decodeValue(byte[] bytes) throws BadForm {
        return new CborReader(bytes).whole();
    }
}
