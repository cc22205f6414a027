package vn.tram.bench.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueEvent.TicketIssued;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Entry;

/**
 * The same events as an ordinary system would send them: one JSON object each, with an id of its own, the ward, a
 * sequence number, the time and the ticket by name, field names written out.
 */
final class JsonEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonEvents() {}

    static List<byte[]> of(List<Entry> entries, String ward) throws BadForm {
        var chance = new SplittableRandom(1);
        var tickets = new HashMap<TicketKey, UUID>();
        var messages = new ArrayList<byte[]>(entries.size());
        for (var entry : entries) {
            var event = EventTypes.decode(entry);
            if (event.isPresent() && event.get() instanceof QueueEvent queued) {
                if (queued instanceof TicketIssued issued) {
                    tickets.put(issued.key(), issued.id());
                }
                messages.add(message(entry, queued, ward, UuidV7.at(entry.at(), chance), tickets));
            }
        }
        return messages;
    }

    private static byte[] message(Entry entry, QueueEvent event, String ward, UUID id, Map<TicketKey, UUID> tickets) {
        ObjectNode root = JSON.createObjectNode();
        root.put("eventId", id.toString());
        root.put("ward", ward);
        root.put("seq", entry.lseq());
        root.put("type", event.getClass().getSimpleName());
        root.put(
                "at",
                Instant.ofEpochMilli(entry.at())
                        .atZone(BusinessDay.ZONE)
                        .toOffsetDateTime()
                        .toString());
        root.setAll(JSON.<ObjectNode>valueToTree(event));
        var key = root.remove("key");
        if (key != null) {
            var named = new TicketKey(
                    key.path("day").asInt(),
                    key.path("series").asText().charAt(0),
                    key.path("number").asInt());
            root.put("ticket", named.label());
            root.put("ticketId", String.valueOf(tickets.get(named)));
        }
        try {
            return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain fields always have a JSON form", impossible);
        }
    }
}
