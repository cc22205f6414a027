@NullMarked
package vn.tram.edge.web.listen;

import org.jspecify.annotations.NullMarked;
