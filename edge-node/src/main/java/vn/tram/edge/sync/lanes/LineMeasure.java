package vn.tram.edge.sync.lanes;

/**
 * What was lately measured of the line.
 *
 * @param bytesPerSecond upwards; 0 when it was not, because there was too little to send
 * @param wayMillis shortest time to the broker and back, at least 1; 0 when it was not
 */
public record LineMeasure(int bytesPerSecond, int wayMillis) {
    public static final LineMeasure NONE = new LineMeasure(0, 0);
}
