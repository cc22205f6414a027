package vn.tram.edge.web;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import vn.tram.edge.devices.DeviceCommand.ConfirmFirst;
import vn.tram.edge.enrol.Claimed;
import vn.tram.edge.enrol.EnrolState;
import vn.tram.edge.enrol.Enrolment;
import vn.tram.edge.staff.StaffCommand;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.BadInput;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;

/** First steps of a new box: whether the city knows it, and the code by which it does. */
final class SetupApi {
    /**
     * @param stage NO_IDENTITY, CLAIMING, ENROLLED or LOST
     * @param words four, made of the box's key; empty without one
     * @param until when its certificate ends, epoch milliseconds; 0 without one
     * @param trouble name of what keeps it from being renewed; empty when nothing does
     */
    record SetupView(String box, String stage, String words, long until, String trouble) {}

    private final Box box;
    private final Enrolment enrolment;

    SetupApi(Box box, Enrolment enrolment) {
        this.box = box;
        this.enrolment = enrolment;
    }

    List<Routes.Route> routes() {
        return List.of(
                Routes.get("/api/setup", "showSetup", Access.anyone(), ctx -> Reply.ok(ctx, 200, view())),
                Routes.post("/api/setup/claim", "claimBox", Access.anyone(), this::claim));
    }

    private SetupView view() {
        EnrolState state = enrolment.state();
        return new SetupView(
                box.about().box().value(), state.stage().name(), state.words(), state.until(), state.trouble());
    }

    private void claim(RoutingContext ctx) throws BadInput {
        var body = Body.read(
                ctx.body().buffer() == null ? null : ctx.body().buffer().getBytes());
        Context home = ctx.vertx().getOrCreateContext();
        var shown = body.textOrEmpty("pairCode");
        var label = body.textOrEmpty("label");
        enrolment
                .claim(body.text("centre"), body.text("code"))
                .thenAccept(claimed -> home.runOnContext(nothing -> {
                    if (claimed.code().equals(Claimed.DONE) && !shown.isEmpty()) {
                        // Who has the city's code for the box may be the first to sit at it; refused when there is one
                        // already.
                        box.asks().ask(new ConfirmFirst(shown, label, StaffCommand.CONSOLE));
                    }
                    answer(ctx, claimed);
                }));
    }

    private void answer(RoutingContext ctx, Claimed claimed) {
        if (claimed.code().equals(Claimed.DONE)) {
            Reply.ok(ctx, 200, view());
        } else {
            Reply.problem(ctx, Problems.ofSetup(claimed, Reply.lang(ctx)));
        }
    }
}
