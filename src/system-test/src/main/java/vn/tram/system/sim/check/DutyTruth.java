package vn.tram.system.sim.check;

import java.util.List;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.core.Written;
import vn.tram.system.sim.disk.SharedDatabase;

/** Who of several workers may commit what, by the table of leases at that moment. */
public final class DutyTruth {
    /** A share may be without a living holder for so long: the silence that makes a worker dead is part of it. */
    private static final long TAKEN_OVER_MILLIS = 10_000;

    private final Findings findings;
    private final SharedDatabase database;
    private final Duty map = Duty.none(SharedDatabase.PARTITIONS);

    public DutyTruth(Findings findings, SharedDatabase database) {
        this.findings = findings;
        this.database = database;
    }

    /** A worker's transaction became durable just now. */
    public void committed(String life, List<Written> changes) {
        for (var change : changes) {
            if (change instanceof Written.Landed landed) {
                if (landed.landing() instanceof FrameLanded frame) {
                    has(life, frame.box());
                } else if (landed.landing() instanceof EntriesProjected shown) {
                    has(life, shown.box());
                } else if (landed.landing() instanceof AlarmNoted noted
                        && known(noted.alarm().scope())) {
                    has(life, new BoxId(noted.alarm().scope()));
                } else if (landed.landing() instanceof RowsPublished published) {
                    has(life, Duty.CITY, published.feed());
                }
            }
        }
    }

    private static boolean known(String scope) {
        return scope.startsWith("w");
    }

    private void has(String life, BoxId box) {
        has(life, map.partOf(box), box);
    }

    private void has(String life, int part, Object what) {
        var holder = database.holder(part);
        findings.require(
                holder.equals(life),
                Invariant.ONE_WRITER_A_BOX,
                "worker " + life,
                "committed something of",
                what,
                "which is in the hands of",
                holder);
    }

    /** Some worker has been at work for longer than a takeover takes. */
    public void settled() {
        for (int part : database.parts()) {
            findings.require(
                    database.orphaned(part) <= TAKEN_OVER_MILLIS,
                    Invariant.SHARES_ARE_TAKEN_OVER,
                    "centre",
                    "nobody living has share",
                    part,
                    "since",
                    database.orphaned(part),
                    "ms");
        }
    }
}
