package vn.tram.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.platform.ManualTimers;

final class DiskWatchTest {
    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T02:00:00Z"));
    private final FakeRoom room = new FakeRoom();
    private final List<DiskLevel> heard = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final DiskWatch watch = new DiskWatch(room, time, heard::add, troubles::add);

    private void at(int used) {
        room.used = used;
        time.advance(DiskWatch.EVERY);
    }

    private void begin() {
        watch.begin();
        time.advance(java.time.Duration.ZERO);
    }

    @Test
    void eachLevelIsToldOnceAsTheDiskFills() {
        begin();
        for (int used : new int[] {50, 89, 90, 94, 95, 97, 98, 100, 100}) {
            at(used);
        }
        assertThat(heard).containsExactly(DiskLevel.FILLING, DiskLevel.NO_SCANS, DiskLevel.NO_NUMBERS);
        assertThat(troubles).hasSize(3).last().asString().contains("98 % full").contains("NO_NUMBERS");
    }

    @Test
    void diskThatJumpsGoesStraightToItsLevelAndBack() {
        begin();
        at(99);
        assertThat(watch.level()).isEqualTo(DiskLevel.NO_NUMBERS);
        at(20);
        assertThat(watch.level()).isEqualTo(DiskLevel.GOOD);
        assertThat(heard).containsExactly(DiskLevel.NO_NUMBERS, DiskLevel.GOOD);
    }

    @Test
    void levelDoesNotComeAndGoAtItsEdge() {
        assertThat(DiskLevel.after(DiskLevel.GOOD, 2, 100)).isEqualTo(DiskLevel.NO_NUMBERS);
        assertThat(DiskLevel.after(DiskLevel.NO_NUMBERS, 3, 100)).isEqualTo(DiskLevel.NO_NUMBERS);
        assertThat(DiskLevel.after(DiskLevel.NO_NUMBERS, 4, 100)).isEqualTo(DiskLevel.NO_SCANS);
        assertThat(DiskLevel.after(DiskLevel.FILLING, 11, 100)).isEqualTo(DiskLevel.FILLING);
        assertThat(DiskLevel.after(DiskLevel.FILLING, 12, 100)).isEqualTo(DiskLevel.GOOD);
    }

    @Test
    void diskThatTellsNoSizeIsNotFull() {
        assertThat(DiskLevel.of(0, 0)).isEqualTo(DiskLevel.GOOD);
    }

    @Test
    void reserveIsGivenBackWhenNothingElseIsLeftAndTakenAgainWhenThereIsPlenty() {
        begin();
        assertThat(room.reserved).isTrue();
        at(96);
        assertThat(room.reserved).isTrue();
        at(98);
        assertThat(room.reserved).isFalse();
        at(92);
        assertThat(room.reserved).as("only once there is plenty").isFalse();
        at(60);
        assertThat(room.reserved).isTrue();
    }

    @Test
    void diskThatCannotBeAskedIsToldOnceAndTheLevelStays() {
        begin();
        at(95);
        room.unreadable = true;
        time.advance(DiskWatch.EVERY);
        time.advance(DiskWatch.EVERY);
        assertThat(watch.level()).isEqualTo(DiskLevel.NO_SCANS);
        assertThat(troubles).hasSize(2).last().asString().contains("no such disk");
        room.unreadable = false;
        at(10);
        assertThat(watch.level()).isEqualTo(DiskLevel.GOOD);
    }

    @Test
    void endedWatchLooksNoMore() {
        begin();
        watch.end();
        at(99);
        at(99);
        assertThat(heard).isEmpty();
    }
}
