package vn.tram.system.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.Ward;
import vn.tram.system.sim.check.CentreTruth;
import vn.tram.system.sim.check.DutyTruth;
import vn.tram.system.sim.disk.CentreMemory;
import vn.tram.system.sim.disk.SharedDatabase;
import vn.tram.system.sim.net.SimNetwork;
import vn.tram.system.sim.work.Office;

/** The city's side: one process with a disk of its own, or several workers with one database between them. */
final class SimCity implements Office {
    /** Of the one process, and how the names of several begin. */
    static final String NAME = Topics.CENTRE;

    private final World world;
    private final Map<WardCode, Ward> wards;
    private final SimNetwork network;
    private final boolean brokerInside;
    private final MemoryCentreStore memory;
    private final CentreTruth truth;
    private final @Nullable SharedDatabase database;
    private final @Nullable DutyTruth duties;
    private final List<SimCentre> processes = new ArrayList<>();

    /**
     * @param workers how many processes
     * @param faults says whether the broker dies and comes back with the process, if that is the only one
     * @param driftPpm of their clocks
     */
    SimCity(
            World world,
            Map<WardCode, Ward> wards,
            SimNetwork network,
            CentreTruth truth,
            int workers,
            Faults faults,
            double driftPpm) {
        this.world = world;
        this.wards = wards;
        this.network = network;
        this.truth = truth;
        this.brokerInside = faults.brokerInCentre() && workers == 1;
        this.memory = new MemoryCentreStore(world.dice().fork(NAME).fork("names"));
        this.database = workers == 1
                ? null
                : new SharedDatabase(memory, () -> world.agenda().now() / 1_000_000);
        this.duties = database == null ? null : new DutyTruth(world.findings(), database);
        for (int i = 0; i < workers; i++) {
            processes.add(new SimCentre(world, this, workers == 1 ? NAME : "worker " + (i + 1), driftPpm));
        }
    }

    /** Whether a client of the broker is one of ours. */
    static boolean isCentre(String client) {
        return client.startsWith(NAME);
    }

    List<SimCentre> processes() {
        return processes;
    }

    MemoryCentreStore memory() {
        return memory;
    }

    /** What several workers share; null for one process. */
    @Nullable
    SharedDatabase database() {
        return database;
    }

    Map<WardCode, Ward> wards() {
        return wards;
    }

    SimNetwork network() {
        return network;
    }

    CentreTruth truth() {
        return truth;
    }

    void start() {
        processes.forEach(this::start);
    }

    void start(SimCentre process) {
        if (brokerInside && !process.machine().running()) {
            network.startBroker();
        }
        process.start();
    }

    /** All of it at once. */
    void crash() {
        processes.forEach(SimCentre::crash);
    }

    /** A process is about to lose its power. */
    void lostPower() {
        world.seams().centreLostPower(memory);
    }

    /** A process is gone; a database of its own went with it, a shared one undoes what it had begun. */
    void died(String life) {
        if (database != null) {
            database.hangUp(life);
            try {
                truth.readBack(new CentreMemory(memory));
            } catch (StoreFailure impossible) {
                throw new AssertionError(impossible);
            }
        }
        if (brokerInside) {
            network.stopBroker();
        }
    }

    void committed(String life, List<Written> changes) {
        if (duties != null) {
            duties.committed(life, changes);
        }
    }

    /** Some worker has been at work for a while. */
    void settled() {
        if (duties != null) {
            duties.settled();
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

    void blobsWait(BoxId box) {
        for (var process : processes) {
            var centre = process.centre();
            if (centre != null) {
                centre.blobsWait(box);
            }
        }
    }

    @Override
    public <R> void ask(Command<R> command, Consumer<Outcome<R>> answer) {
        boolean feeds = command instanceof PublishSettings || command instanceof PublishGroups;
        processes.stream()
                .filter(process -> feeds ? process.writesFeeds() : process.centre() != null)
                .findFirst()
                .ifPresent(process -> process.ask(command, answer));
    }

    @Override
    public UUID requestId(UUID ofPress, int attempt) {
        return ofPress;
    }
}
