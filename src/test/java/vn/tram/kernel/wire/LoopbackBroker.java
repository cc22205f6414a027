package vn.tram.kernel.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.wire.Link.Message;
import vn.tram.kernel.wire.Link.Sent;

/**
 * A broker in memory for tests in one thread: everything happens in tasks of the given {@link Timers}, in an order that
 * only the calls made decide. It can be cut from a client, stopped, and told the fate of each copy of each message.
 */
public final class LoopbackBroker {
    /** Decides what the wire does to a message on its way to one receiver. */
    public interface Fate {
        /** How much later than usual each copy arrives: an empty list loses the message, two elements double it. */
        List<Duration> copies(String receiver, Message message);
    }

    /** Nothing is lost, doubled or late. */
    public static final Fate FAIR = (receiver, message) -> List.of(Duration.ZERO);

    private final Timers timers;
    private final Map<String, MemoryLink.Attempt> clients = new TreeMap<>();
    private final Set<String> cut = new TreeSet<>();
    private Duration latency = Duration.ofMillis(1);
    private Fate fate = FAIR;
    private BiPredicate<String, String> mayPublish = rights(Topics::mayPublish);
    private BiPredicate<String, String> maySubscribe = rights(Topics::maySubscribe);
    private boolean running = true;
    private boolean tellsNobody = true;

    public LoopbackBroker(Timers timers) {
        this.timers = timers;
    }

    /** A link to this broker whose listener is called in tasks of the same timers. */
    public MemoryLink link() {
        return new MemoryLink(this, timers);
    }

    /** A link of a node that has timers of its own. */
    public MemoryLink link(Timers own) {
        return new MemoryLink(this, own);
    }

    /** Time of each way between a client and the broker. */
    public LoopbackBroker latency(Duration oneWay) {
        latency = oneWay;
        return this;
    }

    public LoopbackBroker fate(Fate of) {
        fate = of;
        return this;
    }

    /** Loses what matches, on its way from the broker; the sender hears {@link Sent#TAKEN} all the same. */
    public LoopbackBroker drop(Predicate<Message> what) {
        return fate((receiver, message) -> what.test(message) ? List.of() : List.of(Duration.ZERO));
    }

    /** Delivers what matches twice. */
    public LoopbackBroker duplicate(Predicate<Message> what) {
        return fate((receiver, message) ->
                what.test(message) ? List.of(Duration.ZERO, Duration.ofMillis(1)) : List.of(Duration.ZERO));
    }

    /** Lets every client say and hear everything, where a test is not about rights. */
    public LoopbackBroker allowEverything() {
        mayPublish = (client, topic) -> true;
        maySubscribe = mayPublish;
        return this;
    }

    /** Like brokers that answer plain success when nobody is subscribed. */
    public LoopbackBroker keepsQuietAboutNobody() {
        tellsNobody = false;
        return this;
    }

    /** Breaks the connection of a client and refuses new ones until {@link #heal}; the broker says its will. */
    public void cut(String clientId) {
        cut.add(clientId);
        breakConnection(clientId);
    }

    public void heal(String clientId) {
        cut.remove(clientId);
    }

    /** Breaks the connection of a client once; the broker says its will. */
    public void breakConnection(String clientId) {
        var attempt = clients.get(clientId);
        if (attempt != null) {
            lost(attempt, "the connection broke");
        }
    }

    /** Ends the broker without a word: no will is said, all connections break. */
    public void stop() {
        running = false;
        for (var attempt : List.copyOf(clients.values())) {
            clients.remove(attempt.clientId());
            attempt.broken("the broker closed the connection");
        }
    }

    public void start() {
        running = true;
    }

    public boolean connected(String clientId) {
        return clients.containsKey(clientId);
    }

    Duration latency() {
        return latency;
    }

    void arrive(MemoryLink.Attempt attempt) {
        if (!running || cut.contains(attempt.clientId())) {
            attempt.broken("nobody answers at the broker's address");
            return;
        }
        for (var filter : attempt.session().filters()) {
            if (!maySubscribe.test(attempt.clientId(), filter)) {
                attempt.broken("the broker refused the subscription to " + filter);
                return;
            }
        }
        var earlier = clients.get(attempt.clientId());
        if (earlier != null) {
            lost(earlier, "another client came with the same name");
        }
        clients.put(attempt.clientId(), attempt);
        attempt.accepted();
    }

    void leave(MemoryLink.Attempt attempt) {
        clients.remove(attempt.clientId(), attempt);
    }

    Sent publish(MemoryLink.Attempt from, Message message) {
        return mayPublish.test(from.clientId(), message.topic()) ? route(message) : Sent.REFUSED;
    }

    private void lost(MemoryLink.Attempt attempt, String why) {
        clients.remove(attempt.clientId());
        attempt.broken(why);
        var will = attempt.session().will();
        if (will != null && mayPublish.test(attempt.clientId(), will.topic())) {
            timers.after(latency, () -> route(will));
        }
    }

    private Sent route(Message message) {
        boolean heard = false;
        for (var client : clients.values()) {
            if (client.session().filters().stream().anyMatch(filter -> matches(filter, message.topic()))) {
                heard = true;
                for (var late : fate.copies(client.clientId(), message)) {
                    client.deliver(message, latency.plus(late));
                }
            }
        }
        return heard || !tellsNobody ? Sent.TAKEN : Sent.NOBODY_LISTENS;
    }

    private static BiPredicate<String, String> rights(BiPredicate<BoxId, String> ofBoxes) {
        return (client, topic) -> client.equals(Topics.CENTRE) || ofBoxes.test(new BoxId(client), topic);
    }

    /** MQTT's rule: {@code +} stands for one level, {@code #} at the end for all that follow. */
    static boolean matches(String filter, String topic) {
        var wanted = filter.split("/", -1);
        var given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= given.length || !(wanted[i].equals("+") || wanted[i].equals(given[i]))) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
