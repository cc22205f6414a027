package vn.tram.bench.traffic;

import vn.tram.bench.traffic.CounterNow.At;

/**
 * One counter. Looks at the screen before every key, so that a person may press keys at the same counter. One thread.
 */
final class Officer {
    /** How long to wait before looking again when nothing is to be done. */
    private static final double IDLE = 20;

    /** Rules that take longer than this of the day being played make it unlike a real one. */
    private static final double HURRIED = 600;

    private static final double COPYING = 420;
    private static final double GOES_HOME = Double.POSITIVE_INFINITY;

    private final Hall hall;
    private final People people;
    private final Dice dice;
    private final Score score;
    private final int counter;
    private double calledAt;

    Officer(Hall hall, People people, Dice dice, Score score, int counter) {
        this.hall = hall;
        this.people = people;
        this.dice = dice;
        this.score = score;
        this.counter = counter;
    }

    /** Does what is due now; returns in how many seconds of the day to come back. */
    double step(Pace pace) throws InterruptedException {
        var screen = hall.look(counter);
        var current = screen.current();
        if (current == null) {
            return free(screen, pace.now());
        }
        return switch (current.state()) {
            case "CALLED" -> called(screen, current, pace);
            case "SERVING" -> serving(current, pace.now());
            default -> IDLE;
        };
    }

    private double free(CounterNow screen, double now) throws InterruptedException {
        for (var number : screen.held()) {
            if (people.of(number).backAt() <= now && press("resume", number)) {
                return people.of(number).sits(now);
            }
        }
        for (var number : screen.absent()) {
            if (people.of(number).returnsAt() <= now && press("return", number)) {
                people.of(number).returned();
                return dice.between(2, 6);
            }
        }
        if (now >= DayPlan.LUNCH && now < DayPlan.BACK) {
            return Math.min(DayPlan.BACK - now + dice.between(0, 60), 300);
        }
        if (screen.waiting() > 0 && press("call-next", "")) {
            score.calls.increment();
            calledAt = now;
            return dice.between(10, 35);
        }
        boolean done =
                now >= DayPlan.CLOSES && screen.waiting() == 0 && screen.held().isEmpty();
        return done ? GOES_HOME : dice.between(IDLE / 2, IDLE);
    }

    private double called(CounterNow screen, At current, Pace pace) throws InterruptedException {
        double absentAfter = pace.dayOf(screen.absentAfterMs());
        var person = people.of(current.number());
        int answers = person.answersCall(absentAfter > HURRIED);
        if (answers > 0 && current.calls() >= answers) {
            return press("start", "") ? person.sits(pace.now()) : IDLE;
        }
        if (current.calls() < Math.max(screen.callsBeforeAbsent(), answers)) {
            if (press("recall", "")) {
                score.calls.increment();
            }
            return Math.max(12, pace.dayOf(screen.recallGapMs()) * 1.05);
        }
        double missing = calledAt + absentAfter * 1.05 - pace.now();
        if (missing > 0) {
            return missing;
        }
        if (press("absent", "")) {
            score.absent.increment();
            person.wasAbsent(dice.chance(0.5) ? pace.now() + dice.between(300, 1_500) : Double.POSITIVE_INFINITY);
        }
        return dice.between(3, 8);
    }

    private double serving(At current, double now) throws InterruptedException {
        var person = people.of(current.number());
        var turn = person.turn();
        person.straight();
        switch (turn) {
            case COPIES_A_PAPER -> {
                if (press("hold", "")) {
                    score.holds.increment();
                    person.goesToCopy(now + dice.logNormal(COPYING, 0.4));
                    return dice.between(5, 15);
                }
            }
            case BELONGS_ELSEWHERE -> {
                var other = people.otherSeries(current.number());
                if (!other.isEmpty() && press("transfer", "", other, people.reason())) {
                    score.transfers.increment();
                    return dice.between(5, 15);
                }
            }
            case FINISHED_BY_MISTAKE -> {
                if (press("finish", "") && press("undo", "")) {
                    return Math.max(1, person.endsAt() - now);
                }
            }
            case STRAIGHT, GIVES_UP -> {}
        }
        if (person.endsAt() - now > 1) {
            return person.endsAt() - now;
        }
        if (press("finish", "")) {
            score.served.increment();
        }
        return dice.between(5, 25);
    }

    private boolean press(String verb, String ticket) throws InterruptedException {
        return press(verb, ticket, "", "");
    }

    private boolean press(String verb, String ticket, String series, String reason) throws InterruptedException {
        return hall.press(counter, verb, ticket, series, reason);
    }
}
