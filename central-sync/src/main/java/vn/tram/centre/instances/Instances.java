package vn.tram.centre.instances;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.tram.centre.instances.Instance.Token;
import vn.tram.centre.instances.Instance.Told;
import vn.tram.centre.instances.InstanceChange.FrameKeptApart;
import vn.tram.centre.instances.InstanceChange.InstancesNoted;
import vn.tram.centre.instances.InstanceChange.InstancesRuled;
import vn.tram.centre.instances.InstanceChange.InstancesSeen;
import vn.tram.centre.instances.InstanceCommand.AskInstances;
import vn.tram.centre.instances.InstanceCommand.Decide;
import vn.tram.centre.instances.InstanceCommand.Decided;
import vn.tram.centre.instances.InstanceCommand.Fate;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Lease;
import vn.tram.kernel.wire.Control.Verdict;

/**
 * The feature's one face. A greeting that does not go on where a copy stood begins another one, and is answered by
 * CLONE: only who then presents the token that came with that answer is alive. So a greeting that was long on its way
 * rings no bell, a restored copy loses one round trip, and two that both live show it with the second word of each.
 */
public final class Instances {
    /** Frames of fenced copies that are kept of one box; more are dropped. */
    static final int MOST_APART = 200;

    private final InstanceBook book;
    private final Map<BoxId, BoxInstances> boxes = new HashMap<>();
    private final Map<BoxId, Integer> apart = new HashMap<>();
    private volatile Set<BoxId> unheard = Set.of();

    public Instances(InstanceBook book) {
        this.book = book;
    }

    /**
     * What a greeting shows.
     *
     * @param verdict OK when this copy may go on as its journal allows
     * @param lease for the answer
     * @param cloned whether two copies are alive
     * @param words about the copies, English, for the log
     */
    public record Heard(Verdict verdict, Lease lease, boolean cloned, String words, List<Change> changes) {
        public Heard {
            changes = List.copyOf(changes);
        }
    }

    /** A copy of a box greets. */
    public Heard greeted(BoxId box, Hello hello, Moment moment) {
        var known = of(box);
        var copy = hello.copy();
        if (copy.boot() == 0) {
            return unnamed(box, known);
        }
        var found = find(known, copy);
        var token = new Token(moment.ids().get().getLeastSignificantBits(), known.turn() + 1);
        var told = told(hello, found, moment);
        var now = found.map(one -> one.greeted(copy, token, told)).orElseGet(() -> begin(known, copy, token, told));
        boolean given = now.current().equals(token);
        var after = known.speaking(now, given ? token.turn() : known.turn());
        var lease = new Lease(now.current().value(), copy.boot());
        return new Heard(
                verdict(after, now), lease, after.cloned(), words(after), List.of(new InstancesNoted(box, after)));
    }

    /** Software that does not tell its copies apart: as long as nothing is wrong it goes on as ever. */
    private static Heard unnamed(BoxId box, BoxInstances known) {
        boolean chosen = known.all().stream().anyMatch(one -> one.standing() == Standing.FENCED);
        var verdict = known.fenced() ? Verdict.FENCE : chosen || known.cloned() ? Verdict.CLONE : Verdict.OK;
        var after = known.unnamed();
        List<Change> changes = after.equals(known) ? List.of() : List.of(new InstancesNoted(box, after));
        return new Heard(verdict, Lease.NONE, known.cloned(), words(known), changes);
    }

    /** The copy that greets: its own process, perhaps with a word that was long on its way, or the next one. */
    private static Optional<Instance> find(BoxInstances known, Copy copy) {
        return known.all().stream()
                .filter(one -> one.lastBoot() == copy.boot() && one.knows(copy.token()))
                .findFirst()
                .or(() -> known.all().stream().filter(one -> one.goesOn(copy)).findFirst());
    }

    /** What descends from a fenced copy is fenced. */
    private static Instance begin(BoxInstances known, Copy copy, Token token, Told told) {
        int id = known.all().stream().mapToInt(Instance::id).max().orElse(0) + 1;
        boolean fenced = known.all().stream()
                .anyMatch(one -> one.standing() == Standing.FENCED && copy.token() != 0 && one.knows(copy.token()));
        return new Instance(
                id,
                token.turn(),
                token,
                new Token(copy.token(), 0),
                List.of(),
                List.of(copy.boot()),
                copy.machine().size() == 0 ? List.of() : List.of(copy.machine()),
                fenced ? Standing.FENCED : Standing.OPEN,
                told);
    }

    private static Told told(Hello hello, Optional<Instance> before, Moment moment) {
        var heads = new EnumMap<Lane, Long>(Lane.class);
        hello.heads().forEach((lane, head) -> heads.put(lane, head.lseq()));
        long first = before.map(one -> one.told().firstAt()).orElse(moment.millis());
        return new Told(hello.software(), hello.epoch(), heads, first, moment.millis());
    }

    private static Verdict verdict(BoxInstances box, Instance speaker) {
        if (box.fenced() || speaker.standing() == Standing.FENCED) {
            return Verdict.FENCE;
        }
        return box.cloned() || box.doubts(speaker) ? Verdict.CLONE : Verdict.OK;
    }

    private static String words(BoxInstances box) {
        return box.all().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "copy %d%s: epoch %x, entries %s",
                        one.id(),
                        one.machine().size() == 0
                                ? ""
                                : " on machine " + one.machine().first(4).hex(),
                        one.told().epoch(),
                        one.told().heads().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()))
                .collect(Collectors.joining("; "));
    }

    /** Whether nothing of what a box sends now is taken. */
    public boolean holds(BoxId box) {
        var known = of(box);
        return known.speaksFenced() || known.cloned();
    }

    /** Whether what comes now comes from a copy that was fenced, or from a box that was. */
    public boolean fences(BoxId box) {
        return of(box).speaksFenced();
    }

    /**
     * Whether who speaks for a box now gets nothing of the city but welcomes: no feed, no blob, none of its entries. As
     * of the last commit; any thread.
     */
    public boolean keptFrom(BoxId box) {
        return unheard.contains(box);
    }

    /** A frame came that is not taken: what a fenced copy sends is kept apart, up to a limit. */
    public List<Change> refused(BoxId box, Bytes raw, Moment moment) {
        int kept = apart.getOrDefault(box, 0);
        return fences(box) && kept < MOST_APART
                ? List.of(new FrameKeptApart(box, kept + 1, moment.millis(), raw))
                : List.of();
    }

    public Decision<BoxInstances> decide(AskInstances question) {
        return Decision.of(of(question.box()));
    }

    public Decision<Decided> decide(Decide command, Moment moment) {
        var known = of(command.box());
        if (bad(command.who(), Decide.MAX_WHO) || bad(command.why(), Decide.MAX_WHY)) {
            return Decision.refuse(InstanceRejection.RULING_WRONG);
        }
        boolean one = command.act() == Ruling.Act.CHOOSE;
        if (one ? known.instance(command.instance()).isEmpty() : command.instance() != 0) {
            return Decision.refuse(InstanceRejection.INSTANCE_UNKNOWN);
        }
        if (known.stands(command.act(), command.instance())) {
            return Decision.of(new Decided(Fate.STANDS, known));
        }
        if (command.seen() != known.ruling().number()) {
            return Decision.of(new Decided(Fate.OVERTAKEN, known));
        }
        var after = known.ruled(new Ruling(
                known.ruling().number() + 1,
                command.act(),
                command.instance(),
                command.who().strip(),
                command.why().strip(),
                moment.millis()));
        List<Change> changes = new ArrayList<>(List.of(new InstancesRuled(command.box(), after)));
        return Decision.of(new Decided(Fate.DONE, after), changes);
    }

    private static boolean bad(String words, int most) {
        return words.isBlank() || words.length() > most;
    }

    public void apply(InstanceChange change) {
        if (change instanceof InstancesNoted noted) {
            put(noted.box(), noted.now());
        } else if (change instanceof InstancesRuled ruled) {
            put(ruled.box(), ruled.now());
        } else if (change instanceof InstancesSeen seen) {
            put(seen.box(), seen.now());
        } else if (change instanceof FrameKeptApart kept) {
            apart.put(kept.box(), kept.number());
        } else {
            throw new AssertionError(change);
        }
    }

    private void put(BoxId box, BoxInstances now) {
        boxes.put(box, now);
        if (now.speaksUnheard() != unheard.contains(box)) {
            unheard = unheardNow();
        }
    }

    private Set<BoxId> unheardNow() {
        return boxes.entrySet().stream()
                .filter(box -> box.getValue().speaksUnheard())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public void reload() throws StoreFailure {
        var stored = book.instances();
        boxes.clear();
        boxes.putAll(stored.boxes());
        apart.clear();
        apart.putAll(stored.apart());
        unheard = unheardNow();
    }

    private BoxInstances of(BoxId box) {
        return boxes.getOrDefault(box, BoxInstances.NONE);
    }
}
