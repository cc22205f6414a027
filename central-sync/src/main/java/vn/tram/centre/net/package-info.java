/**
 * The centre's end of the line: what comes from boxes goes to the core, what the core says goes to boxes; and the
 * broker that may run inside the centre's process. The receiver lives on the timers' thread and keeps nothing of its
 * own; the broker owns its socket, its threads and who may say what, and keeps nothing on disk.
 */
@NullMarked
package vn.tram.centre.net;

import org.jspecify.annotations.NullMarked;
