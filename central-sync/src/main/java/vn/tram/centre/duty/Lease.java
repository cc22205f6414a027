package vn.tram.centre.duty;

/**
 * One share of the work and who has it.
 *
 * @param part a partition, or {@link Duty#CITY}
 * @param holder name of a worker's life; empty when nobody has it
 * @param fence grows each time the share changes hands
 */
public record Lease(int part, String holder, long fence) {}
