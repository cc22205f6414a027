package vn.tram.bench.sync;

import vn.tram.system.process.LineProxy;

/**
 * What passed a proxy.
 *
 * @param up bytes of TCP payload from box to broker
 * @param down bytes of TCP payload from broker to box
 * @param pieces reads of the proxy, about the segments that carried them
 */
record Passed(long up, long down, long pieces) {
    /** IPv4 and TCP with time stamps. */
    private static final int HEADER = 52;

    static Passed at(LineProxy line) {
        return new Passed(line.up(), line.down(), line.pieces());
    }

    Passed since(Passed before) {
        return new Passed(up - before.up, down - before.down, pieces - before.pieces);
    }

    double bytes() {
        return up + down;
    }

    /** Estimated: every piece is a segment, and every second one is confirmed by an empty one. */
    double headers() {
        return pieces * 1.5 * HEADER;
    }
}
