package vn.tram.centre.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.Instance;
import vn.tram.centre.instances.InstanceCommand.AskInstances;
import vn.tram.centre.instances.InstanceCommand.Decide;
import vn.tram.centre.instances.InstanceCommand.Fate;
import vn.tram.centre.instances.Ruling;
import vn.tram.kernel.base.BoxId;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.Ward;

/** The copies of one box, and what a person decides of them. */
final class InstanceApi {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MACHINE_SHOWN = 4;

    /**
     * @param id of the copy, for the decision
     * @param machine first 8 hexadecimal digits of the machine's number; empty when it tells none
     * @param entries how many it has written in its epoch, all lanes together
     * @param firstAt epoch milliseconds
     * @param lastAt epoch milliseconds
     * @param speaks whether it greeted last
     */
    record CopyView(
            int id,
            String machine,
            String software,
            String epoch,
            long entries,
            long firstAt,
            long lastAt,
            String standing,
            boolean speaks) {}

    /** @param at epoch milliseconds */
    record RulingView(long number, String act, int instance, String who, String why, long at) {}

    /**
     * @param cloned whether two copies are alive, so that none of them may send
     * @param fenced whether no copy may send until that is lifted
     * @param ruling the last decision; null when there is none
     */
    record CopiesView(
            long now,
            String box,
            String ward,
            String name,
            boolean cloned,
            boolean fenced,
            @Nullable RulingView ruling,
            List<CopyView> copies) {}

    /** @param changed false when the decision stood already */
    record Ruled(boolean changed, CopiesView copies) {}

    private final City city;

    InstanceApi(City city) {
        this.city = city;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/boxes/{box}/copies", "listCopies", this::show),
                Route.put("/api/boxes/{box}/ruling", "putRuling", this::put));
    }

    private record Place(BoxId box, Ward ward) {}

    /** The box that a request names, if it is of a ward of this city. */
    BoxId box(HttpServerExchange exchange) throws Refusal {
        return place(exchange).box();
    }

    private Place place(HttpServerExchange exchange) throws Refusal {
        var match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        try {
            var box = new BoxId(match == null ? "" : match.getParameters().getOrDefault("box", ""));
            var ward = BoxName.parse(box)
                    .map(name -> city.wards().get(name.ward()))
                    .orElse(null);
            if (ward != null) {
                return new Place(box, ward);
            }
        } catch (IllegalArgumentException noName) {
            throw new Refusal("BOX_UNKNOWN", "a box is named like w00070-1");
        }
        throw new Refusal("BOX_UNKNOWN", "");
    }

    private void show(HttpServerExchange exchange, byte[] none) throws Refusal {
        var place = place(exchange);
        Reply.json(exchange, view(place, Reply.wait(city.asks().ask(new AskInstances(place.box())))));
    }

    private void put(HttpServerExchange exchange, byte[] body) throws Refusal {
        var place = place(exchange);
        var decided = Reply.wait(city.asks().ask(command(place.box(), body)));
        if (decided.fate() == Fate.OVERTAKEN) {
            var last = decided.now().ruling();
            throw new Refusal(
                    "RULING_OVERTAKEN",
                    last.act() + " of copy " + last.instance() + " by " + last.who() + " at "
                            + Instant.ofEpochMilli(last.at()) + ": " + last.why());
        }
        Reply.json(exchange, new Ruled(decided.fate() == Fate.DONE, view(place, decided.now())));
    }

    private static Decide command(BoxId box, byte[] body) throws Refusal {
        try {
            JsonNode node = JSON.readTree(body);
            var act = Ruling.Act.valueOf(text(node, "act"));
            var seen = node.path("seen");
            var instance = node.path("instance");
            if (!seen.isIntegralNumber() || !instance.canConvertToInt() || !instance.isIntegralNumber()) {
                throw new Refusal("BAD_REQUEST", "seen and instance must be whole numbers");
            }
            return new Decide(box, seen.asLong(), act, instance.asInt(), text(node, "who"), text(node, "why"));
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            throw new Refusal("BAD_REQUEST", "act must be CHOOSE, FENCE or LIFT");
        } catch (IOException impossible) {
            throw new AssertionError("reading from memory", impossible);
        }
    }

    private static String text(JsonNode node, String field) throws Refusal {
        if (node == null || !node.path(field).isTextual()) {
            throw new Refusal("BAD_REQUEST", field + " must be a text");
        }
        return node.path(field).asText();
    }

    private CopiesView view(Place place, BoxInstances known) {
        var last = known.ruling();
        return new CopiesView(
                city.now().getAsLong(),
                place.box().value(),
                place.ward().code().value(),
                place.ward().fullName(),
                known.cloned(),
                known.fenced(),
                last.number() == 0
                        ? null
                        : new RulingView(
                                last.number(), last.act().name(), last.instance(), last.who(), last.why(), last.at()),
                known.all().stream()
                        .map(one -> view(one, one.id() == known.speaker()))
                        .toList());
    }

    private static CopyView view(Instance one, boolean speaks) {
        var told = one.told();
        var machine = one.machine();
        return new CopyView(
                one.id(),
                machine.first(Math.min(MACHINE_SHOWN, machine.size())).hex(),
                told.software(),
                Long.toHexString(told.epoch()),
                told.heads().values().stream().mapToLong(Long::longValue).sum(),
                told.firstAt(),
                told.lastAt(),
                one.standing().name(),
                speaks);
    }
}
