package vn.tram.system.sim.bugs;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.event.EventTypes;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.disk.CentreStorage;

/**
 * A centre of a release that does not know all that boxes write, until it is upgraded on the same data, once nothing
 * breaks any more. That is no bug.
 */
public final class UnknownKinds implements Seams {
    private final Set<Integer> unknown;
    private final UnaryOperator<CentreStorage> store;
    private boolean upgraded;

    /** @param unknown numbers of event types */
    public UnknownKinds(Set<Integer> unknown) {
        this(unknown, UnaryOperator.identity());
    }

    UnknownKinds(Set<Integer> unknown, UnaryOperator<CentreStorage> store) {
        this.unknown = Set.copyOf(unknown);
        this.store = store;
    }

    @Override
    public CentreStorage centreStore(CentreStorage memory) {
        return store.apply(memory);
    }

    @Override
    public EventReader centreReads() {
        return upgraded
                ? EventTypes::decode
                : entry -> unknown.contains(entry.type()) ? Optional.empty() : EventTypes.decode(entry);
    }

    @Override
    public boolean centreIsOld() {
        return true;
    }

    @Override
    public void upgrade() {
        upgraded = true;
    }
}
