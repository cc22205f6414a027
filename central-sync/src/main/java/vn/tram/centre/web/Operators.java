package vn.tram.centre.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.web.enrol.Office;

/** What city IT asks by its token; whoever has not got it is told so, thirty times a minute at most. */
final class Operators {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Operators() {}

    static void admit(Office office, HttpServerExchange exchange) throws Refusal {
        if (!office.operators().allows(EnrolApi.address(exchange))) {
            throw new Refusal("TOO_OFTEN", "");
        }
        if (!office.token().isShownIn(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
            throw new Refusal("TOKEN_WRONG", "Authorization: Bearer with what is in operator.token of the centre");
        }
    }

    static JsonNode asked(Office office, HttpServerExchange exchange, byte[] body) throws Refusal {
        admit(office, exchange);
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException wrong) {
            throw new Refusal("BAD_REQUEST", "the body must be a JSON object");
        } catch (IOException impossible) {
            throw new AssertionError("reading from memory", impossible);
        }
    }

    static String text(@Nullable JsonNode node, String field) throws Refusal {
        if (node == null || !node.path(field).isTextual()) {
            throw new Refusal("BAD_REQUEST", field + " must be a text");
        }
        return node.path(field).asText();
    }
}
