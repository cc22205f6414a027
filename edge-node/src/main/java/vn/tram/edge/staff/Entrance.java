package vn.tram.edge.staff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.tram.edge.staff.Entered.Verdict;
import vn.tram.edge.staff.StaffChange.InviteKept;
import vn.tram.edge.staff.StaffChange.PinKept;
import vn.tram.edge.staff.StaffChange.TryEnded;
import vn.tram.edge.staff.StaffCommand.ChoosePin;
import vn.tram.edge.staff.StaffCommand.ProvePin;
import vn.tram.edge.staff.StaffCommand.SignIn;
import vn.tram.edge.staff.StaffCommand.SignInByProvider;
import vn.tram.edge.staff.StaffCommand.StepUp;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.event.StaffEvent;
import vn.tram.kernel.event.Way;

/** How a try ends: in, or not, and what is written down of it. Pure; reads its {@link StaffDesk}. */
final class Entrance {
    private final StaffDesk desk;

    Entrance(StaffDesk desk) {
        this.desk = desk;
    }

    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    <R> Decision<R> decide(StaffCommand<R> command, Moment moment, boolean seesCentre) {
        if (command instanceof SignInByProvider came) {
            return (Decision<R>) byProvider(came, moment, seesCentre);
        }
        long number = number(command);
        var found = desk.open(number, moment.millis());
        if (found.isEmpty()) {
            return Decision.refuse(StaffRejection.TRY_UNKNOWN);
        }
        var open = found.get();
        if (command instanceof SignIn signIn) {
            return (Decision<R>)
                    (open.kind() == OpenTry.Kind.PIN && signIn.right()
                            ? in(open, new ArrayList<>(right(open, moment)), Way.PIN, moment, seesCentre)
                            : wrong(open, moment));
        } else if (command instanceof ChoosePin choose) {
            return (Decision<R>) chosen(open, choose, moment, seesCentre);
        } else if (command instanceof ProvePin prove) {
            return (Decision<R>) proved(open, prove.right(), List.of(), moment);
        } else if (command instanceof StepUp step) {
            var event = new StaffEvent.SteppedUp(
                    open.name(), open.device(), step.act().name());
            return (Decision<R>) proved(open, step.right(), List.of(event), moment);
        }
        throw new AssertionError(command);
    }

    private static long number(StaffCommand<?> command) {
        if (command instanceof SignIn signIn) {
            return signIn.number();
        } else if (command instanceof ChoosePin choose) {
            return choose.number();
        } else if (command instanceof ProvePin prove) {
            return prove.number();
        } else if (command instanceof StepUp step) {
            return step.number();
        }
        throw new AssertionError(command);
    }

    private List<Change> right(OpenTry open, Moment moment) {
        var changes = new ArrayList<Change>();
        changes.add(new TryEnded(open, true, moment.millis()));
        changes.add(new PinKept(desk.pin(open.name()).forgiven()));
        return changes;
    }

    private Decision<Entered> wrong(OpenTry open, Moment moment) {
        boolean code = open.kind() == OpenTry.Kind.CODE;
        int wrong = code ? 0 : desk.guesses().wrongs(open.name());
        var why = code ? Verdict.CODE_WRONG : Verdict.PIN_WRONG;
        var name = desk.known(open.name());
        var changes = new ArrayList<Change>();
        changes.add(new TryEnded(open, false, moment.millis()));
        changes.add(new StaffEvent.SignInRefused(name, open.device(), why.name(), wrong));
        boolean locked = wrong >= Guesses.LOCK;
        if (locked && !name.isEmpty()) {
            changes.add(new StaffEvent.PinLocked(name, open.device()));
        }
        var verdict = locked ? Verdict.LOCKED : why;
        long wait = locked || code ? 0 : Guesses.waitAfter(wrong);
        return Decision.of(Entered.not(verdict, open.name(), wrong, wait), changes);
    }

    private Decision<Boolean> proved(OpenTry open, boolean right, List<? extends Change> besides, Moment moment) {
        if (right && open.kind() == OpenTry.Kind.PIN) {
            return Decision.of(true, right(open, moment)).with(besides);
        }
        return Decision.of(false, wrong(open, moment).changes());
    }

    private Decision<Entered> chosen(OpenTry open, ChoosePin choose, Moment moment, boolean seesCentre) {
        if (!choose.right() || desk.known(open.name()).isEmpty()) {
            return wrong(open, moment);
        }
        var name = open.name();
        boolean code = open.kind() == OpenTry.Kind.CODE;
        var state = desk.pin(name);
        if (code && choose.matched().equals(state.usedCode())) {
            return wrong(open, moment); // two at once with one code
        }
        var changes = new ArrayList<Change>();
        changes.add(new TryEnded(open, true, moment.millis()));
        if (state.isLocked()) {
            changes.add(new StaffEvent.PinUnlocked(name, name));
        }
        var spent = code ? state.spent(choose.matched()) : state;
        changes.add(new PinKept(spent.chosen(choose.hash(), desk.generation(name))));
        desk.invited(name)
                .filter(row -> row.code().equals(choose.matched()))
                .ifPresent(row -> changes.add(new InviteKept(withoutCode(row))));
        changes.add(new StaffEvent.PinChosen(name, open.device(), desk.generation(name)));
        return in(open, changes, code ? Way.CODE : Way.PIN, moment, seesCentre);
    }

    private static StaffRow withoutCode(StaffRow row) {
        return new StaffRow(
                row.name(),
                row.shown(),
                row.roles(),
                row.until(),
                row.freshUntil(),
                "",
                0,
                row.generation(),
                row.subjects());
    }

    private Decision<Entered> in(OpenTry open, List<Change> changes, Way way, Moment moment, boolean seesCentre) {
        var name = open.name();
        var memory = desk.memory();
        var rights = memory.rights(name, moment.millis(), seesCentre);
        if (rights.isEmpty()) {
            var over = Verdict.ENTITLEMENT_OVER;
            changes.add(new StaffEvent.SignInRefused(name, open.device(), over.name(), 0));
            return Decision.of(Entered.not(over, name, 0, 0), changes);
        }
        var how = memory.onlyInEmergency(name, moment.millis(), seesCentre) ? Way.EMERGENCY : way;
        changes.add(new StaffEvent.SignedIn(name, open.device(), how));
        return Decision.of(entered(memory, name, rights, how), changes);
    }

    private static Entered entered(StaffMemory memory, String name, Set<Right> rights, Way way) {
        var shown = memory.row(name).map(StaffRow::shown).orElse(name);
        return new Entered(Verdict.IN, name, shown, rights, way, 0, 0);
    }

    private Decision<Entered> byProvider(SignInByProvider came, Moment moment, boolean seesCentre) {
        var memory = desk.memory();
        for (var row : memory.city().values()) {
            if (row.subjects().contains(came.subject())) {
                var rights = memory.rights(row.name(), moment.millis(), seesCentre);
                return rights.isEmpty()
                        ? Decision.of(
                                Entered.not(Verdict.ENTITLEMENT_OVER, row.name(), 0, 0),
                                new StaffEvent.SignInRefused(
                                        row.name(), came.device(), Verdict.ENTITLEMENT_OVER.name(), 0))
                        : Decision.of(
                                entered(memory, row.name(), rights, Way.PROVIDER),
                                new StaffEvent.SignedIn(row.name(), came.device(), Way.PROVIDER));
            }
        }
        return Decision.refuse(StaffRejection.STAFF_UNKNOWN);
    }
}
