package vn.tram.centre;

import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.FeedsSeen;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.feeds.ToldSeen;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxSeen;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.kernel.base.Landing;

/** Whom a change is about: what decides which of several workers may commit it. */
final class Owners {
    /** Of changes that belong to no box. */
    static final String CITY = "";

    /** Of a new life of the database: any worker may begin it, and all read everything anew. */
    static final String LIFE = "!";

    private Owners() {}

    /** Whether another worker committed it, so that this one only has to know. */
    static boolean seenOnly(Landing landing) {
        return landing instanceof TakenSeen
                || landing instanceof BoxSeen
                || landing instanceof ToldSeen
                || landing instanceof FeedsSeen;
    }

    /** Name of the box, or {@link #CITY}. */
    static String of(Landing landing) {
        if (landing instanceof EpochTaken taken) {
            return taken.box().value();
        } else if (landing instanceof FrameLanded landed) {
            return landed.box().value();
        } else if (landing instanceof EntriesProjected projected) {
            return projected.box().value();
        } else if (landing instanceof AlarmNoted noted) {
            return noted.alarm().scope();
        } else if (landing instanceof BoxNoted noted) {
            return noted.row().box().value();
        } else if (landing instanceof FeedTold told) {
            return told.box().value();
        } else if (landing instanceof LifeBegun) {
            return LIFE;
        } else if (landing instanceof RowsPublished || landing instanceof FeedBorn) {
            return CITY;
        }
        throw new AssertionError(landing);
    }
}
