package vn.tram.kernel.journal;

import vn.tram.kernel.base.BadForm;

/** Classes of traffic on the one connection, most pressing first. The number is part of the wire format. */
public enum Lane {
    /** Hello, acknowledgements, beats, feed requests: ephemeral, never journalled. */
    CONTROL(0),
    /** What the city's live picture needs: ticket states, alarms. */
    URGENT(1),
    /** Dossiers, audit. */
    RECORDS(2),
    /** Statistics, logs, news of the node itself. */
    STATISTICS(3),
    /** Blob metadata and chunks. */
    BLOBS(4);

    private final int number;

    Lane(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Lane of(long number) throws BadForm {
        for (var lane : values()) {
            if (lane.number == number) {
                return lane;
            }
        }
        throw new BadForm("no lane has the number " + number);
    }
}
