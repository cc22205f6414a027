package vn.tram.centre.fleet;

import vn.tram.kernel.base.Landing;

/** What is known of a box, as it stands now. */
public record BoxNoted(BoxRow row) implements Landing {}
