package vn.tram.kernel.base;

/** A new fact of this node, immutable; committed as one journal entry. Implementations are records. */
public interface Event extends Change {}
