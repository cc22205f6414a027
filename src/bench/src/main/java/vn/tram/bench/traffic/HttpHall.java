package vn.tram.bench.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.tram.system.process.HttpLine;

/**
 * A hall by the box's HTTP API. A box that does not answer or cannot save is asked again, gently, with the same request
 * id, until it does. One thread.
 */
final class HttpHall implements Hall, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final URI box;
    private final Dice dice;
    private final Score score;
    private @Nullable HttpLine line;

    HttpHall(URI box, Dice dice, Score score) {
        this.box = box;
        this.dice = dice;
        this.score = score;
    }

    @Override
    public Offer offer() throws InterruptedException {
        var series = new ArrayList<Offer.Series>();
        for (var group : get("/api/services").path("series")) {
            if (group.path("open").asBoolean()) {
                var procedures = new ArrayList<String>();
                group.path("procedures")
                        .forEach(each -> procedures.add(each.path("code").asText()));
                series.add(new Offer.Series(group.path("code").asText(), List.copyOf(procedures)));
            }
        }
        return new Offer(List.copyOf(series));
    }

    @Override
    public List<Integer> counters() throws InterruptedException {
        var numbers = new ArrayList<Integer>();
        get("/api/hall")
                .path("counters")
                .forEach(counter -> numbers.add(counter.path("number").asInt()));
        return numbers;
    }

    @Override
    public Optional<String> draw(String series, String procedure) throws InterruptedException {
        var body = body().put("series", series).put("channel", "KIOSK");
        if (!procedure.isEmpty()) {
            body.put("procedure", procedure);
        }
        return post("/api/tickets", body).map(ticket -> ticket.path("number").asText());
    }

    @Override
    public CounterNow look(int counter) throws InterruptedException {
        return CounterNow.read(get("/api/counters/" + counter));
    }

    @Override
    public boolean press(int counter, String verb, String ticket, String series, String reason)
            throws InterruptedException {
        var body = body();
        if (!ticket.isEmpty()) {
            body.put("ticket", ticket);
        }
        if (!series.isEmpty()) {
            body.put("series", series);
        }
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        return post("/api/counters/" + counter + "/" + verb, body).isPresent();
    }

    private ObjectNode body() {
        return JSON.createObjectNode()
                .put("requestId", dice.id(System.currentTimeMillis()).toString());
    }

    private JsonNode get(String path) throws InterruptedException {
        return insist(line -> line.get(path)).orElse(JSON.createObjectNode());
    }

    private Optional<JsonNode> post(String path, ObjectNode body) throws InterruptedException {
        var text = body.toString();
        return insist(line -> line.post(path, text));
    }

    private interface Ask {
        HttpLine.Answer of(HttpLine line) throws IOException;
    }

    /** Empty when the box refuses for a reason that asking again does not mend. */
    private Optional<JsonNode> insist(Ask ask) throws InterruptedException {
        long pause = FIRST_PAUSE_MS;
        while (true) {
            try {
                var open = line;
                if (open == null) {
                    open = new HttpLine(box.getHost(), box.getPort());
                    line = open;
                }
                var answer = ask.of(open);
                if (answer.status() < 300) {
                    return Optional.of(JSON.readTree(answer.body()));
                } else if (answer.status() < 500) {
                    score.refused(JSON.readTree(answer.body()).path("code").asText("HTTP " + answer.status()));
                    return Optional.empty();
                }
            } catch (IOException broken) {
                hangUp();
            }
            score.retries.increment();
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
    }

    private void hangUp() {
        var broken = line;
        line = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException alreadyGone) {
                score.retries.increment();
            }
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
