package vn.tram.bench.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A counter's screen, as far as an officer looks at it.
 *
 * @param current the ticket at the counter, or null
 * @param waiting people waiting for this counter
 * @param held tickets set aside
 */
record CounterNow(
        @Nullable At current,
        int waiting,
        List<String> held,
        List<String> absent,
        int callsBeforeAbsent,
        long absentAfterMs,
        long recallGapMs) {
    /** @param calls how often it was called here */
    record At(String number, String state, int calls) {}

    static CounterNow read(JsonNode view) {
        var ticket = view.path("current");
        var rules = view.path("rules");
        return new CounterNow(
                ticket.isObject()
                        ? new At(
                                ticket.path("number").asText(),
                                ticket.path("state").asText(),
                                ticket.path("callNo").asInt())
                        : null,
                view.path("waitingTotal").asInt(),
                numbers(view.path("held")),
                numbers(view.path("absent")),
                rules.path("callsBeforeAbsent").asInt(),
                rules.path("absentAfterMs").asLong(),
                rules.path("recallGapMs").asLong());
    }

    private static List<String> numbers(JsonNode tickets) {
        var numbers = new ArrayList<String>();
        tickets.forEach(ticket -> numbers.add(ticket.path("number").asText()));
        return List.copyOf(numbers);
    }
}
