package vn.tram.system.sim.check;

/** Everything that is checked, by name. */
public enum Invariant {
    /** A number is given once in a ward, day and series. */
    NUMBERS_ARE_UNIQUE,
    /** The numbers of a day and series run from 1 without a gap. */
    NUMBERS_HAVE_NO_GAP,
    /** A box whose clock was never set wrong stamps the true time and opens the true day. */
    DAY_IS_RIGHT,
    /** lsn and lseq are dense, one epoch goes on, time does not go back. */
    JOURNAL_IS_DENSE,
    /** Every hash follows from the one before. */
    CHAIN_HOLDS,
    /** What a person was told is on disk, and still there after any crash. */
    ANSWERED_IS_KEPT,
    /** A press has one answer and one effect, however often it is repeated. */
    ONE_ANSWER_A_PRESS,
    /** A counter has at most one ticket, and a ticket stands at one counter at most. */
    ONE_TICKET_A_COUNTER,
    /** A ticket goes only where the life cycle allows. */
    LIFE_CYCLE_HOLDS,
    /** Two copies of a box that both live are found out, and the city is told. */
    COPIES_ARE_FOUND,
    /** Of a box with two live copies, and of a fenced copy, nothing is taken. */
    HELD_COPIES_ARE_NOT_TAKEN,
    /** What a person decides about copies holds: the chosen one goes on, and no other does. */
    RULINGS_HOLD,
    /** What the tables refuse as impossible is never even tried. */
    SECOND_GUARD_SLEEPS,
    /** What is in memory, in the tables and in the journal is the same. */
    FOLD_EQUALS_TABLES,
    /** The centre has landed a gap-free prefix of each box's journal, entry for entry. */
    CENTRE_HOLDS_A_PREFIX,
    /** No watermark is announced that is not on the centre's disk, now and after any crash. */
    ACKED_IS_KEPT,
    /** Of several workers only the one that has a box commits anything of it. */
    ONE_WRITER_A_BOX,
    /** What a dead worker had, another has within ten seconds. */
    SHARES_ARE_TAKEN_OVER,
    /** Nothing a healthy box sends is refused, quarantined, parked or rings an alarm. */
    NO_FALSE_ALARM,
    /** No input ends a process. */
    NODES_STAY_UP,
    /** What is not answered is sent again seldom. */
    LINE_IS_NOT_STORMED,
    /** After healing and quiet, all is at the centre, durable and shown, and the box knows it. */
    EVERYTHING_ARRIVES,
    /** The centre's tickets and figures are the box's. */
    PICTURE_IS_RIGHT,
    /** A box that was set back has again what it lost and the centre has. */
    LOST_COMES_BACK,
    /** A box takes no row but what the city published, each once and in its place, and never goes back. */
    FEEDS_ARE_THE_CITYS,
    /** The centre takes no checkpoint that is not the box's own, and true. */
    CHECKPOINTS_ARE_THE_BOXES,
    /** What has changed on a disk is found, told, and stands again as it was written. */
    DAMAGE_IS_MENDED,
    /** A day that is over is compared between box and centre. */
    DAYS_ARE_COMPARED,
    /** Boxes have what the city published. */
    FEEDS_ARRIVE,
    /** Who says that it has a blob has all its bytes on disk, as they were given. */
    STORED_BLOB_IS_WHOLE,
    /** Nobody keeps other bytes under a blob's name. */
    BLOBS_ARE_THEIR_NAME,
    /** What is on disk of a blob is not asked for again, also after a restart. */
    BLOB_PROGRESS_IS_KEPT,
    /** Nobody has a blob from somebody who had none for it. */
    BLOBS_ARE_FOR_WHOM_THEY_ARE,
    /** After healing and quiet, every blob is where it shall be, and who gave it knows. */
    BLOBS_ARRIVE
}
