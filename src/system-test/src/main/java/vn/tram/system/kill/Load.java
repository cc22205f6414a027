package vn.tram.system.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import vn.tram.kernel.base.UuidV7;

/**
 * Kiosks that draw numbers and officers who serve them, each on a thread of its own, until stopped. Nobody else works
 * at these counters, so any refusal but "nobody waits" breaks a promise.
 */
final class Load {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERIES = "ACEGHKLV";
    private static final long KIOSK_PAUSE_MS = 40;
    private static final long OFFICER_PAUSE_MS = 25;
    private static final long JOIN_MS = 30_000;

    private final int port;
    private final Answers answers;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private interface Work {
        void run(PatientLine line, RandomGenerator chance) throws InterruptedException;
    }

    Load(int port, Answers answers) {
        this.port = port;
        this.answers = answers;
    }

    void start(int kiosks, int officers, long seed) {
        for (int i = 0; i < kiosks; i++) {
            start("kiosk-" + i, seed + i, this::drawNumbers);
        }
        for (int i = 1; i <= officers; i++) {
            int counter = i;
            start("officer-" + i, seed - i, (line, chance) -> serve(line, chance, counter));
        }
    }

    private void start(String name, long seed, Work work) {
        var thread = new Thread(
                () -> {
                    var line = new PatientLine("127.0.0.1", port, stop, answers);
                    try {
                        work.run(
                                line,
                                RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
                    } catch (InterruptedException wanted) {
                        Thread.currentThread().interrupt();
                    } catch (JsonFault fault) {
                        answers.violation(name + " got an answer that cannot be read: " + fault.getMessage());
                    } finally {
                        line.hangUp();
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    private void drawNumbers(PatientLine line, RandomGenerator chance) throws InterruptedException {
        int turn = chance.nextInt(SERIES.length());
        while (pause(KIOSK_PAUSE_MS, chance)) {
            var id = id(chance);
            var press = "{\"requestId\":\"" + id + "\",\"series\":\"" + SERIES.charAt(turn++ % SERIES.length())
                    + "\",\"procedure\":\"\",\"channel\":\"KIOSK\"}";
            boolean pressedTwice = chance.nextInt(10) == 0;
            for (int i = 0; i < (pressedTwice ? 2 : 1); i++) {
                var answer = line.post("/api/tickets", press);
                if (answer.isPresent() && answer.get().status() == 201) {
                    var ticket = read(answer.get().body());
                    answers.slip(
                            id,
                            new Answers.Slip(
                                    ticket.path("number").asText(),
                                    ticket.path("id").asText().replace("-", "")));
                } else {
                    answer.ifPresent(refused -> answers.violation("a kiosk was refused: " + refused));
                }
            }
        }
    }

    private void serve(PatientLine line, RandomGenerator chance, int counter) throws InterruptedException {
        while (pause(OFFICER_PAUSE_MS, chance)) {
            var called = press(line, chance, counter, "call-next");
            if (called.isEmpty()) {
                continue;
            }
            var started = press(line, chance, counter, "start");
            var finished = started.isEmpty() ? started : press(line, chance, counter, "finish");
            if (finished.isPresent()) {
                answers.finished(finished.get());
            }
        }
    }

    /** The number of the ticket acted upon; empty when nobody waits, or the run has ended. */
    private Optional<String> press(PatientLine line, RandomGenerator chance, int counter, String verb)
            throws InterruptedException {
        var answer = line.post("/api/counters/" + counter + "/" + verb, "{\"requestId\":\"" + id(chance) + "\"}");
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var body = read(answer.get().body());
        if (answer.get().status() == 200) {
            answers.acted();
            return Optional.of(body.path("number").asText());
        }
        if (!body.path("code").asText().equals("NOTHING_WAITING")) {
            answers.violation("counter " + counter + " was refused " + verb + ": " + answer.get());
        }
        return Optional.empty();
    }

    /** False when the run has ended. */
    private boolean pause(long about, RandomGenerator chance) throws InterruptedException {
        return !stop.await(chance.nextLong(2 * about), TimeUnit.MILLISECONDS);
    }

    private static String id(RandomGenerator chance) {
        return UuidV7.at(chance.nextLong(1L << 40), chance).toString();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new JsonFault(body, broken);
        }
    }

    private static final class JsonFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JsonFault(String body, Throwable cause) {
            super(body, cause);
        }
    }

    /** Ends the load; requests under way are given up and were never promised. */
    void end() throws InterruptedException {
        stop.countDown();
        for (var thread : threads) {
            thread.join(JOIN_MS);
        }
    }
}
