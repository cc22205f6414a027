package vn.tram.kernel.cbor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private static final CBORFactory FACTORY = CBORFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

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
            out.writeStartObject(fields, fields.values().size());
            for (Map.Entry<Integer, Object> field : fields.values().entrySet()) {
                out.writeFieldId(field.getKey());
                write(out, field.getValue());
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
        try (var parser = FACTORY.createParser(bytes)) {
            var value = read(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new BadForm("bytes left over after the value");
            }
            return value;
        } catch (IOException | ArithmeticException broken) {
            throw new BadForm("not readable as CBOR: " + broken.getMessage(), broken);
        }
    }

    private static Object read(CBORParser in, @Nullable JsonToken token) throws IOException, BadForm {
        if (token == null) {
            throw new BadForm("the value ends too early");
        }
        if (in.getCurrentTag() >= 0) {
            throw new BadForm("tags have no place here");
        }
        return switch (token) {
            case START_OBJECT -> readMap(in);
            case START_ARRAY -> readList(in);
            case VALUE_NUMBER_INT -> readNumber(in);
            case VALUE_STRING -> readText(in);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_EMBEDDED_OBJECT -> Bytes.owned(in.getBinaryValue());
            default -> throw new BadForm("a " + token + " has no place here");
        };
    }

    /** The parser takes bytes for characters that are none (RFC 8949, 5.3.1): those are no text. */
    private static String readText(CBORParser in) throws IOException, BadForm {
        var text = in.getText();
        if (!isWellFormed(text)) {
            throw new BadForm("a text must be well-formed UTF-8");
        }
        return text;
    }

    private static Long readNumber(CBORParser in) throws IOException, BadForm {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new BadForm("a number has at most 64 bits");
        }
        return in.getLongValue();
    }

    private static Fields readMap(CBORParser in) throws IOException, BadForm {
        var fields = new Fields();
        int count = 0;
        for (var token = in.nextToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
            if (token != JsonToken.FIELD_NAME || ++count > MAX_ELEMENTS) {
                throw new BadForm("a map is cut short or too large");
            }
            int key = key(in.currentName());
            if (fields.has(key)) {
                throw new BadForm("key " + key + " stands twice");
            }
            fields.set(key, read(in, in.nextToken()));
        }
        return fields;
    }

    private static int key(String name) throws BadForm {
        try {
            int key = Integer.parseInt(name);
            if (key >= 0) {
                return key;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadForm("keys are small integers, not '" + name + "'", notANumber);
        }
        throw new BadForm("keys are not negative: " + name);
    }

    private static List<Object> readList(CBORParser in) throws IOException, BadForm {
        var list = new ArrayList<Object>();
        for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (token == null || list.size() >= MAX_ELEMENTS) {
                throw new BadForm("a list is cut short or too large");
            }
            list.add(read(in, token));
        }
        return list;
    }
}
