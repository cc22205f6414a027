package vn.tram.system.sim;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.Centre;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Ledger.Recovered;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.Ward;
import vn.tram.system.sim.check.CentreTruth;
import vn.tram.system.sim.disk.CentreMemory;
import vn.tram.system.sim.disk.CentreStorage;
import vn.tram.system.sim.disk.LedgerWatch;
import vn.tram.system.sim.disk.SimBlobs;
import vn.tram.system.sim.disk.SimCentreStore;
import vn.tram.system.sim.net.SimKeys;
import vn.tram.system.sim.net.SimLink;
import vn.tram.system.sim.net.SimNetwork;
import vn.tram.system.sim.work.Office;

/** The city's centre: its machine, its disk's content, and the process when there is one. */
final class SimCentre implements Office {
    static final String NAME = Topics.CENTRE;

    private final World world;
    private final Map<WardCode, Ward> wards;
    private final SimNetwork network;
    private final boolean brokerInside;
    private final Machine machine;
    private final MemoryCentreStore memory;
    private final CentreTruth truth;
    private @Nullable Centre centre;
    private @Nullable SimLink link;

    /** @param brokerInside the broker dies and comes back with this process */
    SimCentre(
            World world,
            Map<WardCode, Ward> wards,
            SimNetwork network,
            CentreTruth truth,
            boolean brokerInside,
            double driftPpm) {
        this.world = world;
        this.wards = wards;
        this.network = network;
        this.truth = truth;
        this.brokerInside = brokerInside;
        var dice = world.dice().fork("centre");
        this.machine = world.machine("centre", dice, driftPpm, this::crash);
        this.memory = new MemoryCentreStore(dice.fork("names"));
    }

    Machine machine() {
        return machine;
    }

    MemoryCentreStore memory() {
        return memory;
    }

    /** The process; null while there is none. */
    @Nullable
    Centre centre() {
        return centre;
    }

    void start() {
        if (machine.running()) {
            return;
        }
        if (brokerInside) {
            network.startBroker();
        }
        var platform = machine.boot();
        var inner = world.seams().centreStore(new CentreMemory(memory));
        var store = new SimCentreStore(inner, machine.disk(), watch(inner));
        var fresh = network.centreLink(NAME);
        var blobs = world.blobs().disk(NAME);
        var room = SimBlobs.on(blobs, machine.disk(), platform.timers(), world::misreads);
        var made = new Centre(
                new Centre.Authority(
                        wards, SimKeys.CITY, SimKeys::holds, world.seams().centreReads()),
                platform,
                store,
                new Carrier(world.seams().centreLink(fresh), world.seams().centreBlobs(blobs, room)),
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
        made.begin();
    }

    /** The power goes. */
    void crash() {
        if (machine.running()) {
            world.seams().centreLostPower(memory);
        }
        machine.die();
        centre = null;
        var dead = link;
        link = null;
        if (dead != null) {
            dead.die();
        }
        if (brokerInside) {
            network.stopBroker();
        }
    }

    /** Its disk, while nothing runs on it, is replaced by a copy of an earlier time: {@code share} of what it holds. */
    void setBack(double share) {
        memory.setBack((int) (memory.transactions() * share));
        try {
            truth.setBack(memory);
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Whether its disk was ever replaced by an older copy. */
    boolean wasSetBack() {
        return truth.wasSetBack();
    }

    void expectForks() {
        truth.expectForks();
    }

    private LedgerWatch watch(CentreStorage inner) {
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
                truth.committed(changes);
            }

            @Override
            public void refused(Written change, String why) {
                truth.refused(change, why);
            }

            @Override
            public void inDoubt(List<Written> changes) {
                truth.inDoubt(changes);
            }
        };
    }

    @Override
    public <R> void ask(Command<R> command, Consumer<Outcome<R>> answer) {
        var process = centre;
        if (process != null) {
            world.overLan(process.submit(command), answer);
        }
    }

    @Override
    public UUID requestId(UUID ofPress, int attempt) {
        return ofPress;
    }
}
