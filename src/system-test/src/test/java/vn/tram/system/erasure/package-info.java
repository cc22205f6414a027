/** What is left of a personal entry when its body was erased, looked for in the files of both sides. One thread. */
@NullMarked
package vn.tram.system.erasure;

import org.jspecify.annotations.NullMarked;
