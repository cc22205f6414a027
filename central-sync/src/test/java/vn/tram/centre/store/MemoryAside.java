package vn.tram.centre.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.Erasure;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** What could not be shown, and what may stand nowhere, in memory. */
final class MemoryAside {
    private record Place(BoxId box, long epoch, Lane lane) {}

    private record ParkedRow(BoxId box, Parked item) {
        Place place() {
            return new Place(box, item.entry().epoch(), item.entry().lane());
        }
    }

    private record BrokenRow(Place place, Quarantined item) {}

    private record ErasedRow(BoxId box, Erasure place) {}

    private final Undo undo;
    private final List<ParkedRow> parked = new ArrayList<>();
    private final List<BrokenRow> quarantined = new ArrayList<>();
    private final List<ErasedRow> erased = new ArrayList<>();

    MemoryAside(Undo undo) {
        this.undo = undo;
    }

    void clear() {
        List.of(parked, quarantined, erased).forEach(List::clear);
    }

    List<Parked> parked() {
        return parked.stream().map(ParkedRow::item).toList();
    }

    List<Quarantined> quarantined() {
        return quarantined.stream().map(BrokenRow::item).toList();
    }

    Map<BoxId, Set<Erasure>> erased() {
        var all = new HashMap<BoxId, Set<Erasure>>();
        erased.forEach(
                row -> all.computeIfAbsent(row.box(), none -> new HashSet<>()).add(row.place()));
        return all;
    }

    void write(EntriesProjected projected) {
        for (var item : projected.items()) {
            if (item instanceof Parked entry) {
                undo.add(parked, new ParkedRow(projected.box(), entry));
            } else if (item instanceof Quarantined entry) {
                var place = new Place(projected.box(), projected.epoch(), projected.lane());
                undo.add(quarantined, new BrokenRow(place, entry));
            }
        }
    }

    void write(TakenUp taken) {
        var place = new Place(taken.box(), taken.epoch(), taken.lane());
        undo.letGo(
                parked,
                one -> one.place().equals(place)
                        && taken.lseqs().contains(one.item().entry().lseq()));
        for (var broken : taken.broken()) {
            undo.add(quarantined, new BrokenRow(place, broken));
        }
        for (var shown : taken.shown()) {
            undo.letGo(
                    quarantined,
                    one -> one.place().equals(place)
                            && one.item().firstLseq() == shown.entry().lseq());
        }
    }

    void write(EntriesErased gone) {
        for (var each : gone.places()) {
            var place = new Place(gone.box(), each.epoch(), each.lane());
            undo.add(erased, new ErasedRow(gone.box(), each));
            undo.letGo(
                    parked,
                    one -> one.place().equals(place) && one.item().entry().lseq() == each.lseq());
            for (var row : List.copyOf(quarantined)) {
                var item = row.item();
                if (row.place().equals(place) && item.firstLseq() <= each.lseq() && item.lastLseq() >= each.lseq()) {
                    undo.letGo(quarantined, row::equals);
                    undo.add(
                            quarantined,
                            new BrokenRow(
                                    place,
                                    new Quarantined(item.firstLseq(), item.lastLseq(), Bytes.EMPTY, item.why())));
                }
            }
        }
    }

    List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) {
        return parked.stream()
                .filter(one -> one.place().equals(new Place(box, epoch, lane)))
                .map(one -> one.item().entry())
                .filter(entry -> entry.lseq() > afterLseq)
                .sorted(Comparator.comparingLong(Entry::lseq))
                .limit(max)
                .toList();
    }

    /** @param epochs that are taken */
    List<ParkedLane> lanes(Map<BoxId, Long> epochs) {
        return parked.stream()
                .filter(one -> one.item().entry().epoch() == epochs.getOrDefault(one.box(), 0L))
                .map(one -> new ParkedLane(one.box(), one.item().entry().lane()))
                .distinct()
                .toList();
    }
}
