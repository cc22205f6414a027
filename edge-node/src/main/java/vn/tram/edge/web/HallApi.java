package vn.tram.edge.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import vn.tram.edge.feeds.CatalogueView;
import vn.tram.edge.feeds.FeedCommand.ShowCatalogue;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueCommand.ShowTicket;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.queue.TicketView;
import vn.tram.edge.staff.StaffCommand.TakeCounter;
import vn.tram.edge.web.door.Visitor;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.BadInput;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.kernel.hall.Channel;

/** Kiosk, board and counters. */
final class HallApi {
    /** Where a number may be drawn: by a citizen, or for one at a reception. */
    static final Access KIOSK = Access.device(DeviceKind.KIOSK, DeviceKind.WORKSTATION);

    /** What every screen of the hall may know. */
    static final Access HALL = Access.device(DeviceKind.KIOSK, DeviceKind.BOARD, DeviceKind.WORKSTATION);

    static final Access COUNTER = Access.person(Right.SERVE);

    private static final int MAX_COUNTER = 99;

    private final Box box;

    HallApi(Box box) {
        this.box = box;
    }

    List<Routes.Route> routes() {
        return List.of(
                Routes.get("/api/services", "listServices", KIOSK, this::services),
                Routes.post("/api/tickets", "issueTicket", KIOSK, this::issue),
                Routes.get("/api/tickets/:number", "showTicket", KIOSK, this::ticket),
                Routes.get("/api/hall", "showHall", HALL, this::hall),
                Routes.get("/api/counters/:n", "showCounter", COUNTER, this::counter),
                act("call-next", "callNext", CounterVerb.CALL_NEXT),
                act("recall", "recall", CounterVerb.RECALL),
                act("start", "startServing", CounterVerb.START),
                act("hold", "hold", CounterVerb.HOLD),
                act("absent", "markAbsent", CounterVerb.ABSENT),
                act("finish", "finish", CounterVerb.FINISH),
                act("undo", "undo", CounterVerb.UNDO),
                act("call", "callOutOfTurn", TicketVerb.CALL),
                act("resume", "resume", TicketVerb.RESUME),
                act("return", "bringBack", TicketVerb.RETURN),
                act("cancel", "cancel", TicketVerb.CANCEL),
                Routes.post("/api/counters/:n/transfer", "transfer", COUNTER, this::transfer));
    }

    private Routes.Route act(String name, String operation, CounterVerb verb) {
        return Routes.post("/api/counters/:n/" + name, operation, COUNTER, ctx -> {
            var body = Body.read(bytes(ctx));
            atCounter(ctx, new ActAtCounter(body.requestId(), number(ctx), verb));
        });
    }

    private Routes.Route act(String name, String operation, TicketVerb verb) {
        return Routes.post("/api/counters/:n/" + name, operation, COUNTER, ctx -> {
            var body = Body.read(bytes(ctx));
            atCounter(
                    ctx,
                    new ActOnTicket(
                            body.requestId(), number(ctx), verb, body.text("ticket"), body.textOrEmpty("reason")));
        });
    }

    private void transfer(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        atCounter(ctx, new Transfer(body.requestId(), number(ctx), body.series(), body.textOrEmpty("reason")));
    }

    /**
     * Who acts at a counter is written down once, before the first act, and not with each: that would cost the line.
     */
    private void atCounter(RoutingContext ctx, Command<TicketReply> command) throws BadInput {
        var visitor = Visitor.of(ctx);
        box.asks().ask(new TakeCounter(number(ctx), visitor.name(), visitor.deviceId()));
        ticketReply(ctx, 200, command);
    }

    private void issue(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        var channel = switch (body.textOrEmpty("channel")) {
            case "", "KIOSK" -> Channel.KIOSK;
            case "RECEPTION" -> Channel.RECEPTION;
            default -> throw new BadInput("BAD_REQUEST", "channel must be KIOSK or RECEPTION.");
        };
        ticketReply(ctx, 201, new IssueTicket(body.requestId(), body.series(), body.textOrEmpty("procedure"), channel));
    }

    /** An act is answered with the ticket as the act left it, even when the same press is repeated later. */
    private void ticketReply(RoutingContext ctx, int status, Command<TicketReply> command) {
        Reply.when(ctx, box.asks().ask(command), status, this::view);
    }

    private TicketView view(TicketReply reply) {
        return TicketView.of(reply.ticket(), reply.ahead(), box.rules().get());
    }

    private void ticket(RoutingContext ctx) {
        Reply.<TicketView>when(ctx, box.asks().ask(new ShowTicket(ctx.pathParam("number"))), 200, view -> view);
    }

    private void hall(RoutingContext ctx) {
        Reply.when(ctx, box.asks().ask(new ShowHall()), 200, this::withSurroundings);
    }

    private void counter(RoutingContext ctx) throws BadInput {
        Reply.when(ctx, box.asks().ask(new ShowCounter(number(ctx))), 200, this::withSurroundings);
    }

    private void services(RoutingContext ctx) {
        Reply.when(ctx, box.asks().ask(new ShowCatalogue()), 200, this::services);
    }

    private ObjectNode services(CatalogueView catalogue) {
        var root = Body.JSON.createObjectNode();
        var groups = root.putArray("series");
        for (var group : catalogue.groups()) {
            var node = groups.addObject();
            node.put("code", String.valueOf(group.service().series()));
            node.set("name", Body.JSON.valueToTree(group.service().name()));
            node.put("open", box.rules().get().givesNumbers(group.service().series()));
            node.set("hint", Body.JSON.valueToTree(group.service().hint()));
            var procedures = node.putArray("procedures");
            for (var procedure : group.featured()) {
                var row = procedures.addObject();
                row.put("code", procedure.code());
                row.put("name", procedure.name());
                row.put("timeLimit", procedure.timeLimit());
                row.put("feeVnd", procedure.feeVnd());
                row.set("documents", Body.JSON.valueToTree(procedure.documents()));
            }
        }
        return root;
    }

    /** A view with what every page of the box shows besides: whose hall it is and how the line stands. */
    ObjectNode withSurroundings(Object view) {
        ObjectNode node = Body.JSON.valueToTree(view);
        var ward = node.putObject("ward");
        ward.put("code", box.about().wardCode());
        ward.put("name", box.about().wardName());
        var state = box.line().get();
        var line = node.putObject("line");
        line.put("state", state.state().name());
        line.put("since", state.since());
        line.put("unsent", state.unsent());
        line.put("oldestUnsent", state.oldestUnsent());
        line.put("refused", state.refused());
        return node;
    }

    static int number(RoutingContext ctx) throws BadInput {
        var text = ctx.pathParam("n");
        if (text.matches("[1-9][0-9]?")) {
            return Integer.parseInt(text);
        }
        throw new BadInput("BAD_REQUEST", "A counter is a number from 1 to " + MAX_COUNTER + ".");
    }

    private static byte[] bytes(RoutingContext ctx) {
        var buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}
