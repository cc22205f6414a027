package vn.tram.system.sim.net;

import vn.tram.system.sim.time.Dice;

/** The line of one client to the broker, both ways; it outlives connections and processes. */
final class Path {
    /** One direction. */
    static final class Way {
        private boolean cut;
        private long freeAt;
        private long lastArrival;

        boolean cut() {
            return cut;
        }
    }

    final Way up = new Way();
    final Way down = new Way();
    private final boolean near;

    /** @param near beside the broker: quick and wide, and it is not cut */
    Path(boolean near) {
        this.near = near;
    }

    boolean near() {
        return near;
    }

    void cut(boolean upward, boolean downward) {
        up.cut = upward;
        down.cut = downward;
    }

    /** When a message that leaves now arrives. In order, unless it is one of the late ones. */
    long arrival(Way way, long now, int bytes, Wire wire, Dice dice) {
        long start = now;
        if (!near && wire.bytesPerSecond() > 0) {
            start = Math.max(now, way.freeAt);
            way.freeAt = start + (bytes + 40L) * 1_000_000_000L / wire.bytesPerSecond();
            start = way.freeAt;
        }
        long arrival = start
                + (near ? 200_000 : wire.delay().toNanos())
                + dice.exponential(near ? 50_000 : wire.jitter().toNanos());
        if (dice.chance(wire.late())) {
            return arrival + dice.exponential(wire.lateness().toNanos());
        }
        way.lastArrival = Math.max(way.lastArrival, arrival);
        return way.lastArrival;
    }
}
