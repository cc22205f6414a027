package vn.tram.system.sim.bugs;

import static vn.tram.system.sim.check.Invariant.ACKED_IS_KEPT;
import static vn.tram.system.sim.check.Invariant.ANSWERED_IS_KEPT;
import static vn.tram.system.sim.check.Invariant.BLOBS_ARE_FOR_WHOM_THEY_ARE;
import static vn.tram.system.sim.check.Invariant.BLOBS_ARE_THEIR_NAME;
import static vn.tram.system.sim.check.Invariant.BLOBS_ARRIVE;
import static vn.tram.system.sim.check.Invariant.BLOB_PROGRESS_IS_KEPT;
import static vn.tram.system.sim.check.Invariant.CENTRE_HOLDS_A_PREFIX;
import static vn.tram.system.sim.check.Invariant.CHAIN_HOLDS;
import static vn.tram.system.sim.check.Invariant.CHECKPOINTS_ARE_THE_BOXES;
import static vn.tram.system.sim.check.Invariant.COPIES_ARE_FOUND;
import static vn.tram.system.sim.check.Invariant.DAMAGE_IS_MENDED;
import static vn.tram.system.sim.check.Invariant.DAYS_ARE_COMPARED;
import static vn.tram.system.sim.check.Invariant.DAY_IS_RIGHT;
import static vn.tram.system.sim.check.Invariant.EVERYTHING_ARRIVES;
import static vn.tram.system.sim.check.Invariant.FEEDS_ARE_THE_CITYS;
import static vn.tram.system.sim.check.Invariant.FEEDS_ARRIVE;
import static vn.tram.system.sim.check.Invariant.FOLD_EQUALS_TABLES;
import static vn.tram.system.sim.check.Invariant.HELD_COPIES_ARE_NOT_TAKEN;
import static vn.tram.system.sim.check.Invariant.LIFE_CYCLE_HOLDS;
import static vn.tram.system.sim.check.Invariant.LINE_IS_NOT_STORMED;
import static vn.tram.system.sim.check.Invariant.NODES_STAY_UP;
import static vn.tram.system.sim.check.Invariant.NO_FALSE_ALARM;
import static vn.tram.system.sim.check.Invariant.ONE_ANSWER_A_PRESS;
import static vn.tram.system.sim.check.Invariant.ONE_WRITER_A_BOX;
import static vn.tram.system.sim.check.Invariant.PICTURE_IS_RIGHT;
import static vn.tram.system.sim.check.Invariant.RULINGS_HOLD;
import static vn.tram.system.sim.check.Invariant.SECOND_GUARD_SLEEPS;
import static vn.tram.system.sim.check.Invariant.SHARES_ARE_TAKEN_OVER;
import static vn.tram.system.sim.check.Invariant.STORED_BLOB_IS_WHOLE;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.check.Invariant;

/** A careless implementation of one port, and what the simulation must say of it. */
public enum PlantedBug {
    /** A commit of the box returns before its last transactions are on the platters. */
    BOX_ANSWERS_BEFORE_SYNC(BoxBugs::answersBeforeSync, ANSWERED_IS_KEPT),
    /** After a crash the box's disk is that of half an hour ago, under the same epoch. */
    BOX_DISK_SET_BACK(BoxBugs::diskSetBack, ANSWERED_IS_KEPT),
    /** Answers are not kept over a restart, so a repeated press is decided anew. */
    BOX_FORGETS_ANSWERS(BoxBugs::forgetsAnswers, SECOND_GUARD_SLEEPS, ONE_ANSWER_A_PRESS),
    /** The page makes a new request id for each try of a press. */
    RETRY_IS_A_NEW_PRESS(BoxBugs::retryIsNewPress, ONE_ANSWER_A_PRESS),
    /** What the centre acknowledged is deleted at once, so that a centre set back cannot be filled again. */
    BOX_DELETES_WHAT_IS_ACKNOWLEDGED(
            BoxBugs::deletesWhatIsAcknowledged, NO_FALSE_ALARM, EVERYTHING_ARRIVES, CENTRE_HOLDS_A_PREFIX),
    /** The outbox query leaves a row out, and numbers the rest as if it had not been there. */
    OUTBOX_SKIPS_AN_ENTRY(BoxBugs::outboxSkips, CENTRE_HOLDS_A_PREFIX, NO_FALSE_ALARM),
    /** The outbox query has no order. */
    OUTBOX_UNORDERED(BoxBugs::outboxUnordered, NODES_STAY_UP),
    /** One kind of event does not reach the ticket table. */
    TABLE_UPDATE_DROPPED(BoxBugs::tableUpdateDropped, FOLD_EQUALS_TABLES),
    /** After a start the fold begins one entry late. */
    FOLD_MISSES_AN_ENTRY(BoxBugs::foldMissesAnEntry, FOLD_EQUALS_TABLES, LIFE_CYCLE_HOLDS, SECOND_GUARD_SLEEPS),
    /** A feed's position is stored, its rows are not. */
    FEED_OFFSET_AHEAD_OF_ROWS(BoxBugs::offsetAheadOfRows, FEEDS_ARRIVE),
    /** A ward that leaves a group keeps what came for the group. */
    GROUP_ROWS_STAY(BoxBugs::groupRowsStay, FEEDS_ARRIVE),
    /** Whoever signed a feed, it is taken. */
    FEED_SIGNATURE_NOT_CHECKED(BoxBugs::signatureNotChecked, FEEDS_ARE_THE_CITYS, FEEDS_ARRIVE, NODES_STAY_UP),
    /** A batch is taken wherever it begins. */
    OLD_FEED_TAKEN_AGAIN(BoxBugs::oldFeedTaken, FEEDS_ARE_THE_CITYS, FEEDS_ARRIVE),
    /** The link does not tell that the connection is gone. */
    LINK_REPORTS_NOTHING(BoxBugs::linkReportsNothing, EVERYTHING_ARRIVES),
    /** A timer now and then never rings. */
    TIMER_LOST(BoxBugs::timerLost, EVERYTHING_ARRIVES, FEEDS_ARRIVE, PICTURE_IS_RIGHT, BLOBS_ARRIVE),
    /** Milliseconds are taken for seconds, so that what is not answered goes out again at every tick. */
    RESEND_WITHOUT_BACKOFF(BoxBugs::resendsWithoutBackoff, LINE_IS_NOT_STORMED),
    /** At noon the clock jumps half a day ahead, and numbering begins anew. */
    NUMBERING_RESTARTS_AT_NOON(BoxBugs::noonIsMidnight, DAY_IS_RIGHT),
    /** After a restart the box does not hear that its connection is gone: it takes a restart and a broken line. */
    DOWN_UNHEARD_AFTER_RESTART(BoxBugs::downUnheardAfterRestart, EVERYTHING_ARRIVES),
    /** After a commit that failed nothing is synced any more: it takes a bad disk and a loss of power. */
    SYNC_FORGOTTEN_AFTER_REOPENING(BoxBugs::syncForgottenAfterReopening, ANSWERED_IS_KEPT),
    /** A worker of the centre commits without a look at who has the box by now. */
    FENCE_NOT_COMPARED(WorkerBugs::fenceNotCompared, ONE_WRITER_A_BOX),
    /** A worker that takes a share over goes on from what it last knew of it. */
    HEIR_READS_NOTHING(WorkerBugs::heirReadsNothing, EVERYTHING_ARRIVES, CENTRE_HOLDS_A_PREFIX),
    /** Workers do not hear what the others commit. */
    NEWS_OF_OTHERS_LOST(WorkerBugs::newsLost, EVERYTHING_ARRIVES, PICTURE_IS_RIGHT, FEEDS_ARRIVE),
    /** What a dead worker had stays its own. */
    THE_DEAD_KEEP_THEIR_SHARES(WorkerBugs::deadKeepTheirs, SHARES_ARE_TAKEN_OVER, EVERYTHING_ARRIVES),
    /** The centre acknowledges what it has received, not what it has stored. */
    LYING_ACK(CentreBugs::lyingAck, ACKED_IS_KEPT),
    /** A commit of the centre returns before it is on the platters. */
    CENTRE_ACKS_BEFORE_SYNC(CentreBugs::acksBeforeSync, ACKED_IS_KEPT, CENTRE_HOLDS_A_PREFIX),
    /** The watermark is stored in a transaction of its own, before the frame. */
    WATERMARK_OUTSIDE_TRANSACTION(CentreBugs::watermarkOutside, CENTRE_HOLDS_A_PREFIX, ACKED_IS_KEPT),
    /** The centre begins each life without its watermarks. */
    CENTRE_FORGETS_WATERMARKS(CentreBugs::forgetsWatermarks, ACKED_IS_KEPT, CENTRE_HOLDS_A_PREFIX),
    /** An update of the centre's ticket table fails and nobody looks. */
    CENTRE_SWALLOWS_AN_UPDATE(CentreBugs::swallowsUpdate, PICTURE_IS_RIGHT),
    /** A dictionary that boxes pack by is published and not stored. */
    CENTRE_LOSES_A_DICTIONARY(CentreBugs::dictionaryNotKept, FEEDS_ARRIVE, FEEDS_ARE_THE_CITYS, NO_FALSE_ALARM),
    /** Whoever vouches for a box's journal is believed. */
    CHECKPOINT_SIGNATURE_NOT_CHECKED(CentreBugs::checkpointNotChecked, CHECKPOINTS_ARE_THE_BOXES, NO_FALSE_ALARM),
    /** Over night a row is lost from the centre's ticket table; the comparison of days has to ring. */
    CENTRE_LOSES_A_ROW_OVERNIGHT(CentreBugs::rowGoneOvernight, NO_FALSE_ALARM),
    /** What a box tells of its days is thrown away. */
    DAYS_NEVER_COMPARED(CentreBugs::daysNeverCompared, DAYS_ARE_COMPARED),
    /** What an older centre did not know stays aside after its upgrade. */
    PARKED_NEVER_TAKEN_UP(CentreBugs::parkedForEver, NO_FALSE_ALARM, PICTURE_IS_RIGHT),
    /** A centre that cannot read the columnar form drops its frames and asks for no others. */
    PLAIN_FRAMES_NEVER_ASKED_FOR(CentreBugs::neverAsksForPlain, EVERYTHING_ARRIVES),
    /** What came back from the centre is not written. */
    REGAINED_ENTRIES_DROPPED(BoxBugs::regainedDropped, CHAIN_HOLDS, CENTRE_HOLDS_A_PREFIX),
    /** Where histories are brought together, tickets told anew do not reach the ticket table. */
    RESTATED_TICKETS_NOT_WRITTEN(
            BoxBugs::restatedNotWritten, FOLD_EQUALS_TABLES, LIFE_CYCLE_HOLDS, SECOND_GUARD_SLEEPS),
    /** The centre gives nothing back, so that a fork is never healed. */
    NOTHING_COMES_BACK(BoxBugs::nothingComesBack, EVERYTHING_ARRIVES, PICTURE_IS_RIGHT, NO_FALSE_ALARM),
    /** The centre stores what has come without a look at its digest. */
    BLOB_DIGEST_NOT_CHECKED(BlobBugs::digestNotChecked, STORED_BLOB_IS_WHOLE, BLOBS_ARE_THEIR_NAME),
    /** The centre says that it has a blob before it has. */
    BLOB_STORED_TOO_SOON(BlobBugs::storedTooSoon, STORED_BLOB_IS_WHOLE),
    /** The centre throws away what has come of a blob when it is offered again. */
    BLOB_PROGRESS_FORGOTTEN(BlobBugs::progressForgotten, BLOB_PROGRESS_IS_KEPT),
    /** What the centre has for one box it gives to all. */
    BLOB_FOR_EVERYBODY(BlobBugs::forEverybody, BLOBS_ARE_FOR_WHOM_THEY_ARE),
    /** A box takes any answer to its offer for a good one. */
    BLOB_REFUSAL_TAKEN_FOR_STORED(BlobBugs::refusalTakenForStored, BLOBS_ARRIVE),
    /** A box does not understand that a blob is stored. */
    BLOB_STORED_NEVER_HEARD(BlobBugs::storedNeverHeard, BLOBS_ARRIVE),
    /** What has changed on a box's disk is found, fetched, and not written in its place. */
    MENDED_ENTRIES_NOT_WRITTEN(BoxBugs::mendedNotWritten, DAMAGE_IS_MENDED),
    /** The search at a box sees no rows. */
    SEARCH_IS_BLIND(BoxBugs::searchIsBlind, DAMAGE_IS_MENDED),
    /** Frames that came once more are written empty in the place of damaged ones. */
    MENDED_FRAMES_NOT_WRITTEN(CentreBugs::mendedNotWritten, DAMAGE_IS_MENDED),
    /** A box tells no token, so that its copies are never proven to live. */
    COPY_TOKEN_NOT_ROTATED(CopyBugs::tokenNotRotated, COPIES_ARE_FOUND),
    /** Every process of a box bears the same name, so that two of them look like one. */
    COPY_BOOTS_NOT_COMPARED(CopyBugs::bootsNotCompared, COPIES_ARE_FOUND),
    /** A copy that is held back takes itself for the box. */
    COPY_VERDICT_NOT_HEEDED(CopyBugs::verdictNotHeeded, COPIES_ARE_FOUND, HELD_COPIES_ARE_NOT_TAKEN),
    /** The centre begins each life without what a person decided of copies. */
    COPY_RULING_FORGOTTEN(CopyBugs::rulingForgotten, RULINGS_HOLD, HELD_COPIES_ARE_NOT_TAKEN);

    /** A reference to a static method, which holds nothing; the checker cannot see that. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Seams> seams;

    @SuppressWarnings("ImmutableEnumChecker") // never changed, and enum sets keep their order
    private final Set<Invariant> expected;

    PlantedBug(Supplier<Seams> seams, Invariant first, Invariant... rest) {
        this.seams = seams;
        this.expected = EnumSet.of(first, rest);
    }

    /** The world with this bug in it; a fresh one for each run. */
    public Seams seams() {
        return seams.get();
    }

    /** Whether it shows only when a day ends. */
    public boolean needsANight() {
        return this == CENTRE_LOSES_A_ROW_OVERNIGHT || this == DAYS_NEVER_COMPARED;
    }

    /** Whether it shows only when a box comes back with an older copy of its database. */
    public boolean needsACopy() {
        return this == REGAINED_ENTRIES_DROPPED || this == RESTATED_TICKETS_NOT_WRITTEN || this == NOTHING_COMES_BACK;
    }

    /** Whether it shows only when bits change on disks. */
    public boolean needsFlips() {
        return expected.contains(DAMAGE_IS_MENDED);
    }

    /** Whether it shows where blobs are misread, and elsewhere by luck. */
    public boolean needsMisreading() {
        return this == BLOB_DIGEST_NOT_CHECKED;
    }

    /** Whether it shows only where the centre is several workers. */
    public boolean needsWorkers() {
        return switch (this) {
            case FENCE_NOT_COMPARED, HEIR_READS_NOTHING, NEWS_OF_OTHERS_LOST, THE_DEAD_KEEP_THEIR_SHARES -> true;
            default -> false;
        };
    }

    /** Whether it shows only when a box's folder is copied. */
    public boolean needsACopiedFolder() {
        return name().startsWith("COPY_");
    }

    /** Any of these is the right verdict. */
    public Set<Invariant> expected() {
        return expected;
    }
}
