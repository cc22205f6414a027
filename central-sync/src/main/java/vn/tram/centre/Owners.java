package vn.tram.centre;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import vn.tram.centre.duty.Fence;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.FeedsSeen;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.feeds.ToldSeen;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxSeen;
import vn.tram.centre.instances.InstanceChange.FrameKeptApart;
import vn.tram.centre.instances.InstanceChange.InstancesNoted;
import vn.tram.centre.instances.InstanceChange.InstancesRuled;
import vn.tram.centre.instances.InstanceChange.InstancesSeen;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.EpochTurned;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.kernel.base.Landing;

/** Whom a change is about: what decides which of several workers may commit it. */
final class Owners {
    /** Of changes that belong to no box. */
    static final String CITY = "";

    /** Of a new life of the database: any worker may begin it, and all read everything anew. */
    static final String LIFE = Fence.LIFE;

    private static final Set<Class<? extends Landing>> SEEN =
            Set.of(TakenSeen.class, BoxSeen.class, ToldSeen.class, FeedsSeen.class, InstancesSeen.class);

    private static final Map<Class<?>, Function<Landing, String>> NAMES = Map.ofEntries(
            of(EpochTaken.class, taken -> taken.box().value()),
            of(EpochTurned.class, turned -> turned.box().value()),
            of(FrameLanded.class, landed -> landed.box().value()),
            of(FrameMended.class, mended -> mended.box().value()),
            of(EntriesErased.class, erased -> erased.box().value()),
            of(EntriesProjected.class, projected -> projected.box().value()),
            of(CheckpointKept.class, kept -> kept.box().value()),
            of(DayCompared.class, compared -> compared.box().value()),
            of(TakenUp.class, taken -> taken.box().value()),
            of(AlarmNoted.class, noted -> noted.alarm().scope()),
            of(InstancesNoted.class, noted -> noted.box().value()),
            of(InstancesRuled.class, ruled -> ruled.box().value()),
            of(FrameKeptApart.class, kept -> kept.box().value()),
            of(PapersNoted.class, noted -> noted.box().value()),
            of(BoxNoted.class, noted -> noted.row().box().value()),
            of(FeedTold.class, told -> told.box().value()),
            of(LifeBegun.class, begun -> LIFE),
            of(RowsPublished.class, published -> CITY),
            of(FeedBorn.class, born -> CITY));

    private Owners() {}

    private static <L extends Landing> Map.Entry<Class<?>, Function<Landing, String>> of(
            Class<L> kind, Function<L, String> name) {
        return entry(kind, landing -> name.apply(kind.cast(landing)));
    }

    /** Whether another worker committed it, so that this one only has to know. */
    static boolean seenOnly(Landing landing) {
        return SEEN.contains(landing.getClass());
    }

    /** Name of the box, or {@link #CITY}, or {@link #LIFE}. */
    static String of(Landing landing) {
        var name = NAMES.get(landing.getClass());
        if (name == null) {
            throw new AssertionError(landing);
        }
        return name.apply(landing);
    }

    /** Whether changes of a kind can be told apart; a test asks it of every kind there is. */
    static boolean knows(Class<?> kind) {
        return SEEN.contains(kind) || NAMES.containsKey(kind);
    }
}
