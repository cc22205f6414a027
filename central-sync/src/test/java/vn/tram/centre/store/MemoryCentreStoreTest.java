package vn.tram.centre.store;

import java.util.SplittableRandom;

final class MemoryCentreStoreTest extends CentreStoreContractTest {
    private final MemoryCentreStore store = new MemoryCentreStore(new SplittableRandom(1));

    @Override
    Opened open() {
        return new Opened(store, store, store, store, store);
    }
}
