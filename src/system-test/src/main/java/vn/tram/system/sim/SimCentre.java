package vn.tram.system.sim;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.Centre;
import vn.tram.centre.Worker;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Fence;
import vn.tram.centre.duty.Shift;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Ledger.Recovered;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.system.sim.disk.CentreMemory;
import vn.tram.system.sim.disk.CentreStorage;
import vn.tram.system.sim.disk.LedgerWatch;
import vn.tram.system.sim.disk.SharedDatabase;
import vn.tram.system.sim.disk.SimBlobs;
import vn.tram.system.sim.disk.SimCentreStore;
import vn.tram.system.sim.net.SimKeys;
import vn.tram.system.sim.net.SimLink;

/** One process of the centre, the only one or one worker of several: its machine, and the process when there is one. */
final class SimCentre {
    /** A worker that has been up for so long must have found its place. */
    private static final long SETTLED_NANOS = 12_000_000_000L;

    private final World world;
    private final SimCity city;
    private final Machine machine;
    private String life = "";
    private Duty duty = Duty.WHOLE;
    private long upSince;
    private @Nullable Centre centre;
    private @Nullable SimLink link;

    SimCentre(World world, SimCity city, String name, double driftPpm) {
        this.world = world;
        this.city = city;
        this.machine = world.machine(name, world.dice().fork(name), driftPpm, this::crash);
    }

    Machine machine() {
        return machine;
    }

    /** The process; null while there is none. */
    @Nullable
    Centre centre() {
        return centre;
    }

    /** Whether it believes that the feeds are its own. */
    boolean writesFeeds() {
        return centre != null && !machine.stopped() && duty.hasCity();
    }

    void start() {
        if (machine.running()) {
            return;
        }
        var platform = machine.boot();
        var shared = city.database();
        life = shared == null
                ? ""
                : String.format(Locale.ROOT, "%016x", platform.chance().nextLong());
        duty = shared == null ? Duty.WHOLE : Duty.none(SharedDatabase.PARTITIONS);
        upSince = world.agenda().now();
        var client = shared == null ? SimCity.NAME : SimCity.NAME + "-" + life;
        var inner = world.seams().centreStore(new CentreMemory(city.memory()));
        Ledger ledger = shared == null ? inner : fenced(shared, inner);
        var store = new SimCentreStore(inner, ledger, machine.disk(), watch(inner));
        var fresh = city.network().centreLink(client);
        var room = shared == null ? blobs(platform) : BlobRoom.NONE;
        var made = new Centre(
                new Centre.Authority(
                        city.wards(),
                        SimKeys.CITY,
                        client,
                        () -> duty,
                        SimKeys::holds,
                        world.seams().centreReads()),
                platform,
                store,
                new Carrier(world.seams().centreLink(fresh), room),
                new CompositeMeterRegistry(),
                changes -> {},
                world::trouble);
        link = fresh;
        centre = made;
        try {
            made.core().start(machine.drives(made.core()));
        } catch (StoreFailure unreadable) {
            throw new AssertionError(unreadable);
        }
        if (shared != null) {
            beWorker(shared, made, platform);
        }
        if (world.scrub().isZero()) {
            made.begin();
        } else {
            made.begin(world.scrub());
        }
    }

    private BlobRoom blobs(Platform platform) {
        var disk = world.blobs().disk(SimCity.NAME);
        return world.seams().centreBlobs(disk, SimBlobs.on(disk, machine.disk(), platform.timers(), world::misreads));
    }

    private Ledger fenced(SharedDatabase shared, Ledger inner) {
        var fence = new Fence(() -> duty, Worker.OWNERSHIP);
        return shared.fenced(life, inner, fence, world.seams().fencesCompared());
    }

    private void beWorker(SharedDatabase shared, Centre made, Platform platform) {
        var shift = new Shift(life, SharedDatabase.PARTITIONS);
        var table = world.seams().leases(shared.leases(life));
        var worker = new Worker(
                made,
                () -> {
                    var now = shift.beat(table);
                    boolean changed = !now.equals(duty);
                    duty = now;
                    return changed && world.seams().heirReadsAnew();
                },
                shared::look);
        shared.listen(life, world.seams().news(new News(worker, platform)::heard));
        beat(worker, platform);
    }

    private void beat(Worker worker, Platform platform) {
        try {
            worker.beat();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
        if (world.agenda().now() - upSince > SETTLED_NANOS) {
            city.settled();
        }
        platform.timers().after(Worker.BEAT, () -> beat(worker, platform));
    }

    /** What the others committed, gathered for a moment. */
    private static final class News {
        private final Worker worker;
        private final Platform platform;
        private final Set<String> names = new HashSet<>();
        private boolean gathering;

        News(Worker worker, Platform platform) {
            this.worker = worker;
            this.platform = platform;
        }

        void heard(List<String> moved) {
            names.addAll(moved);
            if (!gathering) {
                gathering = true;
                platform.timers().after(Worker.GATHER, this::tell);
            }
        }

        private void tell() {
            gathering = false;
            var told = Set.copyOf(names);
            names.clear();
            if (told.contains(Fence.LIFE)) {
                worker.readAnew();
                return;
            }
            try {
                worker.tell(told).thenAccept(taken -> {
                    if (!taken) {
                        heard(List.copyOf(told));
                    }
                });
            } catch (StoreFailure impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** The process stands still, now or when it is about to do something, and goes on later. */
    void stop(boolean atWork) {
        machine.stop(atWork);
    }

    void wake() {
        upSince = world.agenda().now();
        if (link != null) {
            city.network().cut(link.client(), false, false);
        }
        machine.wake();
    }

    /** Its line is silent for as long as it stands still. */
    void silent() {
        if (machine.stopped() && link != null) {
            city.network().cut(link.client(), true, true);
        }
    }

    /** The power goes. */
    void crash() {

        if (machine.running()) {
            city.lostPower();
        }
        machine.die();
        centre = null;
        var dead = link;
        link = null;
        if (dead != null) {
            dead.die();
        }
        city.died(life);
    }

    <R> void ask(Command<R> command, Consumer<Outcome<R>> answer) {
        var process = centre;
        if (process != null) {
            world.overLan(process.submit(command), answer);
        }
    }

    private LedgerWatch watch(CentreStorage inner) {
        var mine = life;
        var truth = city.truth();
        return new LedgerWatch() {
            @Override
            public void recovered(Recovered what) {
                truth.recovered(what);
                try {
                    truth.readBack(inner);
                } catch (StoreFailure unreadable) {
                    throw new AssertionError(unreadable);
                }
            }

            @Override
            public void committed(List<Written> changes) {
                city.committed(mine, changes);
                truth.committed(changes);
            }

            @Override
            public void refused(Written change, String why) {
                var shared = city.database();
                if (shared == null || !shared.deceived(mine, duty)) {
                    truth.refused(change, why); // the tables may be the first to tell a worker that it slept
                }
            }

            @Override
            public void inDoubt(List<Written> changes) {
                truth.inDoubt(changes);
            }
        };
    }
}
