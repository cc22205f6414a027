package vn.tram.edge.enrol;

import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.enrol.CityAnswer;

/** The way to the centre while there is no certificate for the line. Whoever answers there is not judged. Blocks. */
public interface CityCalls {
    /**
     * Sends a document and waits for the answer, some seconds at most.
     *
     * @param centre address such as {@code https://tram.hanoi.gov.vn}
     * @param path for instance {@code /enrol}
     */
    Heard post(String centre, String path, Bytes document);

    /** What came back. */
    sealed interface Heard {}

    /** Something that may be from the city. */
    record Answered(CityAnswer answer) implements Heard {}

    /**
     * A refusal; nobody proves it, so nothing is thrown away because of it.
     *
     * @param code name of the problem
     * @param triesLeft of the code; -1 where it was not told
     */
    record Refused(String code, int triesLeft) implements Heard {}

    /** Nothing that could be read came back. */
    record Silent(String why) implements Heard {}
}
