package vn.tram.firmware.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/** Catalogue rows as UTF-8 JSON; unknown fields are ignored, so that newer centres serve older boxes. */
public final class CatalogueJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Made once: the national list is read at every start. */
    private static final ObjectReader PROCEDURES = MAPPER.readerFor(Procedure.class);

    private CatalogueJson() {}

    public static Bytes write(Object row) {
        try {
            return Bytes.owned(MAPPER.writeValueAsBytes(row));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("records of plain data always have a JSON form", impossible);
        }
    }

    public static Procedure procedure(Bytes json) throws BadForm {
        return read(json, PROCEDURES, Procedure.class);
    }

    public static ServiceGroup service(Bytes json) throws BadForm {
        return read(json, ServiceGroup.class);
    }

    static List<ServiceGroup> services(byte[] json) throws BadForm {
        try {
            return MAPPER.readValue(json, new TypeReference<List<ServiceGroup>>() {});
        } catch (IOException wrong) {
            throw new BadForm("services: " + wrong.getMessage(), wrong);
        }
    }

    /** Reads any record of this product's settings or catalogue. */
    public static <T> T read(Bytes json, Class<T> form) throws BadForm {
        return read(json, MAPPER.readerFor(form), form);
    }

    private static <T> T read(Bytes json, ObjectReader reader, Class<T> form) throws BadForm {
        try {
            var row = form.cast(reader.readValue(json.toArray()));
            if (row == null) {
                throw new BadForm("null where a " + form.getSimpleName() + " was expected");
            }
            return row;
        } catch (IOException | NullPointerException wrong) {
            throw new BadForm("not a " + form.getSimpleName() + ": " + wrong.getMessage(), wrong);
        }
    }
}
