package vn.tram.bench.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody in a hall, by the number on their slip. A number drawn by somebody else gets a plan of its own. */
final class People {
    private final Dice dice;
    private final Offer offer;
    private final List<String> reasons = lines("reasons.txt");
    private final Map<String, Person> byNumber = new HashMap<>();

    People(Dice dice, Offer offer) {
        this.dice = dice;
        this.offer = offer;
    }

    void came(String number, Citizen plan) {
        byNumber.put(number, new Person(plan));
    }

    Person of(String number) {
        return byNumber.computeIfAbsent(
                number, stranger -> new Person(DayPlan.of(dice, offer, 1, 1).get(0)));
    }

    /** A group this ticket could be sent on to; empty when there is no other. */
    String otherSeries(String number) {
        var others = offer.series().stream()
                .map(Offer.Series::letter)
                .filter(letter -> !number.startsWith(letter))
                .toList();
        return others.isEmpty() ? "" : dice.pick(others);
    }

    /** Words of an officer who sends somebody on. */
    String reason() {
        return dice.pick(reasons);
    }

    private static List<String> lines(String name) {
        try (var in = People.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("missing from the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + name, broken);
        }
    }
}
