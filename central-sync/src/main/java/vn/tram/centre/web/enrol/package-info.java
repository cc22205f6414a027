/** What the web needs to give out certificates: the signing itself, the operators' token, a limit for strangers. */
@NullMarked
package vn.tram.centre.web.enrol;

import org.jspecify.annotations.NullMarked;
