package vn.tram.edge.sync;

import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Lane;

/**
 * The centre's durable watermark of a lane, as last heard; kept so that retention and the status page know it off line.
 */
public record AckLanded(Lane lane, long durable, long applied) implements Landing {}
