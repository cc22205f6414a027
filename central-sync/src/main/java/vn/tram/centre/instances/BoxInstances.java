package vn.tram.centre.instances;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of the copies of one box.
 *
 * @param turn of the token given last
 * @param speaker id of the copy that greeted last; 0 when that is not known
 * @param fenced whether no copy may send
 * @param cloned whether two copies that nobody has decided about have shown to be alive, one after the other and the
 *     first of them again
 * @param all by id
 * @param ruling the last one
 */
public record BoxInstances(long turn, int speaker, boolean fenced, boolean cloned, List<Instance> all, Ruling ruling) {
    /** More copies of one box are not told apart; one of them is forgotten. */
    static final int MOST = 8;

    /** Of a box that was never heard. */
    public static final BoxInstances NONE = new BoxInstances(0, 0, false, false, List.of(), Ruling.NONE);

    public BoxInstances {
        all = List.copyOf(all);
    }

    /**
     * Whether a younger copy has shown that it lives after an older one came back: a folder that was set back twice can
     * look like the older one again, but what it held in between is gone.
     */
    private static boolean bothLive(List<Instance> all) {
        return all.stream()
                .anyMatch(older -> all.stream()
                        .anyMatch(younger -> cameBack(older, younger)
                                && younger.presented().turn()
                                        > older.presented().turn()));
    }

    private static boolean cameBack(Instance older, Instance younger) {
        return older.id() < younger.id()
                && open(older)
                && open(younger)
                && younger.aliveSince(younger.born())
                && older.aliveSince(younger.born());
    }

    /** Whether a copy has yet to show that it lives, since it is new or another one has been alive after it. */
    boolean doubts(Instance one) {
        boolean unproven = one.id() > 1 && !one.aliveSince(one.born());
        return unproven || all.stream().anyMatch(other -> overtakes(other, one));
    }

    private static boolean overtakes(Instance other, Instance one) {
        boolean younger =
                other.id() > one.id() && open(other) && other.aliveSince(other.born()) && !one.aliveSince(other.born());
        return younger
                || (cameBack(other, one)
                        && other.presented().turn() > one.presented().turn());
    }

    private static boolean open(Instance one) {
        return one.standing() != Standing.FENCED;
    }

    public Optional<Instance> instance(int id) {
        return all.stream().filter(one -> one.id() == id).findFirst();
    }

    /** Whether what comes now comes from a copy that was fenced. */
    public boolean speaksFenced() {
        return fenced
                || instance(speaker)
                        .map(one -> one.standing() == Standing.FENCED)
                        .orElse(false);
    }

    /** Whether welcomes are all that who speaks now may hear: fenced, held back, or yet to show that it lives. */
    public boolean speaksUnheard() {
        return cloned
                || speaksFenced()
                || instance(speaker).filter(this::doubts).isPresent();
    }

    /** With one copy as it is now, as the one that speaks; forgets another when there are too many. */
    BoxInstances speaking(Instance now, long lastTurn) {
        var after = new ArrayList<>(all);
        after.removeIf(one -> one.id() == now.id());
        if (after.size() >= MOST) {
            after.remove(after.stream()
                    .min(Comparator.comparingInt(BoxInstances::worth)
                            .thenComparing(one -> one.presented().turn())
                            .thenComparing(Instance::id))
                    .orElseThrow());
        }
        after.add(now);
        after.sort(Comparator.comparingInt(Instance::id));
        return new BoxInstances(lastTurn, now.id(), fenced, cloned || bothLive(after), after, ruling);
    }

    /** Whoever has shown nothing is forgotten first: strange tokens must not drive out what a person decided. */
    private static int worth(Instance one) {
        if (one.standing() == Standing.HOLDER) {
            return 2;
        }
        return one.standing() == Standing.OPEN && !one.aliveSince(one.born()) ? 0 : 1;
    }

    BoxInstances unnamed() {
        return speaker == 0 ? this : new BoxInstances(turn, 0, fenced, cloned, all, ruling);
    }

    BoxInstances ruled(Ruling now) {
        var after = now.act() == Ruling.Act.CHOOSE
                ? all.stream()
                        .map(one -> one.with(one.id() == now.instance() ? Standing.HOLDER : Standing.FENCED))
                        .toList()
                : all;
        boolean fence = now.act() == Ruling.Act.FENCE || (fenced && now.act() != Ruling.Act.LIFT);
        return new BoxInstances(turn, speaker, fence, cloned && now.act() != Ruling.Act.CHOOSE, after, now);
    }

    /** Whether a decision would change nothing. */
    boolean stands(Ruling.Act act, int instance) {
        return switch (act) {
            case FENCE -> fenced;
            case LIFT -> !fenced;
            case CHOOSE ->
                all.stream()
                        .allMatch(one -> one.standing() == (one.id() == instance ? Standing.HOLDER : Standing.FENCED));
        };
    }
}
