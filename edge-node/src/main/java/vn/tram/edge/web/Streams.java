package vn.tram.edge.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.HallView;
import vn.tram.edge.queue.QueueCommand;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.web.door.Door;
import vn.tram.edge.web.door.Visitor;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.kernel.base.Outcome;

/**
 * Server-sent events: the whole view at once, then again after each change, gathered to at most ten a second, and a
 * beat every two seconds so that a page knows within five that it is cut off. Lives on one event loop. A page that does
 * not read is closed; it comes back by itself and gets the whole view again.
 */
final class Streams {
    private static final long GATHER_MS = 100;
    private static final long BEAT_MS = 2_000;

    /** Pages of one hall at most: 20 counters, 10 kiosks and boards, and room. */
    private static final int MAX_CLIENTS = 200;

    /** Bytes that may wait for one page. */
    private static final int MAX_WAITING = 256 * 1024;

    private static final int HALL = 0;

    private final Vertx vertx;
    private final Context home;
    private final Box box;
    private final HallApi views;
    private final Door door;
    private final Map<HttpServerResponse, Visitor> visitors = new HashMap<>();
    private final Map<Integer, Set<HttpServerResponse>> clients = new HashMap<>();
    private final Map<Integer, String> lastSaid = new HashMap<>();
    private boolean planned;

    Streams(Vertx vertx, Context home, Box box, HallApi views, Door door) {
        this.door = door;
        this.vertx = vertx;
        this.home = home;
        this.box = box;
        this.views = views;
        home.runOnContext(nothing -> vertx.setPeriodic(BEAT_MS, timer -> beat()));
    }

    List<Routes.Route> routes() {
        return List.of(
                Routes.get("/api/hall/stream", "streamHall", HallApi.HALL, ctx -> open(ctx, HALL)),
                Routes.get(
                        "/api/counters/:n/stream",
                        "streamCounter",
                        HallApi.COUNTER,
                        ctx -> open(ctx, HallApi.number(ctx))));
    }

    /** Something was committed. Any thread. */
    void changed() {
        home.runOnContext(nothing -> {
            if (!planned && !clients.isEmpty()) {
                planned = true;
                vertx.setTimer(GATHER_MS, timer -> {
                    planned = false;
                    List.copyOf(clients.keySet()).forEach(this::push);
                });
            }
        });
    }

    private Set<HttpServerResponse> clients(int topic) {
        return clients.getOrDefault(topic, Set.of());
    }

    private void open(RoutingContext ctx, int topic) {
        int all = clients.values().stream().mapToInt(Set::size).sum();
        if (all >= MAX_CLIENTS) {
            Reply.problem(ctx, Problems.of("BUSY", Reply.lang(ctx), ""));
            return;
        }
        box.asks()
                .ask(question(topic))
                .thenAccept(outcome -> home.runOnContext(nothing -> {
                    if (outcome instanceof Outcome.Refused<?> refused) {
                        Reply.problem(ctx, Problems.of(refused.rejection(), Reply.lang(ctx)));
                    } else if (!ctx.response().closed()) {
                        begin(ctx, topic);
                        say(topic, outcome, ctx.response());
                    }
                }));
    }

    private void begin(RoutingContext ctx, int topic) {
        var response = ctx.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                // Packed events would wait in the packer until it is full.
                .putHeader("Content-Encoding", "identity")
                .putHeader("Cache-Control", "no-store")
                .setWriteQueueMaxSize(MAX_WAITING);
        clients.computeIfAbsent(topic, any -> new HashSet<>()).add(response);
        visitors.put(response, Visitor.of(ctx));
        response.closeHandler(nothing -> forget(topic, response));
        response.exceptionHandler(broken -> forget(topic, response));
    }

    private void forget(int topic, HttpServerResponse response) {
        visitors.remove(response);
        var left = clients.get(topic);
        if (left != null) {
            left.remove(response);
            if (left.isEmpty()) {
                clients.remove(topic);
                lastSaid.remove(topic);
            }
        }
    }

    private static QueueCommand<?> question(int topic) {
        return topic == HALL ? new ShowHall() : new ShowCounter(topic);
    }

    private void push(int topic) {
        box.asks()
                .ask(question(topic))
                .thenAccept(outcome -> home.runOnContext(nothing -> {
                    if (outcome instanceof Outcome.Accepted<?>) {
                        say(topic, outcome, null);
                    }
                }));
    }

    /** Tells all who look at {@code topic} when it has changed; {@code newcomer} is told in any case. */
    private void say(int topic, Outcome<?> outcome, @Nullable HttpServerResponse newcomer) {
        if (!(outcome instanceof Outcome.Accepted<?> accepted)) {
            throw new AssertionError(outcome);
        }
        var view = accepted.reply();
        var node = views.withSurroundings(view);
        var name = view instanceof HallView ? "hall" : "counter";
        var text = "id: " + node.get("seq").asLong() + "\nevent: " + name + "\ndata: "
                + new String(Reply.json(node), StandardCharsets.UTF_8) + "\n\n";
        node.remove("now");
        boolean changed = !node.toString().equals(lastSaid.put(topic, node.toString()));
        if (changed) {
            send(new ArrayList<>(clients(topic)), Buffer.buffer(text));
        } else if (newcomer != null) {
            send(List.of(newcomer), Buffer.buffer(text));
        }
    }

    /** Besides, looks whether time or the line has changed what pages show: a hall opens without any commit. */
    private void beat() {
        visitors.entrySet().stream()
                .filter(open -> door.isGone(open.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpServerResponse::reset); // whoever was signed out or taken back sees no more of the hall
        List.copyOf(clients.keySet()).forEach(this::push);
        var beat = Buffer.buffer("event: beat\ndata: {\"now\":" + box.now().getAsLong() + "}\n\n");
        clients.values().forEach(some -> send(new ArrayList<>(some), beat));
    }

    private static void send(List<HttpServerResponse> to, Buffer event) {
        for (var response : to) {
            if (response.closed()) {
                continue;
            }
            if (response.writeQueueFull()) {
                response.reset();
            } else {
                response.write(event);
            }
        }
    }
}
