package vn.tram.edge.sync;

import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Lane;

/**
 * The centre's durable watermark of a lane, as last heard; kept so that the status page knows it off line, and so that
 * a centre that comes back with less learns of it.
 *
 * @param incarnation of the centre's database that said so
 * @param epoch of the box that it is about
 */
public record AckLanded(Lane lane, long durable, long applied, long incarnation, long epoch) implements Landing {}
