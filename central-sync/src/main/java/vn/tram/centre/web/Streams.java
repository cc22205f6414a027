package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.fleet.WardView;
import vn.tram.centre.fleet.WardsView;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.platform.Timers;

/**
 * Live views by server-sent events: the whole on connect, then what changed, gathered, and a beat every two seconds so
 * that a page knows within five that it is cut off. Timers only plan; the work is done on the web's worker threads, one
 * round at a time.
 */
final class Streams {
    /** Changes of the list are gathered this long: five a second at most. */
    static final Duration LIST_EVERY = Duration.ofMillis(200);

    /** Changes of a ward's day are gathered this long. */
    static final Duration DAY_EVERY = Duration.ofMillis(500);

    static final Duration BEAT = Duration.ofSeconds(2);

    /** Open pages at most. */
    static final int MAX_CLIENTS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private final City city;
    private final WardApi wards;
    private final Timers timers;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final Object round = new Object();
    private final Map<String, WardView> lastSaid = new HashMap<>();
    private int saidAlarms;
    private final Set<WardCode> changed = new HashSet<>();
    private boolean listPlanned;
    private boolean daysPlanned;
    private volatile @Nullable Executor workers;
    private int day;

    Streams(City city, WardApi wards, Timers timers) {
        this.city = city;
        this.wards = wards;
        this.timers = timers;
    }

    List<Route> routes() {
        return List.of(
                Route.stream("/api/wards/stream", "streamWards", (exchange, body) -> open(exchange, null)),
                Route.stream(
                        "/api/wards/{code}/stream",
                        "streamWard",
                        (exchange, body) -> open(exchange, wards.code(exchange))));
    }

    int clients() {
        return clients.size();
    }

    /** Begins to beat; {@code on}: where work is done. */
    void start(Executor on) {
        workers = on;
        beat();
    }

    void stop() {
        workers = null;
        clients.forEach(StreamClient::close);
    }

    /** Something of these wards was committed. Any thread. */
    void changed(Set<WardCode> codes) {
        synchronized (changed) {
            changed.addAll(codes);
            if (!listPlanned && !clients.isEmpty()) {
                listPlanned = true;
                timers.after(LIST_EVERY, () -> work(this::sayList));
            }
            if (!daysPlanned && clients.stream().anyMatch(client -> client.ward() != null)) {
                daysPlanned = true;
                timers.after(DAY_EVERY, () -> work(this::sayDays));
            }
        }
    }

    private void open(HttpServerExchange exchange, @Nullable WardCode ward) throws Refusal {
        if (clients.size() >= MAX_CLIENTS) {
            throw new Refusal("BUSY", "");
        }
        exchange.getResponseHeaders()
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(HttpString.tryFromString("X-Accel-Buffering"), "no");
        try {
            new ServerSentEventHandler((connection, lastId) -> begin(new StreamClient(connection, exchange, ward)))
                    .handleRequest(exchange);
        } catch (Exception broken) { // declared by every Undertow handler
            throw new IllegalStateException("opening a stream", broken);
        }
    }

    private void begin(StreamClient client) {
        // First known, then told: what is committed in between is said in the next round.
        clients.add(client);
        client.whenGone(() -> clients.remove(client));
        work(() -> {
            try {
                welcome(client);
            } catch (Refusal | StoreFailure notNow) {
                client.close(); // the page comes again by itself; beats alone would look alive and say nothing
                throw notNow;
            }
        });
    }

    private void welcome(StreamClient client) throws Refusal, StoreFailure {
        var ward = client.ward();
        if (ward == null) {
            var all = wards.wards();
            tellDifferences(all); // from here on what was last said is what the newcomer sees, too
            client.say("wards", Reply.json(all));
        } else {
            client.say("day", Reply.json(wards.today(ward)));
        }
        client.told();
    }

    private void sayList() throws Refusal {
        synchronized (changed) {
            listPlanned = false;
        }
        tellDifferences(wards.wards());
    }

    private void tellDifferences(WardsView all) {
        var different = new ArrayList<WardView>();
        for (var ward : all.wards()) {
            if (!ward.equals(lastSaid.put(ward.code(), ward))) {
                different.add(ward);
            }
        }
        if (!different.isEmpty() || all.totals().alarms() != saidAlarms) {
            saidAlarms = all.totals().alarms();
            var text = Reply.json(new WardsView(all.now(), all.day(), all.totals(), different));
            clients.stream()
                    .filter(client -> client.isTold() && client.ward() == null)
                    .forEach(client -> client.say("ward", text));
        }
    }

    private void sayDays() throws Refusal, StoreFailure {
        Set<WardCode> codes;
        synchronized (changed) {
            daysPlanned = false;
            codes = new HashSet<>(changed);
            changed.clear();
        }
        var watched = new HashMap<WardCode, List<StreamClient>>();
        for (var client : clients) {
            var ward = client.ward();
            if (ward != null && client.isTold() && codes.contains(ward)) {
                watched.computeIfAbsent(ward, none -> new ArrayList<>()).add(client);
            }
        }
        for (var ward : watched.entrySet()) {
            var text = Reply.json(wards.today(ward.getKey()));
            ward.getValue().forEach(client -> client.say("day", text));
        }
    }

    private void beat() {
        timers.after(BEAT, () -> {
            if (workers != null) {
                work(this::sayBeat);
                beat();
            }
        });
    }

    private void sayBeat() throws Refusal {
        long now = city.now().getAsLong();
        var text = "{\"now\":" + now + "}";
        clients.forEach(client -> client.say("beat", text));
        int today = BusinessDay.at(Instant.ofEpochMilli(now));
        if (day != today) {
            day = today;
            changed(city.wards().keySet());
        }
    }

    private interface Work {
        void run() throws Refusal, StoreFailure;
    }

    private void work(Work work) {
        var on = workers;
        if (on == null) {
            return;
        }
        try {
            on.execute(() -> {
                try {
                    synchronized (round) {
                        work.run();
                    }
                } catch (Refusal busy) {
                    LOG.debug("live views wait: {}", busy.code());
                } catch (StoreFailure failure) {
                    LOG.warn("live views wait: {}", failure.getMessage());
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("no live views any more", stopping);
        }
    }
}
