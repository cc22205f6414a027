package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.Erasure;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

/**
 * Which entries of boxes were erased, and what may lie here of a frame that holds one. A fact of erasure may come
 * before its entry, on another lane, and the entry with its body may come again, from a box or a mending: it is
 * remembered for ever. The core's thread.
 */
final class Erasures {
    private final IntakeBook book;
    private final Supplier<Dictionaries> dictionaries;
    private final Map<BoxId, Set<Erasure>> all = new HashMap<>();

    Erasures(IntakeBook book, Supplier<Dictionaries> dictionaries) {
        this.book = book;
        this.dictionaries = dictionaries;
    }

    void reset(Map<BoxId, Set<Erasure>> stored) {
        all.clear();
        stored.forEach((box, places) -> all.put(box, new HashSet<>(places)));
    }

    void apply(EntriesErased erased) {
        all.computeIfAbsent(erased.box(), none -> new HashSet<>()).addAll(erased.places());
    }

    /** Whether an entry stands here with a body that may not stand here. */
    boolean forbids(BoxId box, Entry entry) {
        var places = all.get(box);
        return places != null && entry.mayBeErased() && places.contains(Erasure.of(entry));
    }

    /**
     * A frame's bytes as they may be kept: the same bytes, unless something in it was erased. Entries that have landed
     * before are left out when one of them is personal, so that its body lies in one place only.
     *
     * @param mark behind which the frame is new
     */
    Bytes landing(BoxId box, Frame frame, Watermark mark, Bytes raw) {
        var before = frame.entries().stream()
                .filter(entry -> entry.lseq() <= mark.durable())
                .toList();
        if (before.stream().noneMatch(Entry::mayBeErased)) {
            return kept(box, frame, raw);
        }
        var behind = frame.entries().subList(before.size(), frame.entries().size());
        var previous = mark.hash().first(Frame.CHAIN_BYTES);
        var fresh = new Frame(box, frame.epoch(), frame.lane(), previous, behind, frame.tail());
        return kept(box, fresh, bytes(fresh));
    }

    /** A whole frame's bytes as they may be kept. */
    Bytes kept(BoxId box, Frame frame, Bytes raw) {
        return frame.entries().stream().anyMatch(entry -> forbids(box, entry))
                ? bytes(erased(frame, entry -> forbids(box, entry)))
                : raw;
    }

    private static Frame erased(Frame frame, Predicate<Entry> which) {
        var entries = new ArrayList<Entry>(frame.entries());
        entries.replaceAll(entry -> which.test(entry) ? entry.erase() : entry);
        return new Frame(frame.box(), frame.epoch(), frame.lane(), frame.previous(), entries, frame.tail());
    }

    private static Bytes bytes(Frame frame) {
        return Bytes.owned(FrameCodec.encode(frame, Packing.ZSTD));
    }

    /** What is to be committed so that nothing of these entries' bodies is left of what has landed. */
    List<Change> changes(BoxId box, Collection<Erasure> places) throws StoreFailure {
        if (places.isEmpty()) {
            return List.of();
        }
        record Row(Erasure place, LandedFrame frame) {}
        var rows = new LinkedHashMap<Erasure, Row>();
        var changes = new ArrayList<Change>();
        changes.add(new EntriesErased(box, List.copyOf(places)));
        for (var place : places) {
            for (var frame : book.landed(box, place.epoch(), place.lane(), place.lseq() - 1, 1)) {
                var key = new Erasure(place.epoch(), place.lane(), frame.firstLseq());
                rows.putIfAbsent(key, new Row(place, frame));
            }
        }
        for (var row : rows.values()) {
            rewritten(box, row.place(), row.frame(), Set.copyOf(places)).forEach(changes::add);
        }
        return changes;
    }

    /** A frame that cannot be read is damaged: it is mended from its box, and then holds what may stand here. */
    private List<FrameMended> rewritten(BoxId box, Erasure of, LandedFrame row, Set<Erasure> places) {
        try {
            var frame = FrameCodec.decode(row.raw().toArray(), dictionaries.get());
            var without = erased(frame, entry -> entry.mayBeErased() && places.contains(Erasure.of(entry)));
            return without.equals(frame)
                    ? List.of()
                    : List.of(new FrameMended(box, of.epoch(), of.lane(), row.firstLseq(), bytes(without), row.hash()));
        } catch (BadForm | RuntimeException unreadable) {
            return List.of();
        }
    }
}
