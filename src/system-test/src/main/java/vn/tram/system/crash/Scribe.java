package vn.tram.system.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import vn.tram.edge.Appliance;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.LoopbackBroker;
import vn.tram.system.sim.time.Dice;

/**
 * The process that is recorded: a box without a line that gives numbers and serves them, and writes each answer to
 * standard output after it was given, in the one order in which it writes its files.
 */
public final class Scribe {
    private static final BoxId BOX = new BoxId("w00070-1");

    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T02:00:00Z"));
    private final Dice chance;
    private final Appliance box;

    private Scribe(BoxStore store, long seed) {
        chance = new Dice(seed);
        var identity = new BoxIdentity(BOX, "0.1.0", "nowhere", TestKeys.TRUSTED, TestKeys.BOX);
        var line = new LoopbackBroker(time).link();
        box = new Appliance(
                new WardCode("00070"),
                identity,
                new Platform(time, time, chance, time),
                store,
                line,
                changes -> {},
                System.err::println);
    }

    /** Arguments: data folder, seed, rounds. */
    public static void main(String[] arguments) throws StoreFailure {
        long seed = Long.parseLong(arguments[1]);
        var scribe = new Scribe(BoxStore.open(Path.of(arguments[0]), BOX, 77), seed);
        scribe.box.core().start(() -> {});
        scribe.box.begin();
        scribe.drain();
        for (int round = Integer.parseInt(arguments[2]); round > 0; round--) {
            scribe.round();
        }
        Runtime.getRuntime().halt(0); // a clean end would tidy up what the last power cut must find
    }

    /** One to three people at once, so that commits have company; then perhaps a key at a counter. */
    private void round() {
        var answers = new ArrayList<CompletableFuture<Outcome<TicketReply>>>();
        for (int people = chance.nextInt(1, 4); people > 0; people--) {
            answers.add(ask(new IssueTicket(id(), 'A', "", Channel.KIOSK)));
        }
        if (chance.nextBoolean()) {
            var verb = List.of(CounterVerb.CALL_NEXT, CounterVerb.START, CounterVerb.FINISH)
                    .get(chance.nextInt(3));
            answers.add(ask(new ActAtCounter(id(), 1, verb)));
        }
        drain();
        for (var answer : answers) {
            if (answer.join() instanceof Outcome.Accepted<TicketReply> given) {
                var ticket = given.reply().ticket();
                System.out.println(Recording.ANSWERED + ticket.key().label() + " " + ticket.id());
            }
        }
        time.advance(Duration.ofSeconds(20));
        drain();
    }

    private <R> CompletableFuture<Outcome<R>> ask(Command<R> command) {
        return box.submit(command).toCompletableFuture();
    }

    private UUID id() {
        return new UUID(chance.nextLong(), chance.nextLong());
    }

    private void drain() {
        boolean more = true;
        while (more) {
            time.advance(Duration.ZERO);
            more = box.core().drain();
        }
    }
}
