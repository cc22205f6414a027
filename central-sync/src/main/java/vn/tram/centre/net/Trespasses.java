package vn.tram.centre.net;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.kernel.base.BoxId;

/** Rings for boxes that ask for what is not theirs: once a minute each, however often they try. Any thread. */
public final class Trespasses implements Trespass {
    private static final long QUIET_MILLIS = 60_000;

    /** Boxes remembered at most: those of the country and as many again. More are forgotten, and ring once more. */
    private static final int MOST = 8_192;

    /** Characters of a detail at most: a topic may have 65,535. */
    private static final int LONGEST = 160;

    private final Predicate<BoxId> known;
    private final LongSupplier millis;
    private final Consumer<ReportTrouble> bell;
    private final Map<BoxId, Long> rung = new HashMap<>();

    /**
     * @param known whether it is a box of a ward of this city; others ring under no name
     * @param millis of a clock that only goes forward
     * @param bell must only hand over
     */
    public Trespasses(Predicate<BoxId> known, LongSupplier millis, Consumer<ReportTrouble> bell) {
        this.known = known;
        this.millis = millis;
        this.bell = bell;
    }

    @Override
    public void tried(BoxId box, String what) {
        if (isNews(box)) {
            var scope = known.test(box) ? box.value() : "";
            bell.accept(new ReportTrouble(scope, AlarmCode.TRESPASS, shown(box + " " + what)));
        }
    }

    private synchronized boolean isNews(BoxId box) {
        long now = millis.getAsLong();
        var before = rung.get(box);
        if (before != null && now - before < QUIET_MILLIS) {
            return false;
        }
        if (rung.size() >= MOST) {
            rung.clear();
        }
        rung.put(box, now);
        return true;
    }

    private static String shown(String words) {
        var text = words.replaceAll("\\p{Cntrl}", "?");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
