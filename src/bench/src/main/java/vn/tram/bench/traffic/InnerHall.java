package vn.tram.bench.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import vn.tram.edge.Appliance;
import vn.tram.edge.feeds.FeedCommand.ShowCatalogue;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.edge.queue.TicketReply;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.hall.Channel;

/** A hall of a box in this process, asked without HTTP. One thread. */
final class InnerHall implements Hall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ON_TICKET = List.of("call", "resume", "return", "cancel");

    private final Appliance box;
    private final Dice dice;
    private final Score score;

    InnerHall(Appliance box, Dice dice, Score score) {
        this.box = box;
        this.dice = dice;
        this.score = score;
    }

    @Override
    public Offer offer() throws InterruptedException {
        var groups = ask(new ShowCatalogue()).orElseThrow().groups();
        return new Offer(groups.stream()
                .filter(group -> box.rules().givesNumbers(group.service().series()))
                .map(group -> new Offer.Series(
                        String.valueOf(group.service().series()),
                        group.featured().stream().map(Procedure::code).toList()))
                .toList());
    }

    @Override
    public List<Integer> counters() throws InterruptedException {
        JsonNode hall = JSON.valueToTree(ask(new ShowHall()).orElseThrow());
        return numbers(hall.path("counters"));
    }

    private static List<Integer> numbers(JsonNode counters) {
        var numbers = new ArrayList<Integer>();
        counters.forEach(counter -> numbers.add(counter.path("number").asInt()));
        return numbers;
    }

    @Override
    public Optional<String> draw(String series, String procedure) throws InterruptedException {
        return ask(new IssueTicket(id(), series.charAt(0), procedure, Channel.KIOSK))
                .map(reply -> reply.ticket().key().label());
    }

    @Override
    public CounterNow look(int counter) throws InterruptedException {
        return CounterNow.read(JSON.valueToTree(ask(new ShowCounter(counter)).orElseThrow()));
    }

    @Override
    public boolean press(int counter, String verb, String ticket, String series, String reason)
            throws InterruptedException {
        Command<TicketReply> command;
        var name = verb.replace('-', '_').toUpperCase(Locale.ROOT);
        if (verb.equals("transfer")) {
            command = new Transfer(id(), counter, series.charAt(0), reason);
        } else if (ON_TICKET.contains(verb)) {
            command = new ActOnTicket(id(), counter, TicketVerb.valueOf(name), ticket, reason);
        } else {
            command = new ActAtCounter(id(), counter, CounterVerb.valueOf(name));
        }
        return ask(command).isPresent();
    }

    private UUID id() {
        return dice.id(0);
    }

    private <R> Optional<R> ask(Command<R> command) throws InterruptedException {
        try {
            var outcome = box.submit(command).toCompletableFuture().get();
            if (outcome instanceof Outcome.Accepted<R> accepted) {
                return Optional.of(accepted.reply());
            } else if (outcome instanceof Outcome.Refused<R> refused) {
                score.refused(refused.rejection().name());
            }
            return Optional.empty();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the core always completes normally", bug);
        }
    }
}
