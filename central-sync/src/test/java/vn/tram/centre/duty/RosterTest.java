package vn.tram.centre.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.provisioning.wards.WardList;

final class RosterTest {
    private static List<Lease> free(int partitions) {
        var leases = new ArrayList<Lease>();
        for (int part = Duty.CITY; part < partitions; part++) {
            leases.add(new Lease(part, "", 0));
        }
        return leases;
    }

    /** One worker's turn, as the table takes it. */
    private static void turn(String me, Set<String> alive, List<Lease> table) {
        var plan = Roster.plan(me, alive, table);
        plan.take().forEach(lease -> give(table, lease, me, lease.fence() + 1));
        plan.leave().forEach(lease -> give(table, lease, "", lease.fence()));
    }

    private static void give(List<Lease> table, Lease lease, String holder, long fence) {
        table.set(table.indexOf(lease), new Lease(lease.part(), holder, fence));
    }

    private static Map<String, Integer> counts(List<Lease> table) {
        var counts = new TreeMap<String, Integer>();
        table.forEach(lease -> counts.merge(lease.holder(), 1, Integer::sum));
        return counts;
    }

    @Test
    void loneWorkerTakesEverything() {
        var table = free(64);
        turn("a", Set.of("a"), table);
        assertThat(counts(table)).containsOnly(Map.entry("a", 65));
    }

    @Test
    void secondWorkerGetsHalfWithinTwoTurns() {
        var table = free(64);
        turn("a", Set.of("a"), table);
        var both = Set.of("a", "b");
        for (int i = 0; i < 2; i++) {
            turn("b", both, table);
            turn("a", both, table);
        }
        turn("b", both, table);
        assertThat(counts(table)).containsEntry("a", 33).containsEntry("b", 32);
    }

    @Test
    void sharesOfADeadWorkerAreTakenAtOnceAndTheirFenceGrows() {
        var table = free(8);
        turn("a", Set.of("a"), table);
        turn("b", Set.of("b"), table);
        assertThat(table).allSatisfy(lease -> {
            assertThat(lease.holder()).isEqualTo("b");
            assertThat(lease.fence()).isEqualTo(2);
        });
    }

    @Test
    void nobodyMovesAnythingOnceAllHaveTheirShare() {
        var table = free(64);
        var all = Set.of("a", "b", "c");
        for (int i = 0; i < 3; i++) {
            List.of("a", "b", "c").forEach(each -> turn(each, all, table));
        }
        assertThat(counts(table)).doesNotContainKey("");
        for (var each : all) {
            assertThat(Roster.plan(each, all, table)).isEqualTo(new Roster(List.of(), List.of()));
        }
    }

    @Test
    void partitionOfABoxNeverChangesAndBoxesSpread() {
        assertThat(new Duty(64, Map.of()).partOf(new BoxId("w00070-1"))).isEqualTo(47);
        var used = new HashSet<Integer>();
        WardList.hanoi().keySet().forEach(ward -> used.add(Duty.none(8).partOf(new BoxId("w" + ward + "-1"))));
        assertThat(used).hasSize(8);
    }
}
