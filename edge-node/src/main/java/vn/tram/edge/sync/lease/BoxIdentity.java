package vn.tram.edge.sync.lease;

import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.Signer;

/**
 * Who a box is on the line.
 *
 * @param box name of this installation
 * @param software version told to the centre
 * @param broker address shown on the status page
 * @param city whose signatures on feeds are trusted; without one no feed is taken
 * @param key the box's own, with which it vouches for its journal
 * @param rules what the owner set for the line
 * @param machine digest of the machine's own number; empty where there is none
 */
public record BoxIdentity(
        BoxId box, String software, String broker, KeyRing city, Signer key, LineRules rules, Bytes machine) {
    /** With the rules that hold unless a setting says otherwise, on a machine without a number. */
    public BoxIdentity(BoxId box, String software, String broker, KeyRing city, Signer key) {
        this(box, software, broker, city, key, LineRules.STANDARD, Bytes.EMPTY);
    }
}
