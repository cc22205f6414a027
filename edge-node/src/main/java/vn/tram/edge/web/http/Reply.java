package vn.tram.edge.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import vn.tram.kernel.base.Outcome;
import vn.tram.ui.Lang;

/** Writes answers, on the connection's own thread. */
public final class Reply {
    private Reply() {}

    public static Lang lang(RoutingContext ctx) {
        return Lang.choose(ctx.request().getParam("lang"), ctx.request().getHeader("Accept-Language"));
    }

    public static byte[] json(Object value) {
        try {
            return Body.JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new AssertionError("views are plain records", bug);
        }
    }

    public static void ok(RoutingContext ctx, int status, Object value) {
        if (!ctx.response().ended()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(json(value)));
        }
    }

    public static void problem(RoutingContext ctx, Problems.Problem problem) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            return;
        }
        if (problem.status() == 503) {
            ctx.response().putHeader("Retry-After", "1");
        }
        ctx.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(json(problem)));
    }

    /** Answers when the core has: {@code view} turns its reply into what the page gets. */
    public static <R> void when(
            RoutingContext ctx, CompletionStage<Outcome<R>> outcome, int status, Function<R, ?> view) {
        Context home = ctx.vertx().getOrCreateContext();
        outcome.thenAccept(done -> home.runOnContext(nothing -> {
            if (done instanceof Outcome.Accepted<R> accepted) {
                ok(ctx, status, view.apply(accepted.reply()));
            } else if (done instanceof Outcome.Refused<R> refused) {
                problem(ctx, Problems.of(refused.rejection(), lang(ctx)));
            }
        }));
    }
}
