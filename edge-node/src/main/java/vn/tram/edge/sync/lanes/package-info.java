/**
 * Who of the lanes goes next, how much, and when: shares, measured rate, gathering, budgets, refusals. Pure rules of
 * the uplink, used on the timers' thread alone.
 */
@NullMarked
package vn.tram.edge.sync.lanes;

import org.jspecify.annotations.NullMarked;
