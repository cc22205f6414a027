package vn.tram.bench.traffic;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import vn.tram.kernel.base.UuidV7;

/** Seeded chance in the shapes that a day is made of. One thread. */
public final class Dice {
    private final SplittableRandom random;

    public Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A stream of its own: drawing from it does not change what this one gives. */
    public Dice split() {
        return new Dice(random.nextLong());
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    int upTo(int most) {
        return random.nextInt(most);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    <T> T pick(List<T> list, ToDoubleFunction<T> weight) {
        double left = random.nextDouble() * list.stream().mapToDouble(weight).sum();
        for (var each : list) {
            left -= weight.applyAsDouble(each);
            if (left < 0) {
                return each;
            }
        }
        return list.get(list.size() - 1);
    }

    /** Log-normal: half are shorter than {@code median}; {@code spread} is the deviation of the logarithm. */
    double logNormal(double median, double spread) {
        return median * Math.exp(spread * random.nextGaussian());
    }

    /** Beta between 0 and 1, from two gammas. */
    double beta(double a, double b) {
        double x = gamma(a);
        return x / (x + gamma(b));
    }

    /** Gamma of shape {@code a} at least 1 (Marsaglia and Tsang, ACM TOMS 26, 2000). */
    private double gamma(double a) {
        double d = a - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** A request id as a page makes one. */
    UUID id(long unixMillis) {
        return UuidV7.at(unixMillis, random);
    }
}
