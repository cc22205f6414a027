package vn.tram.system.sim.bugs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import vn.tram.centre.duty.Lease;
import vn.tram.centre.duty.LeaseTable;
import vn.tram.system.sim.Seams;

/** What may be wrong between several workers of the centre. */
final class WorkerBugs {
    private WorkerBugs() {}

    static Seams fenceNotCompared() {
        return new Seams() {
            @Override
            public boolean fencesCompared() {
                return false;
            }
        };
    }

    static Seams heirReadsNothing() {
        return new Seams() {
            @Override
            public boolean heirReadsAnew() {
                return false;
            }
        };
    }

    static Seams newsLost() {
        return new Seams() {
            @Override
            public Consumer<List<String>> news(Consumer<List<String>> heard) {
                return names -> {};
            }
        };
    }

    static Seams deadKeepTheirs() {
        return new Seams() {
            private final Set<String> everSeen = new HashSet<>();

            @Override
            public LeaseTable<RuntimeException> leases(LeaseTable<RuntimeException> table) {
                return new LeaseTable<>() {
                    @Override
                    public void live() {
                        table.live();
                    }

                    @Override
                    public Set<String> living() {
                        everSeen.addAll(table.living());
                        return Set.copyOf(everSeen);
                    }

                    @Override
                    public List<Lease> leases() {
                        return table.leases();
                    }

                    @Override
                    public void take(Lease lease) {
                        table.take(lease);
                    }

                    @Override
                    public void letGo(int part) {
                        table.letGo(part);
                    }
                };
            }
        };
    }
}
