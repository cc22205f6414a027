package vn.tram.edge.enrol;

/**
 * Where the box stands with its identity.
 *
 * @param words four, made of its key; empty without one
 * @param until when its certificate ends, epoch milliseconds; 0 without one
 * @param trouble name of what keeps it from being renewed; empty when nothing does
 */
public record EnrolState(Stage stage, String words, long until, String trouble) {
    /** How far it is. */
    public enum Stage {
        /** A person has to type a code. */
        NO_IDENTITY,
        /** The city is being asked. */
        CLAIMING,
        ENROLLED,
        /** It has one which the city does not renew any more: a person has to type a new code. */
        LOST
    }
}
