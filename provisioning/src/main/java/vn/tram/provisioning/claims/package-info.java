/**
 * One-time codes by which a new box, that nobody knows yet, shows that the city has sent it: made, typed, proved, used
 * once, or dead after five wrong tries or 72 hours. Pure; moments are told.
 */
@NullMarked
package vn.tram.provisioning.claims;

import org.jspecify.annotations.NullMarked;
