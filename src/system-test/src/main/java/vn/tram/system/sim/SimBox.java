package vn.tram.system.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.Appliance;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.edge.sync.Witness;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.system.sim.check.AtRest;
import vn.tram.system.sim.check.BoxTruth;
import vn.tram.system.sim.disk.SimBlobs;
import vn.tram.system.sim.disk.SimBoxStore;
import vn.tram.system.sim.net.SimKeys;
import vn.tram.system.sim.net.SimLink;
import vn.tram.system.sim.net.SimNetwork;
import vn.tram.system.sim.time.Dice;
import vn.tram.system.sim.work.Office;

/** A ward's box: its machine, its disk's content, and the process when there is one. */
final class SimBox implements Office {
    private final World world;
    private final BoxId id;
    private final WardCode ward;
    private final SimNetwork network;
    private final Machine machine;
    private final String name;
    private final MemoryBoxStore memory;
    private final BoxTruth truth;
    private @Nullable Appliance appliance;
    private @Nullable SimLink link;
    private Optional<Witness.Page> witness = Optional.empty();

    SimBox(World world, BoxId id, WardCode ward, SimNetwork network, double driftPpm) {
        this.world = world;
        this.id = id;
        this.ward = ward;
        this.network = network;
        this.name = id.value();
        Dice dice = world.dice().fork(name);
        this.machine = world.machine(name, dice, driftPpm, this::crash);
        long epoch = dice.nextLong();
        this.memory = new MemoryBoxStore(epoch);
        this.truth = new BoxTruth(world.findings(), world.feeds(), name, machine.clock(), epoch);
    }

    /** Another machine with a copy of the folder as it is now, under the same name. */
    private SimBox(SimBox original) {
        this.world = original.world;
        this.id = original.id;
        this.ward = original.ward;
        this.network = original.network;
        this.name = id.value() + " copy";
        this.machine = world.machine(name, world.dice().fork(name), 0, this::crash);
        this.memory = original.memory.copy();
        var head = memory.head();
        this.truth = new BoxTruth(world.findings(), world.feeds(), name, machine.clock(), head.epoch());
        truth.setBack(memory);
        original.truth.copied(truth);
    }

    SimBox copied() {
        return new SimBox(this);
    }

    BoxId id() {
        return id;
    }

    WardCode ward() {
        return ward;
    }

    Machine machine() {
        return machine;
    }

    BoxTruth truth() {
        return truth;
    }

    MemoryBoxStore memory() {
        return memory;
    }

    /** The process; null while there is none. */
    @Nullable
    Appliance appliance() {
        return appliance;
    }

    void start() {
        if (machine.running()) {
            return;
        }
        var seams = world.seams();
        var platform = seams.boxPlatform(id, machine.boot());
        var fresh = network.link(id);
        world.flips().starts(id, memory);
        var store = new SimBoxStore(
                seams.boxStore(id, memory),
                machine.disk(),
                truth,
                () -> world.flips().inDay(id, memory));
        var trusted = world.seams().trusted(id, SimKeys.TRUSTED);
        var number = Bytes.owned(name.getBytes(StandardCharsets.UTF_8));
        var identity = new BoxIdentity(id, "0.1.0", "sim", trusted, SimKeys.of(id), LineRules.STANDARD, number);
        var scans = world.blobs().disk(name);
        var room = SimBlobs.on(scans, machine.disk(), platform.timers(), world::misreads);
        var carrier = new Carrier(seams.boxLink(id, fresh), seams.boxBlobs(id, scans, room));
        var made = new Appliance(ward, identity, platform, store, carrier, changes -> {}, world::trouble);
        link = fresh;
        appliance = made;
        try {
            made.core().start(machine.drives(made.core()));
            AtRest.foldEqualsTables(world.findings(), id, world.flips().whole(id, memory), made.today());
            made.startGuard().compare(pages());
            made.begin();
            if (!world.scrub().isZero()) {
                made.care().scrub(world.scrub());
            }
        } catch (StoreFailure unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** What lies outside the database. */
    private Witness.Pages pages() {
        return new Witness.Pages() {
            @Override
            public Optional<Witness.Page> newest() {
                return witness;
            }

            @Override
            public void write(Witness.Page page) {
                witness = Optional.of(page);
            }
        };
    }

    /**
     * Its database, while nothing runs on it, is replaced by a copy of an earlier time: {@code share} of it, and less
     * than its witness tells of. What only the last minute wrote, no copy could be told by.
     */
    void setBack(double share) {
        int kept = (int) (memory.transactions() * share);
        memory.loseTail(kept);
        while (kept > 0 && !foundOut()) {
            memory.loseTail(--kept);
        }
        truth.setBack(memory);
        if (world.seams().witnessInDatabase()) {
            witness = Optional.empty();
        }
    }

    private boolean foundOut() {
        return witness.map(page -> page.contradicts(memory.head(), memory.ended()))
                .orElse(false);
    }

    /** Whether a copy of its database could be told from the database. */
    boolean hasWitness() {
        return witness.isPresent();
    }

    /** The power goes. */
    void crash() {
        if (machine.running()) {
            world.seams().boxLostPower(id, memory);
        }
        machine.die();
        appliance = null;
        var dead = link;
        link = null;
        if (dead != null) {
            dead.die();
        }
    }

    @Override
    public <R> void ask(Command<R> command, Consumer<Outcome<R>> answer) {
        var process = appliance;
        if (process != null) {
            world.overLan(process.submit(command), answer);
        }
    }

    @Override
    public UUID requestId(UUID ofPress, int attempt) {
        return world.seams().requestId(ofPress, attempt);
    }

    @Override
    public String toString() {
        return id + " " + List.of(ward);
    }
}
