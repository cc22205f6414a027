package vn.tram.edge.sync.packing;

import vn.tram.kernel.wire.Dictionaries;

/** Where the uplink finds what frames may be packed with. */
public interface DictionaryShelf {
    /** Those that the software carries and those that the city sent. Any thread. */
    Dictionaries dictionaries();
}
