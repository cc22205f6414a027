package vn.tram.system.sim.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Topics;

/** What boxes say, seen from the line: the same thing again and again costs money and helps nobody. */
public final class LineTruth {
    /** Four resends of a standing connection, and one for each connection that can be tried in a minute. */
    private static final int MOST = 20;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private record Said(String client, String topic, int hash, int length) {}

    private final Findings findings;
    private final Map<Said, Integer> thisMinute = new HashMap<>();
    private long begun;

    public LineTruth(Findings findings) {
        this.findings = findings;
    }

    /** A client hands this to the line. */
    public void said(String client, String topic, byte[] payload, long nowNanos) {
        var up = Topics.parseUp(topic);
        if (up.isEmpty() || up.get().lane() <= Lane.CONTROL.number()) {
            return;
        }
        if (nowNanos - begun > MINUTE) {
            begun = nowNanos;
            thisMinute.clear();
        }
        int times =
                thisMinute.merge(new Said(client, topic, Arrays.hashCode(payload), payload.length), 1, Integer::sum);
        findings.require(
                times <= MOST, Invariant.LINE_IS_NOT_STORMED, client, "sends the same frame for the", times, "th time");
    }
}
