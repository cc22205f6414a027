package vn.tram.centre.duty;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import vn.tram.kernel.base.BoxId;

/**
 * What a worker is in charge of.
 *
 * @param partitions into how many the boxes are parted; 0: there is one worker, which has everything
 * @param fences by share held: the number that proves it in every commit
 */
public record Duty(int partitions, Map<Integer, Long> fences) {
    /** The share of what belongs to no box: the city's feeds, and what strangers send. */
    public static final int CITY = -1;

    /** Everything, for a centre of one process. */
    public static final Duty WHOLE = new Duty(0, Map.of());

    private static final int FNV_START = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    public Duty {
        fences = Map.copyOf(fences);
    }

    /** Nothing, for a worker that has just come. */
    public static Duty none(int partitions) {
        return new Duty(partitions, Map.of());
    }

    public boolean whole() {
        return partitions == 0;
    }

    public boolean has(BoxId box) {
        return whole() || fences.containsKey(partOf(box));
    }

    /** The number under which a box is ours, another one each time it comes to us; negative: it is not. */
    public long fence(BoxId box) {
        return whole() ? 0 : fences.getOrDefault(partOf(box), -1L);
    }

    public boolean hasCity() {
        return whole() || fences.containsKey(CITY);
    }

    /** The partition of a box. The same for ever: FNV-1a over the name, its halves mixed. */
    public int partOf(BoxId box) {
        int hash = FNV_START;
        for (byte each : box.value().getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        return whole() ? 0 : Math.floorMod(hash ^ (hash >>> 15), partitions);
    }
}
