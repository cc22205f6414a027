package vn.tram.centre.intake;

import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Control.Claim;

/**
 * The last thing a box vouched for.
 *
 * @param key the first one that the centre heard in this epoch of the box
 * @param at epoch milliseconds when it came
 */
public record BoxClaim(VerifyKey key, Claim claim, long at) {}
