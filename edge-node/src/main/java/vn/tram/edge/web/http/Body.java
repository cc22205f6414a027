package vn.tram.edge.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request's JSON object, read field by field with limits; every complaint names the field. */
public final class Body {
    public static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final int MAX_TEXT = 400;

    private final JsonNode root;

    private Body(JsonNode root) {
        this.root = root;
    }

    public static Body read(byte @Nullable [] bytes) throws BadInput {
        try {
            var root = bytes == null ? null : JSON.readTree(bytes);
            if (root != null && root.isObject()) {
                return new Body(root);
            }
        } catch (IOException broken) {
            throw new BadInput("BAD_REQUEST", "The body is not readable as JSON.");
        }
        throw new BadInput("BAD_REQUEST", "The body must be a JSON object.");
    }

    /** The object under a field. */
    public Body inside(String field) throws BadInput {
        var node = root.get(field);
        if (node == null || !node.isObject()) {
            throw new BadInput("BAD_REQUEST", field + " must be an object.");
        }
        return new Body(node);
    }

    public UUID requestId() throws BadInput {
        var text = text("requestId");
        try {
            var id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException noUuid) {
            throw new BadInput("BAD_REQUEST", "requestId must be a UUID.");
        }
        throw new BadInput("BAD_REQUEST", "requestId must be a UUID.");
    }

    public String text(String field) throws BadInput {
        var node = root.get(field);
        if (node == null || !node.isTextual() || node.textValue().length() > MAX_TEXT) {
            throw new BadInput("BAD_REQUEST", field + " must be a text of at most " + MAX_TEXT + " characters.");
        }
        return node.textValue();
    }

    public String textOrEmpty(String field) throws BadInput {
        var node = root.get(field);
        return node == null || node.isNull() ? "" : text(field);
    }

    public char series() throws BadInput {
        var text = text("series");
        if (text.length() != 1 || text.charAt(0) < 'A' || text.charAt(0) > 'Z') {
            throw new BadInput("BAD_REQUEST", "series must be one letter A to Z.");
        }
        return text.charAt(0);
    }
}
