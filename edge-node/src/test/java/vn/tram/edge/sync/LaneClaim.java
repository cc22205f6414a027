package vn.tram.edge.sync;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import vn.tram.edge.sync.lanes.LineRate;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.kernel.journal.Lane;

/** What must be true of lanes over a thin line, each with a scene that shows it. */
enum LaneClaim {
    /** While a backlog fills the line, 95 of 100 urgent facts are confirmed within a second. */
    URGENT_WAITS_LITTLE(plant -> {
        var lab = filled(plant);
        var waits = lab.urgentSeconds.stream().sorted().toList();
        return waits.size() == Scene.FACTS && waits.get(waits.size() * 95 / 100) <= 1.0;
    }),
    /** Meanwhile at least 92 % of the line are used. */
    LINE_IS_FULL(plant -> filled(plant).allBytes() >= 0.92 * LaneLab.BYTES_PER_SECOND * Scene.SECONDS),
    /** A flood of urgent facts leaves the lanes below about 70 % of the line. */
    LANES_BELOW_GO_ON(plant -> {
        var lab = new LaneLab(plant, LineRules.STANDARD);
        lab.write(Lane.URGENT, 5_000, 200);
        lab.write(Lane.RECORDS, 3_000, 400);
        lab.begin();
        lab.pass(Duration.ofSeconds(Scene.SECONDS));
        return lab.bytes(Lane.RECORDS) >= 0.65 * lab.allBytes() && lab.bytes(Lane.URGENT) >= 0.2 * lab.allBytes();
    }),
    /** Records, statistics and words about blobs get about four, two and one part. */
    LANES_BELOW_SHARE(plant -> {
        var lab = new LaneLab(plant, LineRules.STANDARD);
        lab.write(Lane.RECORDS, 3_000, 400);
        lab.write(Lane.STATISTICS, 3_000, 400);
        lab.write(Lane.BLOBS, 3_000, 400);
        lab.begin();
        lab.pass(Duration.ofSeconds(Scene.SECONDS));
        return lab.bytes(Lane.STATISTICS) >= 0.22 * lab.allBytes() && lab.bytes(Lane.BLOBS) >= 0.1 * lab.allBytes();
    }),
    /** A lane with a budget stops at it, and a restart buys nothing. */
    BUDGET_HOLDS(plant -> {
        var rules = new LineRules(Duration.ZERO, Map.of(Lane.RECORDS, Scene.BUDGET), false);
        var lab = new LaneLab(plant, rules);
        lab.write(Lane.RECORDS, 3_000, 400);
        long sent = 0;
        for (int lives = 0; lives < 4; lives++) {
            lab.begin();
            lab.pass(Duration.ofMinutes(2));
            sent += lab.bytes(Lane.RECORDS);
            lab = lab.restarted(rules);
        }
        return sent <= Scene.BUDGET + LineRate.MOST_FRAME;
    }),
    /** What is not answered is sent again once a minute, at most a window of it. */
    SILENCE_IS_CHEAP(plant -> {
        var lab = new LaneLab(plant, LineRules.STANDARD);
        lab.silence();
        lab.write(Lane.URGENT, 3_000, 200);
        lab.begin();
        lab.pass(Duration.ofMinutes(3));
        int before = lab.messages;
        lab.pass(Duration.ofMinutes(20));
        return lab.messages - before <= 21 * 8;
    });

    /** Numbers of the scenes. */
    private static final class Scene {
        static final int FACTS = 50;
        static final int SECONDS = 60;
        static final long BUDGET = 50_000;
    }

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without a capture
    private final Predicate<LanePlant> scene;

    LaneClaim(Predicate<LanePlant> scene) {
        this.scene = scene;
    }

    private static LaneLab filled(LanePlant plant) {
        var lab = new LaneLab(plant, LineRules.STANDARD);
        lab.write(Lane.RECORDS, 2_000, 500);
        lab.write(Lane.STATISTICS, 1_000, 500);
        lab.begin();
        lab.pass(Duration.ofSeconds(10));
        lab.bytes.clear();
        lab.urgentFacts(Scene.FACTS, 150);
        lab.pass(Duration.ofSeconds(Scene.SECONDS));
        return lab;
    }

    /** Whether it is true of lanes with this bug in them. */
    boolean holds(LanePlant plant) {
        return scene.test(plant);
    }
}
