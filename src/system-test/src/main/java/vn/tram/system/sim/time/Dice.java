package vn.tram.system.sim.time;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Seeded chance: SplitMix64 (Steele, Lea, Flood 2014), so that a seed means the same on every JDK. Whatever needs
 * chance gets a {@link #fork} of its own: drawing more in one place changes nothing in another.
 */
public final class Dice implements RandomGenerator {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;
    private long state;

    public Dice(long seed) {
        this.seed = seed;
        this.state = mix(seed + GOLDEN);
    }

    /** An independent stream for {@code purpose}; depends on this one's seed, not on what was drawn from it. */
    public Dice fork(String purpose) {
        long hash = seed;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash + GOLDEN + purpose.charAt(i));
        }
        return new Dice(hash);
    }

    /** Spreads the bits of a number (the finaliser of SplitMix64). */
    public static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** True with that probability, 0 to 1. */
    public boolean chance(double probability) {
        return probability > 0 && nextDouble() < probability;
    }

    /** Both bounds included. */
    public long between(long least, long most) {
        return most <= least ? least : least + Math.floorMod(nextLong(), most - least + 1);
    }

    /** Time to the next of events that come at random, {@code mean} apart. */
    public long exponential(long mean) {
        return (long) (-mean * StrictMath.log(1 - nextDouble()));
    }

    /** Half of the values lie below {@code median}; {@code sigma} 0.6 is typical for times at a counter. */
    public double lognormal(double median, double sigma) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return median * StrictMath.exp(sigma * radius * StrictMath.cos(2 * StrictMath.PI * nextDouble()));
    }

    public <T> T pick(List<T> from) {
        return from.get((int) between(0, from.size() - 1));
    }

    /** An index, drawn with the given weights. */
    public int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
