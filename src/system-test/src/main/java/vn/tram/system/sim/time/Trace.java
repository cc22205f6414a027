package vn.tram.system.sim.time;

/** A running digest of all that happened: two runs with the same digest went the same way. */
public final class Trace {
    private long digest;

    public void add(long fact) {
        digest = Dice.mix(digest * 31 + fact);
    }

    public void add(byte[] fact) {
        long hash = fact.length;
        for (byte each : fact) {
            hash = hash * 31 + each;
        }
        add(hash);
    }

    public long digest() {
        return digest;
    }
}
