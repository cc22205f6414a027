package vn.tram.provisioning.enrol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;

/** The small JSON documents of this package. Unknown fields are ignored; a known one of another kind is not. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode fresh() {
        return MAPPER.createObjectNode();
    }

    static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("texts only", impossible);
        }
    }

    /** @param most bytes that are looked at */
    static JsonNode read(Bytes json, int most) throws BadForm {
        if (json.size() > most) {
            throw new BadForm("more than " + most + " bytes");
        }
        try {
            var read = MAPPER.readTree(json.toArray());
            if (read == null || !read.isObject()) {
                throw new BadForm("not a JSON object");
            }
            return read;
        } catch (IOException broken) {
            throw new BadForm("not JSON", broken);
        }
    }

    static String text(JsonNode document, String field) throws BadForm {
        var value = document.path(field);
        if (!value.isTextual()) {
            throw new BadForm(field + " must be a text");
        }
        return value.asText();
    }

    static BoxId box(JsonNode document) throws BadForm {
        try {
            return new BoxId(text(document, "box"));
        } catch (IllegalArgumentException noName) {
            throw new BadForm("box must be a name such as w00070-1", noName);
        }
    }

    static Bytes base64(JsonNode document, String field) throws BadForm {
        try {
            return Bytes.owned(Base64.getDecoder().decode(text(document, field)));
        } catch (IllegalArgumentException wrong) {
            throw new BadForm(field + " must be base64", wrong);
        }
    }

    static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
