/**
 * How a box comes to its identity: claimed by a code, renewed from half of its life on. Pure; what touches disk and
 * network is behind two ports, which block. On a thread of its own.
 */
@NullMarked
package vn.tram.edge.enrol;

import org.jspecify.annotations.NullMarked;
