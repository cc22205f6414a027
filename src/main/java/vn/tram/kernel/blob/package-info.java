/**
 * Bytes named by their SHA-256, as entries refer to them: scans, releases, attachments. The name and the port; where
 * the bytes lie is an adapter's business. No state.
 */
@NullMarked
package vn.tram.kernel.blob;

import org.jspecify.annotations.NullMarked;
