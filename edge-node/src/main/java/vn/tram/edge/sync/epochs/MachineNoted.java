package vn.tram.edge.sync.epochs;

import vn.tram.kernel.base.Landing;

/** The machine in which the disk stands from now on: a digest of its number, in hexadecimal digits. */
public record MachineNoted(String machine) implements Landing {}
