@NullMarked
package vn.tram.centre.web.listen;

import org.jspecify.annotations.NullMarked;
