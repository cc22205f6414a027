package vn.tram.edge.sync.lanes;

import vn.tram.edge.sync.lanes.LineRate.Passing;

/** How much may be under way, and in pieces of what size. One thread. */
public interface LinePace {
    /** A message leaves; what is returned names it from then on. */
    Passing sent(boolean urgent, int bytes, long nowNanos);

    /** The broker has it. */
    void taken(Passing one, long nowNanos);

    /** It will not be heard of again. */
    void lost(Passing one);

    /** There is nothing more to send now: what the line carries meanwhile says nothing of what it could. */
    void ranOut();

    /** Nothing of before is on its way any more. */
    void forget();

    /** Nor what left before this moment: an answer of the broker can be lost, and nothing else may be said by then. */
    void giveUp(long sentBeforeNanos);

    /** Bytes of an urgent frame at most. */
    int frameBytes();

    /** Bytes of a frame of the lanes below at most. */
    int lowFrameBytes();

    /** Bytes of a piece of a blob at most. */
    int pieceBytes();

    /** Whether one more may leave; an urgent one need not wait for what is below it. */
    boolean hasRoom(boolean urgent);
}
