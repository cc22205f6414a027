package vn.tram.kernel.base;

/** A change that records what another node said: a feed batch, a frame, a watermark. It gets no entry of our own. */
public interface Landing extends Change {}
