package vn.tram.edge.disk;

import vn.tram.kernel.base.StoreFailure;

/** A disk of a hundred bytes, as full as the test says. */
public final class FakeRoom implements DiskRoom {
    public int used;
    public boolean reserved;
    public boolean unreadable;

    @Override
    public Room look() throws StoreFailure {
        if (unreadable) {
            throw new StoreFailure("no such disk", new IllegalStateException("pulled out"));
        }
        return new Room(100 - used, 100);
    }

    @Override
    public void reserve() {
        reserved = true;
    }

    @Override
    public void release() {
        reserved = false;
    }
}
