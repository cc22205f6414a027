package vn.tram.system.sim.work;

import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import vn.tram.system.sim.check.BoxTruth;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;

/** The people of one ward's hall on a working day. */
public final class Hall {
    private static final int COUNTERS = 5;

    private final Kiosk kiosk;
    private final ArrayList<Clerk> clerks = new ArrayList<>();
    private final Presses presses;

    /**
     * @param playing false once everybody goes home
     * @param ticketsADay numbers drawn on a whole day, about
     */
    public Hall(
            Agenda agenda,
            Dice dice,
            BooleanSupplier playing,
            Office office,
            BoxTruth truth,
            Kiosk.Street street,
            int ticketsADay) {
        var citizens = new People(agenda, dice.fork("citizens"), playing);
        this.presses = new Presses(citizens, office, truth);
        this.kiosk = new Kiosk(citizens, presses, street, ticketsADay);
        for (int counter = 1; counter <= COUNTERS; counter++) {
            var officer = new People(agenda, dice.fork("counter " + counter), playing);
            clerks.add(new Clerk(officer, presses, office, street, counter, clerks));
        }
    }

    public void begin() {
        kiosk.begin();
        clerks.forEach(Clerk::begin);
    }

    /** Presses that got an answer. */
    public long presses() {
        return presses.answered();
    }
}
