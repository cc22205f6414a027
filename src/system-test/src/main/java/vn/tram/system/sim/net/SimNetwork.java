package vn.tram.system.sim.net;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.wire.Link.Sent;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.sim.net.SimLink.Attempt;
import vn.tram.system.sim.net.SimLink.Pending;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;
import vn.tram.system.sim.time.Trace;

/**
 * Lines, broker and all their faults. A message may be lost, doubled, late or out of order on either leg; a line may be
 * cut one way or both; the broker may end without a word and comes back knowing nobody. Nothing is kept for anyone.
 */
public final class SimNetwork {
    /** Sees every message at the moment it is handed to the wire. */
    public interface Tap {
        void said(String client, String topic, byte[] payload);
    }

    private static final String NO_ANSWER = "nobody answers at the broker's address";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final Agenda agenda;
    private final Dice dice;
    private final Trace trace;
    private final Tap tap;
    private final CrookedBroker crook;
    private final Map<String, Path> paths = new TreeMap<>();
    private final Map<String, Attempt> connected = new TreeMap<>();
    private final Map<String, BiPredicate<String, Boolean>> rights = new TreeMap<>();
    private Wire wire = Wire.FAIR;
    private boolean running = true;
    private long carried;

    public SimNetwork(Agenda agenda, Dice dice, Trace trace, Tap tap) {
        this.agenda = agenda;
        this.dice = dice;
        this.trace = trace;
        this.tap = tap;
        this.crook = new CrookedBroker(dice.fork("crook"));
    }

    /** A fresh link of a box's process. */
    public SimLink link(BoxId box) {
        var client = box.value();
        paths.computeIfAbsent(client, name -> new Path(false));
        rights.putIfAbsent(
                client, (topic, publish) -> publish ? Topics.mayPublish(box, topic) : Topics.maySubscribe(box, topic));
        return new SimLink(this, client);
    }

    /** A fresh link of the centre's process, which stands beside the broker. */
    public SimLink centreLink(String client) {
        paths.computeIfAbsent(client, name -> new Path(true));
        rights.putIfAbsent(client, (topic, publish) -> true);
        return new SimLink(this, client);
    }

    public void set(Wire weather) {
        wire = weather;
    }

    /** Messages handed to the wire so far. */
    public long carried() {
        return carried;
    }

    /** Cuts a client's line, one way or both, or heals it. A connection dies of it after about a keep-alive. */
    public void cut(String client, boolean upward, boolean downward) {
        path(client).cut(upward, downward);
        var attempt = connected.get(client);
        if (attempt != null && (upward || downward)) {
            long keepAlive = wire.keepAlive().toNanos();
            agenda.after(dice.between(keepAlive / 2, keepAlive * 3 / 2), () -> {
                if (isCut(client)) {
                    attempt.broken("the broker was silent for too long");
                }
            });
            agenda.after(dice.between(keepAlive / 2, keepAlive * 3 / 2), () -> {
                if (isCut(client)) {
                    drop(attempt);
                    noticeOnceHealed(attempt);
                }
            });
        }
    }

    /**
     * A process of the centre may have nothing to say for long, and learns by the ping of its keep-alive that the
     * broker gave it up meanwhile; a box says something at least every minute.
     */
    private void noticeOnceHealed(Attempt attempt) {
        if (path(attempt.client()).near()) {
            agenda.after(wire.keepAlive().toNanos(), () -> attempt.broken("the broker had given the connection up"));
        }
    }

    /** Ends the broker without a word; no will is said. */
    public void stopBroker() {
        running = false;
        for (var attempt : List.copyOf(connected.values())) {
            connected.remove(attempt.client());
            agenda.after(
                    dice.between(1_000_000, 3_000_000_000L), () -> attempt.broken("the broker closed the connection"));
        }
    }

    /** It comes back and remembers nobody. */
    public void startBroker() {
        running = true;
    }

    /** Breaks every connection once; nobody's line is cut. */
    public void breakAll() {
        for (var attempt : List.copyOf(connected.values())) {
            drop(attempt);
            agenda.after(dice.between(1_000_000, 1_000_000_000), () -> attempt.broken("the connection broke"));
        }
    }

    void soon(Runnable task) {
        agenda.after(0, task);
    }

    void arrive(Attempt attempt) {
        var path = path(attempt.client());
        agenda.after(path.arrival(path.up, agenda.now(), 100, wire, dice) - agenda.now(), () -> {
            if (!attempt.alive()) {
                return;
            }
            var refused = refusal(attempt);
            if (!refused.isEmpty()) {
                long wait = refused.equals(NO_ANSWER) ? dice.between(0, CONNECT_LIMIT.toNanos()) : 0;
                agenda.after(wait, () -> attempt.broken(refused));
                return;
            }
            var earlier = connected.put(attempt.client(), attempt);
            if (earlier != null) {
                sayWill(earlier);
                agenda.after(
                        dice.between(1_000_000, 100_000_000),
                        () -> earlier.broken("another client came with the same name"));
            }
            agenda.after(path.arrival(path.down, agenda.now(), 20, wire, dice) - agenda.now(), attempt::accepted);
        });
    }

    private String refusal(Attempt attempt) {
        if (!running || isCut(attempt.client())) {
            return NO_ANSWER;
        }
        for (var filter : attempt.session().filters()) {
            if (!mayDo(attempt, filter, false)) {
                return "the broker refused the subscription to " + filter;
            }
        }
        return "";
    }

    /** In good order: no will. */
    void leave(Attempt attempt) {
        connected.remove(attempt.client(), attempt);
    }

    /** The process died: the operating system, or else the keep-alive, tells the broker. */
    void vanish(Attempt attempt) {
        long notice = dice.chance(0.5) ? 1_000_000 : wire.keepAlive().toNanos();
        agenda.after(notice, () -> drop(attempt));
    }

    private void drop(Attempt attempt) {
        if (connected.remove(attempt.client(), attempt)) {
            sayWill(attempt);
        }
    }

    private void sayWill(Attempt attempt) {
        var will = attempt.session().will();
        if (will != null && mayDo(attempt, will.topic(), true)) {
            route(will.topic(), will.payload().toArray());
        }
    }

    void carryUp(Attempt attempt, String topic, byte[] payload, Pending send) {
        carried++;
        trace.add(payload);
        tap.said(attempt.client(), topic, payload);
        var path = path(attempt.client());
        int copies = copies();
        if (copies == 0 && dice.chance(0.5)) {
            answer(attempt, send, Sent.TAKEN); // the broker had it and lost it
        }
        for (int i = 0; i < copies; i++) {
            boolean first = i == 0;
            agenda.after(path.arrival(path.up, agenda.now(), payload.length, wire, dice) - agenda.now(), () -> {
                if (path.up.cut() || !running) {
                    return;
                }
                if (connected.get(attempt.client()) != attempt) {
                    attempt.broken("the broker does not know this connection");
                    return;
                }
                var sent = mayDo(attempt, topic, true) ? route(topic, payload) : Sent.REFUSED;
                if (first) {
                    answer(attempt, send, sent);
                }
            });
        }
    }

    private void answer(Attempt attempt, Pending send, Sent as) {
        var path = path(attempt.client());
        agenda.after(path.arrival(path.down, agenda.now(), 4, wire, dice) - agenda.now(), () -> {
            if (!path.down.cut() && attempt.alive()) {
                attempt.settle(send, as);
            }
        });
    }

    private Sent route(String topic, byte[] payload) {
        boolean heard = false;
        for (var receiver : connected.values()) {
            if (hears(receiver, topic)) {
                heard = true;
                for (int i = copies(); i > 0; i--) {
                    crook.passes(topic, payload, wire.crooked()).forEach(bytes -> carryDown(receiver, topic, bytes));
                }
            }
        }
        return heard ? Sent.TAKEN : Sent.NOBODY_LISTENS;
    }

    private void carryDown(Attempt receiver, String topic, byte[] payload) {
        var path = path(receiver.client());
        agenda.after(path.arrival(path.down, agenda.now(), payload.length, wire, dice) - agenda.now(), () -> {
            if (!path.down.cut()) {
                receiver.received(topic, payload);
            }
        });
    }

    private int copies() {
        return dice.chance(wire.loss()) ? 0 : dice.chance(wire.duplicate()) ? 2 : 1;
    }

    private static boolean hears(Attempt receiver, String topic) {
        for (var filter : receiver.session().filters()) {
            if (filter.equals(topic)
                    || (filter.equals(Topics.ALL_UP) && Topics.parseUp(topic).isPresent())) {
                return true;
            }
        }
        return false;
    }

    private boolean mayDo(Attempt attempt, String topic, boolean publish) {
        var right = rights.get(attempt.client());
        return right != null && right.test(topic, publish);
    }

    private boolean isCut(String client) {
        var path = path(client);
        return path.up.cut() || path.down.cut();
    }

    private Path path(String client) {
        var path = paths.get(client);
        if (path == null) {
            throw new AssertionError("no line for " + client);
        }
        return path;
    }
}
