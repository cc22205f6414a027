package vn.tram.bench.traffic;

import java.util.List;
import java.util.Map;

/** What a kiosk offers: series that give numbers, with the procedures it shows. */
record Offer(List<Series> series) {
    /** How often each group is asked for in a ward, in parts; a group not named here counts 3. */
    private static final Map<String, Double> ASKED =
            Map.of("A", 38.0, "C", 24.0, "E", 11.0, "H", 7.0, "K", 8.0, "G", 6.0, "L", 3.0, "V", 3.0);

    record Series(String letter, List<String> procedures) {
        double weight() {
            return ASKED.getOrDefault(letter, 3.0);
        }
    }
}
