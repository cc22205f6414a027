package vn.tram.system.sim.disk;

/** The machine loses its power here and now: nothing after it happens. */
public final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PowerCut() {
        super("power cut", null, false, false);
    }
}
