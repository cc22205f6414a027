package vn.tram.centre.instances;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Copy;

/**
 * One running copy of a box, known by its chain of tokens.
 *
 * @param id from 1, in the order in which they were noticed
 * @param born turn of the first token that this copy was given for itself
 * @param current the token given last
 * @param presented the token told last: it proves that the copy was alive after its turn
 * @param past tokens before that, the newest last
 * @param boots names of its processes, the newest last
 * @param machines numbers of the machines it ran on, the newest last; empty when it tells none
 * @param told what it said of itself last
 */
public record Instance(
        int id,
        long born,
        Token current,
        Token presented,
        List<Long> past,
        List<Long> boots,
        List<Bytes> machines,
        Standing standing,
        Told told) {
    /** Older tokens are forgotten: who comes with one of them counts as unknown. */
    static final int PAST = 64;

    static final int BOOTS = 8;

    static final int MACHINES = 4;

    public Instance {
        past = List.copyOf(past);
        boots = List.copyOf(boots);
        machines = List.copyOf(machines);
    }

    /** @param turn grows with every token that any copy of the box is given; 0 for one that we did not give */
    public record Token(long value, long turn) {}

    /**
     * @param heads last entry of every lane
     * @param firstAt epoch milliseconds of its first greeting
     * @param lastAt of its last one
     */
    public record Told(String software, long epoch, Map<Lane, Long> heads, long firstAt, long lastAt) {
        public Told {
            heads = Map.copyOf(heads);
        }
    }

    /** Number of the machine it ran on last; empty when it told none. */
    public Bytes machine() {
        return machines.isEmpty() ? Bytes.EMPTY : machines.get(machines.size() - 1);
    }

    long lastBoot() {
        return boots.get(boots.size() - 1);
    }

    boolean knows(long token) {
        return token == current.value || token == presented.value || past.contains(token);
    }

    /** Whether it was alive after a turn was given. */
    boolean aliveSince(long turn) {
        return presented.turn >= turn;
    }

    /**
     * Whether a greeting goes on where this copy stood: from a process that is not known yet, with the token given last
     * or, should that welcome have been lost, with the one before. The same token told again from a machine that it had
     * left comes from a second copy that starts as often.
     */
    boolean goesOn(Copy copy) {
        boolean again = copy.token() == presented.value && copy.token() != current.value;
        boolean returned = machines.contains(copy.machine()) && !copy.machine().equals(machine());
        return (copy.token() == current.value || again) && !boots.contains(copy.boot()) && !(again && returned);
    }

    /** After a greeting of this copy; {@code next} is given when it told the last one. */
    Instance greeted(Copy copy, Token next, Told now) {
        boolean moved = copy.token() == current.value;
        return new Instance(
                id,
                born,
                moved ? next : current,
                moved ? current : presented,
                moved ? last(past, presented.value, PAST) : past,
                lastBoot() == copy.boot() ? boots : last(boots, copy.boot(), BOOTS),
                copy.machine().size() == 0 || copy.machine().equals(machine())
                        ? machines
                        : last(machines, copy.machine(), MACHINES),
                standing,
                now);
    }

    public Instance with(Standing decided) {
        return new Instance(id, born, current, presented, past, boots, machines, decided, told);
    }

    private static <T> List<T> last(List<T> before, T newest, int most) {
        var all = new ArrayList<>(before);
        all.add(newest);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }
}
