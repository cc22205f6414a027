@NullMarked
package vn.tram.edge.web;

import org.jspecify.annotations.NullMarked;
