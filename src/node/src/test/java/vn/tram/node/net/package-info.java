/** Tests of the line against brokers that misbehave on purpose. */
@NullMarked
package vn.tram.node.net;

import org.jspecify.annotations.NullMarked;
