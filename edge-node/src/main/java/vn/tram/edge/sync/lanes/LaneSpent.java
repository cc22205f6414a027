package vn.tram.edge.sync.lanes;

import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Lane;

/**
 * What a lane with a budget has sent on a day; kept so that a restart buys nothing.
 *
 * @param day business day
 * @param bytes of messages, without what TCP and MQTT put around them
 */
public record LaneSpent(Lane lane, int day, long bytes) implements Landing {}
