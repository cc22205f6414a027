package vn.tram.centre;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.FeedsSeen;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.feeds.ToldSeen;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxSeen;
import vn.tram.centre.instances.InstanceChange.InstancesSeen;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Written;
import vn.tram.provisioning.wards.BoxName;

/** Which wards look different after a commit. */
final class ChangedWards {
    private static final Pattern WARD_FEED = Pattern.compile("ward-([0-9]{5})");

    private ChangedWards() {}

    static Set<WardCode> of(List<Written> changes) {
        var wards = new HashSet<WardCode>();
        for (var change : changes) {
            if (change instanceof Written.Landed landed) {
                ward(landed.landing()).ifPresent(wards::add);
            }
        }
        return wards;
    }

    private static Optional<WardCode> ward(Landing landing) {
        if (landing instanceof EpochTaken taken) {
            return ward(taken.box());
        } else if (landing instanceof FrameLanded landed) {
            return ward(landed.box());
        } else if (landing instanceof EntriesProjected projected) {
            return ward(projected.box());
        } else if (landing instanceof TakenUp taken) {
            return ward(taken.box());
        } else if (landing instanceof BoxNoted noted) {
            return ward(noted.row().box());
        } else if (landing instanceof FeedTold told) {
            return ward(told.box());
        } else if (landing instanceof CheckpointKept
                || landing instanceof DayCompared
                || landing instanceof EntriesErased
                || landing instanceof FrameMended) {
            return Optional.empty(); // nobody sees that all is well
        } else if (landing instanceof AlarmNoted noted) {
            var scope = noted.alarm().scope();
            return scope.isEmpty() ? Optional.empty() : ward(new BoxId(scope));
        } else if (landing instanceof TakenSeen seen) {
            return ward(seen.box());
        } else if (landing instanceof BoxSeen seen) {
            return ward(seen.row().box());
        } else if (landing instanceof ToldSeen seen) {
            return ward(seen.told().box());
        } else if (landing instanceof FeedsSeen || landing instanceof LifeBegun) {
            return Optional.empty();
        } else if (landing instanceof RowsPublished published) {
            return ward(published.feed());
        } else if (landing instanceof FeedBorn born) {
            return ward(born.feed());
        } else if (landing instanceof InstancesSeen seen) {
            return ward(seen.box());
        }
        return ward(new BoxId(Owners.of(landing)));
    }

    private static Optional<WardCode> ward(String feed) {
        var ward = WARD_FEED.matcher(feed);
        return ward.matches() ? Optional.of(new WardCode(ward.group(1))) : Optional.empty();
    }

    private static Optional<WardCode> ward(BoxId box) {
        return BoxName.parse(box).map(BoxName::ward);
    }
}
