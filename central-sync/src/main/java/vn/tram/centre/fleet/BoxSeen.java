package vn.tram.centre.fleet;

import vn.tram.kernel.base.Landing;

/** What another worker wrote of a box. */
public record BoxSeen(BoxRow row) implements Landing {}
