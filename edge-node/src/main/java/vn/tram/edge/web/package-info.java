/**
 * Pages and HTTP API of the box on Vert.x. Handlers only parse, submit and write the answer; views are pushed by
 * server-sent events.
 */
@NullMarked
package vn.tram.edge.web;

import org.jspecify.annotations.NullMarked;
