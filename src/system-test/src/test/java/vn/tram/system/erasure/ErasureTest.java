package vn.tram.system.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.store.CentreStore;
import vn.tram.edge.store.BoxStore;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;

/**
 * A box and the centre on real files, joined by a broker in memory: what a person asked to have erased is nowhere in
 * either, also after one of the two comes back with a copy of before. The bytes are looked for in the files themselves.
 */
final class ErasureTest {
    private static final String SECRET = "TRAN THI BICH 0912345678";
    private static final String OTHER = "LE VAN DUNG 0987654321";

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path copies = Path.of("");

    private TwoNodes nodes;
    private Entry personal;

    @BeforeEach
    void bothHaveIt() throws StoreFailure, IOException {
        nodes = new TwoNodes(folder);
        personal = nodes.writes(SECRET);
        nodes.writes(OTHER);
        nodes.startCentre();
        nodes.startBox();
        nodes.pass(Duration.ofMinutes(3));
        assertThat(nodes.settled()).isTrue();
        assertThat(nodes.boxHolds(SECRET)).isTrue();
        assertThat(nodes.centreHolds(SECRET)).isTrue();
    }

    @AfterEach
    void end() throws StoreFailure {
        nodes.stopBox();
        nodes.stopCentre();
    }

    private void isGone() throws StoreFailure, IOException, BadForm {
        nodes.pass(Duration.ofMinutes(3));
        assertThat(nodes.settled()).as("all has come").isTrue();
        assertThat(nodes.boxHolds(SECRET)).as("at the box, while it runs").isFalse();
        assertThat(nodes.centreHolds(SECRET)).as("at the centre, while it runs").isFalse();
        nodes.looksThroughAll();
        nodes.stopBox();
        nodes.stopCentre();
        assertThat(nodes.bytesOf(BoxStore.FILE)).as("in the box's files").doesNotContain(SECRET);
        assertThat(nodes.bytesOf(CentreStore.FILE)).as("in the centre's files").doesNotContain(SECRET);
        assertThat(nodes.bytesOf(BoxStore.FILE)).as("another person's record").contains(OTHER);
        assertThat(nodes.landedErased(personal)).as("the centre's frame").isEqualTo(personal.content());
    }

    private void copy(String file) throws IOException {
        Files.copy(nodes.file(file), copies.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private void putBack(String file) throws IOException {
        Files.copy(copies.resolve(file), nodes.file(file), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void bodyGoesFromBothSidesAndNobodyFindsAnythingDamaged() throws StoreFailure, IOException, BadForm {
        assertThat(nodes.erases(personal)).isEqualTo(1);
        assertThat(nodes.erases(personal)).as("it stands").isZero();
        assertThat(nodes.boxHolds(SECRET)).as("at once").isFalse();
        isGone();
    }

    @Test
    void boxThatComesBackWithACopyErasesAgainBeforeItSendsAnything() throws StoreFailure, IOException, BadForm {
        nodes.stopBox();
        copy(BoxStore.FILE);
        nodes.startBox();
        nodes.erases(personal);
        nodes.pass(Duration.ofMinutes(3));
        nodes.stopBox();
        putBack(BoxStore.FILE);
        assertThat(nodes.bytesOf(BoxStore.FILE)).contains(SECRET);
        nodes.startBox();
        isGone();
        assertThat(nodes.endedEpochs()).as("the copy was found out").isEqualTo(1);
    }

    @Test
    void centreThatComesBackWithACopyErasesAgain() throws StoreFailure, IOException, BadForm {
        nodes.stopCentre();
        copy(CentreStore.FILE);
        nodes.startCentre();
        nodes.erases(personal);
        nodes.pass(Duration.ofMinutes(3));
        nodes.stopCentre();
        putBack(CentreStore.FILE);
        assertThat(nodes.bytesOf(CentreStore.FILE)).contains(SECRET);
        nodes.startCentre();
        isGone();
    }

    @Test
    void erasedByACopyOfTheBoxItIsToldAnewWhenTheHistoriesAreBroughtTogether()
            throws StoreFailure, IOException, BadForm {
        nodes.stopBox();
        copy(BoxStore.FILE);
        nodes.startBox();
        nodes.writes(List.of("one more", "and another"));
        nodes.pass(Duration.ofMinutes(3));
        nodes.stopBox();
        putBack(BoxStore.FILE);
        nodes.cutBox();
        nodes.startBox();
        assertThat(nodes.erases(personal)).isEqualTo(1);
        nodes.healBox();
        isGone();
        assertThat(nodes.endedEpochs()).isEqualTo(1);
    }

    @Test
    void bothComeBackWithCopiesAndTheErasureWithThem() throws StoreFailure, IOException, BadForm {
        nodes.stopCentre();
        nodes.stopBox();
        copy(CentreStore.FILE);
        nodes.startCentre();
        nodes.startBox();
        nodes.erases(personal);
        nodes.pass(Duration.ofMinutes(3));
        nodes.stopBox();
        nodes.stopCentre();
        copy(BoxStore.FILE);
        nodes.startCentre();
        nodes.startBox();
        nodes.writes(List.of("later"));
        nodes.pass(Duration.ofMinutes(3));
        nodes.stopBox();
        nodes.stopCentre();
        putBack(CentreStore.FILE);
        putBack(BoxStore.FILE);
        nodes.startCentre();
        nodes.startBox();
        isGone();
    }
}
