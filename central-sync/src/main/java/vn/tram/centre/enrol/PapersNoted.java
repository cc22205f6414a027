package vn.tram.centre.enrol;

import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;

/** What is kept of a box's identity now. */
public record PapersNoted(BoxId box, Papers now) implements Landing {}
