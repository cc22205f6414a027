package vn.tram.edge.disk;

import vn.tram.kernel.base.StoreFailure;

/** The disk that the box's data lies on. One thread. */
public interface DiskRoom {
    /** Bytes that may still be written, and bytes in all. */
    record Room(long usable, long total) {}

    Room look() throws StoreFailure;

    /**
     * Takes 64 MiB that nobody else can have then; harmless when they are taken. They are what a full disk's last
     * commits live on.
     */
    void reserve() throws StoreFailure;

    /** Gives them back; harmless when there are none. */
    void release() throws StoreFailure;
}
