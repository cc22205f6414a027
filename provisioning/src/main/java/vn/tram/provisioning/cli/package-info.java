/**
 * The command line of city IT, {@code tram-provision}: makes the city's authority, keeps it in a folder, and certifies
 * what city IT sets up by hand. Adapters: files and the terminal. Words are in bundles, Vietnamese first.
 */
@NullMarked
package vn.tram.provisioning.cli;

import org.jspecify.annotations.NullMarked;
