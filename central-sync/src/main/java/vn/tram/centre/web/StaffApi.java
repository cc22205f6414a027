package vn.tram.centre.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.tram.centre.feeds.StaffCommand.AskStaff;
import vn.tram.centre.feeds.StaffCommand.GiveCode;
import vn.tram.centre.feeds.StaffCommand.PutStaff;
import vn.tram.centre.feeds.StaffCommand.RevokeStaff;
import vn.tram.centre.web.enrol.Office;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.CodeHash;

/** Accounts of wards' staff, for city IT by its token. A code is answered once and never again. */
final class StaffApi {
    /**
     * One account; times are epoch milliseconds.
     *
     * @param code whether a one-time code is out that may still be used
     */
    record StaffView(String name, String shown, Set<Role> roles, List<String> subjects, long until, boolean code) {}

    record StaffOfWard(String ward, List<StaffView> staff) {}

    /** @param code shown this once; empty when none was made */
    record StaffDone(String ward, String name, String code) {}

    private final City city;
    private final Office office;
    private final WardApi wards;

    StaffApi(City city, Office office, WardApi wards) {
        this.city = city;
        this.office = office;
        this.wards = wards;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/wards/{code}/staff", "listStaff", this::list),
                Route.post("/api/wards/{code}/staff", "putStaff", this::put),
                Route.post("/api/wards/{code}/staff/{name}/code", "giveStaffCode", this::code),
                Route.post("/api/wards/{code}/staff/{name}/revoke", "revokeStaff", this::revoke));
    }

    private void list(HttpServerExchange exchange, byte[] none) throws Refusal {
        Operators.admit(office, exchange);
        var ward = wards.code(exchange);
        long now = city.now().getAsLong();
        var views = Reply.wait(city.asks().ask(new AskStaff(ward))).stream()
                .map(row -> new StaffView(
                        row.name(), row.shown(), row.roles(), row.subjects(), row.until(), now < row.codeUntil()))
                .toList();
        Reply.json(exchange, new StaffOfWard(ward.value(), views));
    }

    /** Somebody new gets a code; somebody known keeps what they have. */
    private void put(HttpServerExchange exchange, byte[] body) throws Refusal {
        var asked = Operators.asked(office, exchange, body);
        var ward = wards.code(exchange);
        var name = named(Operators.text(asked, "name"));
        boolean known = Reply.wait(city.asks().ask(new AskStaff(ward))).stream()
                .anyMatch(row -> row.name().equals(name));
        var code = ClaimCode.fresh();
        var hash = known ? "" : CodeHash.of(code, name).text();
        var put = new PutStaff(
                ward, name, Operators.text(asked, "shown"), roles(asked), texts(asked.path("subjects")), hash);
        Reply.wait(city.asks().ask(put));
        Reply.json(exchange, new StaffDone(ward.value(), name, known ? "" : code.shown()));
    }

    private void code(HttpServerExchange exchange, byte[] body) throws Refusal {
        var asked = Operators.asked(office, exchange, body);
        var ward = wards.code(exchange);
        var name = name(exchange);
        var code = ClaimCode.fresh();
        var hash = CodeHash.of(code, name).text();
        Reply.wait(city.asks()
                .ask(new GiveCode(ward, name, hash, asked.path("reset").asBoolean(false))));
        Reply.json(exchange, new StaffDone(ward.value(), name, code.shown()));
    }

    private void revoke(HttpServerExchange exchange, byte[] body) throws Refusal {
        Operators.asked(office, exchange, body);
        var ward = wards.code(exchange);
        var name = name(exchange);
        Reply.wait(city.asks().ask(new RevokeStaff(ward, name)));
        Reply.json(exchange, new StaffDone(ward.value(), name, ""));
    }

    private static String named(String name) throws Refusal {
        if (!StaffRow.isName(name)) {
            throw new Refusal("STAFF_WRONG", "name has 2 to 40 small letters, digits, dots and dashes");
        }
        return name;
    }

    private static String name(HttpServerExchange exchange) throws Refusal {
        var match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        return named(match == null ? "" : match.getParameters().getOrDefault("name", ""));
    }

    private static Set<Role> roles(JsonNode asked) throws Refusal {
        var roles = EnumSet.noneOf(Role.class);
        for (var word : texts(asked.path("roles"))) {
            roles.add(Arrays.stream(Role.values())
                    .filter(role -> role.isOfWard() && role.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("STAFF_WRONG", "no role of a ward: " + word)));
        }
        return roles;
    }

    /** With commas between; none when the field is missing or empty. */
    private static List<String> texts(JsonNode node) {
        return node.asText("").isBlank()
                ? List.of()
                : Arrays.stream(node.asText().split(",", -1)).map(String::strip).toList();
    }
}
