/**
 * The pages as people meet them: Debian's Chromium, headless, at the sizes of the real screens. Takes the pictures the
 * README shows; runs axe-core; sees that nothing leaves the box.
 */
@NullMarked
package vn.tram.system.browser;

import org.jspecify.annotations.NullMarked;
