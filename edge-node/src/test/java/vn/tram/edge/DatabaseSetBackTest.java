package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.store.BoxStore;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.journal.TurnReason;

/** A real database file, replaced by a copy of an earlier time while the box is off. */
final class DatabaseSetBackTest {
    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path elsewhere = Path.of("");

    private int issue(BoxDriver box) {
        return box.accepted(new IssueTicket(box.id(), 'A', "", Channel.KIOSK))
                .ticket()
                .key()
                .number();
    }

    private void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void diskInAnotherMachineGoesOnInAnotherEpochAndKeepsItsDay() throws StoreFailure {
        var box = new BoxDriver(folder).started();
        box.appliance.startGuard().standsIn("0a");
        issue(box);
        long before = box.store.head().epoch();
        box.crash();
        box.started();
        box.appliance.startGuard().standsIn("0a");
        assertThat(issue(box)).isEqualTo(2);
        assertThat(box.store.head().epoch()).as("the same machine").isEqualTo(before);
        box.crash();
        box.started();
        box.appliance.startGuard().standsIn("0b");
        assertThat(issue(box)).isEqualTo(3);
        assertThat(box.store.head().epoch()).isNotEqualTo(before);
        assertThat(box.store.ended())
                .singleElement()
                .satisfies(ended -> assertThat(ended.reason()).isEqualTo(TurnReason.HARDWARE));
        box.crash();
        box.started();
        box.appliance.startGuard().standsIn("0b");
        assertThat(issue(box)).as("once").isEqualTo(4);
        assertThat(box.store.ended()).hasSize(1);
        box.crash();
    }

    @Test
    void numbersGoOnBehindAllThatMayHaveBeenGiven() throws StoreFailure, IOException {
        var box = new BoxDriver(folder).started();
        issue(box);
        box.crash();
        var file = folder.resolve(BoxStore.FILE);
        copy(file, elsewhere.resolve("copy"));
        box.started();
        int last = 0;
        for (int i = 0; i < 37; i++) {
            last = issue(box);
        }
        assertThat(last).isEqualTo(38);
        box.crash();
        copy(elsewhere.resolve("copy"), file);
        assertThat(box.troubles).noneMatch(said -> said.startsWith("the database was set back"));
        box.started();
        assertThat(box.troubles)
                .filteredOn(said -> said.startsWith("the database was set back"))
                .hasSize(1);
        int next = issue(box);
        assertThat(next).isGreaterThan(last);
        box.crash();
        box.started();
        assertThat(box.troubles)
                .as("said once")
                .filteredOn(said -> said.startsWith("the database was set back"))
                .hasSize(1);
        assertThat(issue(box)).isEqualTo(next + 1);
        box.crash();
    }
}
