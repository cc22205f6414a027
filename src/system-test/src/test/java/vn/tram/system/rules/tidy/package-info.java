/**
 * The house rules over the files of the repository themselves: sizes, words, names, scripts, documents, texts. Owns no
 * product code and needs no plugin. Each rule is seen to fail on a small bad sample; runs on the test thread.
 */
@NullMarked
package vn.tram.system.rules.tidy;

import org.jspecify.annotations.NullMarked;
