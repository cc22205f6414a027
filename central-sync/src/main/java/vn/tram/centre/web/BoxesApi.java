package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.enrol.EnrolCommand.CallOff;
import vn.tram.centre.enrol.EnrolCommand.MakeClaim;
import vn.tram.centre.enrol.EnrolCommand.Replace;
import vn.tram.centre.enrol.EnrolCommand.Revoke;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.fleet.FleetCommand.AskWards;
import vn.tram.centre.fleet.WardView;
import vn.tram.centre.web.enrol.Office;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.provisioning.claims.Claim;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.Ward;

/** The inventory of boxes, for everybody who may see the pages, and what city IT does with it by its token. */
final class BoxesApi {
    /**
     * @param state OPEN, EXPIRED, USED, GUESSED or VOID
     * @param wrong tries so far
     */
    record ClaimView(String state, long made, long expires, int wrong, String who) {}

    /** @param words four, made of its key */
    record CertificateView(String serial, String words, long from, long until) {}

    /**
     * One box; times are epoch milliseconds.
     *
     * @param claim the last code; null when none was made
     * @param certificate the one that holds longest; null when none holds
     * @param revoked certificates that were taken back
     * @param replacedBy null while it is in use
     * @param lastContact of its ward; null when nothing was ever heard
     */
    record BoxView(
            String box,
            String ward,
            String name,
            @Nullable ClaimView claim,
            @Nullable CertificateView certificate,
            int revoked,
            @Nullable String replacedBy,
            @Nullable Long lastContact) {}

    /** Every ward has at least its first box in it, known or not. */
    record BoxesView(long now, List<BoxView> boxes) {}

    /** @param code shown this once: the city keeps only what is made of it */
    record NewClaim(String box, String code, long expires) {}

    record Done(String box, boolean changed) {}

    /** @param claim a code for the box that comes in its place */
    record Replacing(String box, String next, NewClaim claim) {}

    private final City city;
    private final Office office;

    BoxesApi(City city, Office office) {
        this.city = city;
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/boxes", "listBoxes", (exchange, body) -> Reply.json(exchange, inventory())),
                Route.post("/api/boxes/{box}/claim", "makeClaim", this::claim),
                Route.post("/api/boxes/{box}/void", "voidClaim", this::callOff),
                Route.post("/api/boxes/{box}/revoke", "revokeBox", this::revoke),
                Route.post("/api/boxes/{box}/replace", "replaceBox", this::replace));
    }

    private BoxesView inventory() throws Refusal, StoreFailure {
        var known = office.inventory().papers();
        var heard = Reply.wait(city.asks().ask(new AskWards())).wards().stream()
                .collect(Collectors.toMap(WardView::code, ward -> ward));
        var boxes = new ArrayList<BoxView>();
        long now = city.now().getAsLong();
        for (var ward : city.wards().values().stream()
                .sorted((one, other) ->
                        one.code().value().compareTo(other.code().value()))
                .toList()) {
            var ofWard = known.keySet().stream()
                    .filter(box -> BoxName.parse(box)
                            .filter(name -> name.ward().equals(ward.code()))
                            .isPresent())
                    .sorted()
                    .toList();
            var contact = heard.get(ward.code().value());
            for (var box : ofWard.isEmpty() ? List.of(new BoxName(ward.code(), 1).id()) : ofWard) {
                boxes.add(view(box, ward, known.getOrDefault(box, Papers.NONE), contact, now));
            }
        }
        return new BoxesView(now, boxes);
    }

    private static BoxView view(BoxId box, Ward ward, Papers papers, @Nullable WardView heard, long now) {
        var claim = papers.code()
                .map(code -> new ClaimView(
                        state(code.claim(), Instant.ofEpochMilli(now)),
                        code.claim().made().toEpochMilli(),
                        code.claim().expires().toEpochMilli(),
                        code.claim().wrong(),
                        code.who()))
                .orElse(null);
        var certificate = papers.valid()
                .map(one -> new CertificateView(one.serial(), one.words(), one.from(), one.until()))
                .orElse(null);
        return new BoxView(
                box.value(),
                ward.code().value(),
                ward.fullName(),
                claim,
                certificate,
                (int) papers.issued().stream()
                        .filter(one -> one.revoked().isPresent())
                        .count(),
                papers.replaced().map(where -> where.by().value()).orElse(null),
                heard == null ? null : heard.lastContact());
    }

    private static String state(Claim claim, Instant now) {
        if (claim.end() != Claim.End.NONE) {
            return claim.end().name();
        }
        return claim.isOpen(now) ? "OPEN" : "EXPIRED";
    }

    private void claim(HttpServerExchange exchange, byte[] body) throws Refusal {
        var asked = Operators.asked(office, exchange, body);
        Reply.json(exchange, made(box(exchange), Operators.text(asked, "who")));
    }

    private NewClaim made(BoxId box, String who) throws Refusal {
        var code = ClaimCode.fresh();
        var made = Reply.wait(city.asks().ask(new MakeClaim(box, ClaimKey.of(code, box), who)));
        return new NewClaim(box.value(), code.shown(), made.expires().toEpochMilli());
    }

    private void callOff(HttpServerExchange exchange, byte[] body) throws Refusal {
        var asked = Operators.asked(office, exchange, body);
        var box = box(exchange);
        boolean changed = Reply.wait(city.asks().ask(new CallOff(box, Operators.text(asked, "who"))));
        Reply.json(exchange, new Done(box.value(), changed));
    }

    private void revoke(HttpServerExchange exchange, byte[] body) throws Refusal {
        var asked = Operators.asked(office, exchange, body);
        var box = box(exchange);
        int taken = Reply.wait(
                city.asks().ask(new Revoke(box, Operators.text(asked, "who"), Operators.text(asked, "why"))));
        Reply.json(exchange, new Done(box.value(), taken > 0));
    }

    /** Repeated after a lost answer it finds the same next box, and makes a new code for it. */
    private void replace(HttpServerExchange exchange, byte[] body) throws Refusal, StoreFailure {
        var asked = Operators.asked(office, exchange, body);
        var box = box(exchange);
        var who = Operators.text(asked, "who");
        var next = next(box, office.inventory().papers());
        var given = Reply.wait(city.asks().ask(new Replace(box, next, who, Operators.text(asked, "why"))));
        Reply.json(exchange, new Replacing(box.value(), given.box().value(), made(given.box(), who)));
    }

    private static BoxId next(BoxId box, Map<BoxId, Papers> known) throws Refusal {
        var name = BoxName.parse(box).orElseThrow(() -> new Refusal("BOX_UNKNOWN", ""));
        int last = known.keySet().stream()
                .flatMap(each -> BoxName.parse(each).stream())
                .filter(each -> each.ward().equals(name.ward()))
                .mapToInt(BoxName::number)
                .max()
                .orElse(0);
        try {
            return new BoxName(name.ward(), Math.max(last, name.number()) + 1).id();
        } catch (IllegalArgumentException none) {
            throw new Refusal("NEXT_TAKEN", String.valueOf(none.getMessage()));
        }
    }

    private static BoxId box(HttpServerExchange exchange) throws Refusal {
        var match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        try {
            return new BoxId(match == null ? "" : match.getParameters().getOrDefault("box", ""));
        } catch (IllegalArgumentException noName) {
            throw new Refusal("BOX_UNKNOWN", "a box is named like w00070-1");
        }
    }
}
