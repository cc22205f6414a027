package vn.tram.edge.sync.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.epochs.Regained;
import vn.tram.edge.sync.scrub.EntriesMended;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EraseReason;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.event.NodeEvent.EntryCarried;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.trust.Digest;

/** The decision, and what the tables of a box then hold. */
class ErasingTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int PERSONAL = 60;
    private static final Bytes BODY = Bytes.ofHex("a1016568656c6c6f");

    @TempDir
    Path folder = Path.of("");

    private BoxStore store;
    private Erasing erasing;
    private JournalHead head = JournalHead.start(77);

    @BeforeEach
    void open() throws StoreFailure {
        store = BoxStore.open(folder, BOX, 77);
        store.recover();
        erasing = new Erasing(new Lineage(store, store));
    }

    @AfterEach
    void close() throws StoreFailure {
        store.close();
    }

    private static Bytes salt(int which) {
        return Digest.of(new byte[] {(byte) which}).first(Entry.LEAST_SALT);
    }

    private Stamped written(Bytes salt) throws StoreFailure {
        var stamped = head.place(Lane.RECORDS, PERSONAL, 1, 1_000, salt, BODY);
        write(new Written.Journalled(stamped, new NodeEvent.ClockRecovered()));
        return stamped;
    }

    private void write(Written change) throws StoreFailure {
        store.write(change);
        store.commit();
        if (change instanceof Written.Journalled journalled) {
            head = head.after(journalled.stamped());
        } else if (change instanceof Written.Landed landed && landed.landing() instanceof EpochTurned turned) {
            head = head.turned(turned);
        }
    }

    private Entry fact(NodeEvent event) throws StoreFailure {
        var stamped = EventTypes.place(head, event, 1_000);
        write(new Written.Journalled(stamped, event));
        return stamped.entry();
    }

    private Decision<Integer> asked(Entry entry) {
        return erasing.decide(new EraseEntry(entry.epoch(), entry.lane(), entry.lseq(), EraseReason.REQUEST_OF_PERSON));
    }

    /** Decides and writes, as the core does. */
    private int erase(Entry entry) throws StoreFailure {
        var decision = asked(entry);
        for (Change change : decision.changes()) {
            fact((EntryErased) change);
        }
        var reply = decision.reply();
        assertThat(reply).as("refused: " + decision.rejection()).isNotNull();
        return reply == null ? -1 : reply;
    }

    private Entry kept(Entry entry) throws StoreFailure {
        var reader = new Lineage(store, store).reader(entry.epoch()).orElseThrow();
        return reader.read(entry.lane(), entry.lseq(), 1).get(0);
    }

    private EpochTurned turned(long child, Map<Lane, Long> cut, List<Regained> regained) {
        var heads = Map.of(Lane.RECORDS, head.lane(Lane.RECORDS));
        var ended = new EndedEpoch(head.epoch(), heads, TurnReason.FORK);
        return new EpochTurned(
                child, head.lsn(), head.at(), List.of(ended), Map.of(head.epoch(), cut), regained, List.of(), 2_000);
    }

    private void land(Landing landing) throws StoreFailure {
        write(new Written.Landed(landing));
    }

    @Test
    void factAndItsEffectAreOneTransaction() throws StoreFailure {
        var personal = written(salt(1)).entry();
        var decision = asked(personal);
        assertThat(decision.changes())
                .containsExactly(new EntryErased(77, Lane.RECORDS, personal.lseq(), EraseReason.REQUEST_OF_PERSON));

        var fact = (EntryErased) decision.changes().get(0);
        store.write(new Written.Journalled(EventTypes.place(head, fact, 1_000), fact));
        store.recover();
        assertThat(kept(personal)).as("not committed").isEqualTo(personal);

        fact(fact);
        assertThat(kept(personal)).isEqualTo(personal.erase());
    }

    @Test
    void chainsOfTheRowsAreAsTheyWere() throws StoreFailure {
        var before = written(salt(1));
        written(salt(2));
        erase(before.entry());
        var rows = store.rows(head.epoch(), 1, 10);
        assertThat(rows)
                .extracting(Scrub.Row::stamped)
                .first()
                .isEqualTo(new Stamped(before.entry().erase(), before.hash(), before.laneHash()));
        assertThat(store.head()).isEqualTo(head);
    }

    @Test
    void askedAgainItSaysThatItStands() throws StoreFailure {
        var personal = written(salt(1)).entry();
        assertThat(erase(personal)).isEqualTo(1);
        assertThat(erase(personal)).isZero();
        assertThat(asked(personal).changes()).isEmpty();
    }

    @Test
    void whatIsNotHereOrNotSaltedIsRefused() throws StoreFailure {
        var plain = written(Bytes.EMPTY).entry();
        assertThat(asked(plain).rejection()).isEqualTo(ErasureRejection.NOT_SALTED);
        var short1 = written(salt(1).first(8)).entry();
        assertThat(asked(short1).rejection()).isEqualTo(ErasureRejection.NOT_SALTED);
        var elsewhere = new Entry(78, 1, Lane.RECORDS, 1, PERSONAL, 1, 1, salt(1), BODY);
        assertThat(asked(elsewhere).rejection()).isEqualTo(ErasureRejection.NOT_KEPT);
        var later = new Entry(77, 9, Lane.RECORDS, 9, PERSONAL, 1, 1, salt(1), BODY);
        assertThat(asked(later).rejection()).isEqualTo(ErasureRejection.NOT_KEPT);
    }

    @Test
    void whileAnEpochTurnsNothingIsErased() throws StoreFailure {
        var personal = written(salt(1)).entry();
        erasing.turned(78);
        assertThat(asked(personal).rejection()).isEqualTo(ErasureRejection.NOT_ALONE);
        land(turned(78, Map.of(Lane.RECORDS, 1L), List.of()));
        assertThat(asked(personal).reply()).as("of an epoch that is over").isEqualTo(1);
        erasing.turned(79);
        erasing.forget();
        assertThat(asked(personal).reply()).as("the turn was taken back").isEqualTo(1);
    }

    @Test
    void copyThatWasCarriedOverGoesWithItsOriginalAndTheOtherWayRound() throws StoreFailure {
        for (boolean byCopy : List.of(false, true)) {
            var original = written(salt(byCopy ? 1 : 2)).entry();
            var copy = fact(new EntryCarried(original));
            var another = fact(new EntryCarried(written(salt(3)).entry()));

            assertThat(erase(byCopy ? copy : original)).isEqualTo(2);

            assertThat(kept(original).isErased()).isTrue();
            assertThat(kept(copy)).isEqualTo(copy.erase());
            assertThat(kept(another)).isEqualTo(another);
        }
    }

    @Test
    void originalThatLeftIsErasedInWhatWasCarriedOfIt() throws StoreFailure {
        var gone = new Entry(5, 3, Lane.RECORDS, 2, PERSONAL, 1, 1, salt(4), BODY);
        var copy = fact(new EntryCarried(gone));
        assertThat(erase(gone)).isEqualTo(1);
        assertThat(kept(copy).isErased()).isTrue();
    }

    @Test
    void anotherEntryUnderTheSameNumberIsNoCopy() throws StoreFailure {
        var here = written(salt(1)).entry();
        var other = new Entry(77, here.lsn(), Lane.RECORDS, here.lseq(), PERSONAL, 1, 1, salt(5), BODY);
        var copy = fact(new EntryCarried(other));
        assertThat(erase(here)).isEqualTo(1);
        assertThat(kept(copy)).isEqualTo(copy);
    }

    @Test
    void bodyThatTheCentreGivesBackStaysOutside() throws StoreFailure {
        var personal = written(salt(1));
        written(salt(2));
        erase(personal.entry());
        land(new EntriesMended(List.of(personal)));
        assertThat(kept(personal.entry()))
                .as("the centre has not heard of it yet")
                .isEqualTo(personal.entry().erase());
    }

    @Test
    void factThatIsGivenBackErasesAgainInTheSameTransaction() throws StoreFailure {
        var personal = written(salt(1)).entry();
        var lost = EventTypes.place(head, new EntryErased(77, Lane.RECORDS, 1, EraseReason.REQUEST_OF_PERSON), 1_000);
        store.write(new Written.Landed(
                turned(78, Map.of(Lane.RECORDS, 1L), List.of(new Regained(lost.entry(), lost.laneHash())))));
        assertThat(kept(personal)).as("nobody sees it before").isEqualTo(personal);
        store.commit();
        assertThat(kept(personal)).isEqualTo(personal.erase());
    }

    @Test
    void numberThatComesToAnotherEntryIsNotErasedWithTheOldOne() throws StoreFailure {
        var before = head;
        erase(written(salt(1)).entry());
        var theirs = before.place(Lane.RECORDS, PERSONAL, 1, 1_000, salt(7), BODY);
        land(turned(78, Map.of(), List.of(new Regained(theirs.entry(), theirs.laneHash()))));
        assertThat(kept(theirs.entry())).isEqualTo(theirs.entry());
        land(new EntriesMended(List.of(theirs)));
        assertThat(kept(theirs.entry())).isEqualTo(theirs.entry());
    }
}
