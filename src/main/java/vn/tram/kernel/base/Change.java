package vn.tram.kernel.base;

/**
 * Something a decision asks to have committed: either a new fact of this node (an {@code Event}, which becomes a
 * journal entry) or something received from another node, stored as it came (a {@code Landing}).
 */
public interface Change {}
