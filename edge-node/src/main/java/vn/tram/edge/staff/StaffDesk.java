package vn.tram.edge.staff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tram.edge.staff.Guesses.Verdict;
import vn.tram.edge.staff.StaffChange.EmergencyKept;
import vn.tram.edge.staff.StaffChange.InviteKept;
import vn.tram.edge.staff.StaffChange.PinKept;
import vn.tram.edge.staff.StaffChange.TryBegun;
import vn.tram.edge.staff.StaffChange.TryEnded;
import vn.tram.edge.staff.StaffCommand.BeginTry;
import vn.tram.edge.staff.StaffCommand.Invite;
import vn.tram.edge.staff.StaffCommand.NoteRefused;
import vn.tram.edge.staff.StaffCommand.OpenEmergency;
import vn.tram.edge.staff.StaffCommand.ShowStaff;
import vn.tram.edge.staff.StaffCommand.SignOut;
import vn.tram.edge.staff.StaffCommand.TakeCounter;
import vn.tram.edge.staff.StaffCommand.Unlock;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.event.StaffEvent;

/**
 * Who of the ward's staff may come in, by what, and who acts where. Decides; sessions themselves are the door's, in
 * memory alone. The core's thread, but {@link #memory}, which any thread may ask.
 */
public final class StaffDesk {
    /** So long a proved PIN counts towards an emergency. */
    static final Duration PROOF = Duration.ofMinutes(2);

    /** So long an emergency lasts. */
    static final Duration EMERGENCY = Duration.ofHours(24);

    /** Tries that are looked at at one time, at most. */
    static final int MOST_TRIES = 64;

    /** A try that nobody ended is forgotten; it stays counted. */
    private static final Duration OPEN = Duration.ofMinutes(1);

    /** People that the console lets in, at most. */
    static final int MOST_INVITES = 20;

    private record Proof(String device, long until) {}

    private final Guesses guesses = new Guesses(this::isKnown);
    private final Map<String, PinState> pins = new HashMap<>();
    private final Map<String, StaffRow> invites = new TreeMap<>();
    private final Map<Long, OpenTry> tries = new TreeMap<>();
    private final Map<String, Proof> proofs = new HashMap<>();
    private final Map<Integer, String> counters = new HashMap<>();
    private final Entrance entrance = new Entrance(this);
    private Emergency emergency = Emergency.NONE;
    private Map<String, StaffRow> city = Map.of();
    private long lastTry;
    private volatile StaffMemory memory = StaffMemory.NOBODY;

    /** Who may what, as of the last commit. Any thread. */
    public StaffMemory memory() {
        return memory;
    }

    /** The city's rows are these from now on. */
    public void know(Map<String, StaffRow> rows) {
        if (!rows.equals(city)) {
            city = Map.copyOf(rows);
            remember();
        }
    }

    private void remember() {
        memory = new StaffMemory(city, invites, emergency);
    }

    private boolean isKnown(String name) {
        return city.containsKey(name) || invites.containsKey(name);
    }

    PinState pin(String name) {
        return pins.getOrDefault(name, PinState.none(name));
    }

    Guesses guesses() {
        return guesses;
    }

    /** Answers a command; changes nothing. */
    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    public <R> Decision<R> decide(StaffCommand<R> command, Moment moment, boolean seesCentre) {
        if (command instanceof BeginTry begin) {
            return (Decision<R>) begin(begin, moment);
        } else if (command instanceof SignOut out) {
            return (Decision<R>)
                    Decision.of(out.name(), new StaffEvent.SignedOut(out.name(), out.device(), out.reason()));
        } else if (command instanceof NoteRefused note) {
            return (Decision<R>) Decision.of(
                    note.why(), new StaffEvent.SignInRefused(known(note.name()), note.device(), note.why(), 0));
        } else if (command instanceof Unlock unlock) {
            return (Decision<R>) unlock(unlock, moment, seesCentre);
        } else if (command instanceof OpenEmergency open) {
            return (Decision<R>) emergency(open, moment, seesCentre);
        } else if (command instanceof TakeCounter take) {
            return (Decision<R>) take(take);
        } else if (command instanceof Invite invite) {
            return (Decision<R>) invite(invite, moment);
        } else if (command instanceof ShowStaff) {
            return (Decision<R>) Decision.of(views(moment, seesCentre));
        }
        return entrance.decide(command, moment, seesCentre);
    }

    /** The name when an account has it; a name of nobody is written down nowhere. */
    String known(String name) {
        return isKnown(name) ? name : "";
    }

    private Decision<Begun> begin(BeginTry begin, Moment moment) {
        long now = moment.millis();
        boolean code = begin.kind() == OpenTry.Kind.CODE;
        var permit = code ? guesses.mayHere(begin.device(), now) : guesses.may(begin.name(), begin.device(), now);
        if (permit.verdict() != Verdict.GO) {
            return Decision.of(new Begun(permit.verdict(), 0, permit.waitMillis(), List.of()));
        }
        if (tries.values().stream()
                        .filter(open -> open.at() + OPEN.toMillis() > now)
                        .count()
                >= MOST_TRIES) {
            return Decision.refuse(StaffRejection.TOO_MANY_TRIES);
        }
        var open = new OpenTry(lastTry + 1, begin.name(), begin.device(), begin.kind(), now);
        var counted =
                !code && isKnown(begin.name()) ? Optional.of(pin(begin.name()).tried(now)) : Optional.<PinState>empty();
        var hashes = code ? codes(begin.name(), now) : pinOf(begin.name());
        return Decision.of(new Begun(Verdict.GO, open.number(), 0, hashes), new TryBegun(open, counted));
    }

    private List<String> pinOf(String name) {
        var state = pin(name);
        boolean counts = !state.hash().isEmpty() && isKnown(name) && state.generation() >= generation(name);
        return counts ? List.of(state.hash()) : List.of();
    }

    /** A city that raised the generation wants a new PIN; the console's rows have none. */
    long generation(String name) {
        var row = city.get(name);
        return row == null ? 0 : row.generation();
    }

    private List<String> codes(String name, long now) {
        var codes = new ArrayList<String>();
        for (var row : new StaffRow[] {city.get(name), invites.get(name)}) {
            boolean out = row != null && !row.code().isEmpty() && now < row.codeUntil();
            if (out && !row.code().equals(pin(name).usedCode())) {
                codes.add(row.code());
            }
        }
        return codes;
    }

    Optional<OpenTry> open(long number, long now) {
        return Optional.ofNullable(tries.get(number)).filter(open -> open.at() + OPEN.toMillis() > now);
    }

    Optional<StaffRow> invited(String name) {
        return Optional.ofNullable(invites.get(name));
    }

    private Decision<String> unlock(Unlock unlock, Moment moment, boolean seesCentre) {
        if (!isKnown(unlock.name())) {
            return Decision.refuse(StaffRejection.STAFF_UNKNOWN);
        }
        // Nobody unlocks themselves: whoever guesses a leader's PIN would have no limit.
        boolean may = unlock.by().equals(StaffCommand.CONSOLE)
                || (!unlock.by().equals(unlock.name())
                        && memory.rights(unlock.by(), moment.millis(), seesCentre)
                                .contains(Right.UNLOCK_STAFF));
        if (!may) {
            return Decision.refuse(StaffRejection.NOT_ALLOWED);
        }
        if (pin(unlock.name()).wrong() == 0) {
            return Decision.of(unlock.name());
        }
        return Decision.of(
                unlock.name(),
                new PinKept(pin(unlock.name()).forgiven()),
                new StaffEvent.PinUnlocked(unlock.name(), unlock.by()));
    }

    private Decision<Long> emergency(OpenEmergency open, Moment moment, boolean seesCentre) {
        long now = moment.millis();
        var without = new StaffMemory(city, invites, Emergency.NONE);
        for (var name : List.of(open.first(), open.second())) {
            var proof = proofs.get(name);
            boolean proved = proof != null && proof.device().equals(open.device()) && now < proof.until();
            if (!proved || !city.containsKey(name) || open.first().equals(open.second())) {
                return Decision.refuse(StaffRejection.NOT_TWO);
            }
            if (without.entitled(name, now, seesCentre)) {
                return Decision.refuse(StaffRejection.NOT_OVER);
            }
        }
        long until = now + EMERGENCY.toMillis();
        return Decision.of(
                until,
                new EmergencyKept(new Emergency(open.first(), open.second(), until)),
                new StaffEvent.EmergencyOpened(open.first(), open.second(), open.device(), until));
    }

    private Decision<Boolean> take(TakeCounter take) {
        return take.name().equals(counters.get(take.counter()))
                ? Decision.of(false)
                : Decision.of(true, new StaffEvent.CounterTaken(take.counter(), take.name(), take.device()));
    }

    private Decision<String> invite(Invite invite, Moment moment) {
        var row = invite.row();
        boolean room = invites.values().stream()
                        .filter(other -> !other.name().equals(row.name()) && moment.millis() < other.until())
                        .count()
                < MOST_INVITES;
        return room ? Decision.of(row.name(), new InviteKept(row)) : Decision.refuse(StaffRejection.TOO_MANY_INVITES);
    }

    private List<StaffView> views(Moment moment, boolean seesCentre) {
        var names = new TreeSet<>(city.keySet());
        invites.values().stream()
                .filter(row -> moment.millis() < row.until())
                .map(StaffRow::name)
                .forEach(names::add);
        return names.stream().map(name -> view(name, moment, seesCentre)).toList();
    }

    private StaffView view(String name, Moment moment, boolean seesCentre) {
        var row = memory.row(name).orElseThrow();
        var state = pin(name);
        return new StaffView(
                name,
                row.shown(),
                row.roles(),
                !pinOf(name).isEmpty(),
                state.isLocked(),
                state.wrong(),
                memory.entitled(name, moment.millis(), seesCentre),
                row.until(),
                !city.containsKey(name));
    }

    public void apply(StaffChange change) {
        if (change instanceof TryBegun begun) {
            apply(begun);
        } else if (change instanceof TryEnded ended) {
            apply(ended);
        } else if (change instanceof PinKept kept) {
            apply(kept);
        } else if (change instanceof InviteKept kept) {
            apply(kept);
        } else if (change instanceof EmergencyKept kept) {
            apply(kept);
        } else {
            throw new AssertionError(change);
        }
    }

    private void apply(TryBegun begun) {
        var open = begun.open();
        lastTry = open.number();
        tries.values().removeIf(old -> old.at() + OPEN.toMillis() <= open.at());
        tries.put(open.number(), open);
        if (open.kind() == OpenTry.Kind.CODE) {
            guesses.wrongHere(open.device(), open.at());
        } else {
            guesses.wrong(open.name(), open.device(), open.at());
        }
        begun.counted().ifPresent(state -> pins.put(state.name(), state));
    }

    private void apply(TryEnded ended) {
        tries.remove(ended.open().number());
        proofs.values().removeIf(proof -> proof.until() <= ended.at());
        if (ended.right() && ended.open().kind() == OpenTry.Kind.PIN) {
            var until = ended.at() + PROOF.toMillis();
            proofs.put(ended.open().name(), new Proof(ended.open().device(), until));
        }
    }

    private void apply(PinKept kept) {
        var state = kept.state();
        pins.put(state.name(), state);
        if (state.wrong() == 0) {
            guesses.over(state.name());
        }
    }

    private void apply(InviteKept kept) {
        invites.put(kept.row().name(), kept.row());
        remember();
    }

    private void apply(EmergencyKept kept) {
        emergency = kept.emergency();
        remember();
    }

    /** Only who acts at which counter is folded; the rest is told by what is kept. */
    public void apply(StaffEvent event) {
        if (event instanceof StaffEvent.CounterTaken taken) {
            counters.put(taken.counter(), taken.name());
        }
    }

    /** Back to what stands on disk; what this process counted of devices and of names of nobody stays. */
    public void reload(StaffStored stored, Map<String, StaffRow> rows) {
        pins.clear();
        invites.clear();
        tries.clear();
        proofs.clear();
        counters.clear();
        guesses.forgetStaff();
        city = Map.copyOf(rows);
        stored.invites().forEach(row -> invites.put(row.name(), row));
        stored.pins().forEach(state -> {
            pins.put(state.name(), state);
            guesses.restore(state.name(), state.wrong(), state.until());
        });
        emergency = stored.emergency();
        remember();
    }
}
