package vn.tram.bench.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.tram.bench.traffic.Citizen.Turn;

/**
 * One day's visits of one hall. Most people come in the morning soon after the doors open; fewer after lunch. Service
 * times are log-normal. The figures are those of the reference days of the sync measurements (430 tickets, about five
 * events each) and are meant to be believable, not exact.
 */
final class DayPlan {
    static final double OPENS = hour(8);
    static final double LUNCH = hour(12);
    static final double BACK = hour(13.5);
    static final double CLOSES = hour(17);

    private static final double MORNING_SHARE = 0.62;

    private DayPlan() {}

    static double hour(double hours) {
        return hours * 3600;
    }

    /** @param busy service time relative to the usual; smaller when more people must fit into the day */
    static List<Citizen> of(Dice dice, Offer offer, int people, double busy) {
        var day = new ArrayList<Citizen>(people);
        for (int i = 0; i < people && !offer.series().isEmpty(); i++) {
            var series = dice.pick(offer.series(), Offer.Series::weight);
            var procedure = series.procedures().isEmpty() || dice.chance(0.1) ? "" : dice.pick(series.procedures());
            day.add(new Citizen(
                    arrival(dice),
                    series.letter(),
                    procedure,
                    answers(dice),
                    Math.min(2_400, dice.logNormal(240, 0.6)) * busy,
                    turn(dice)));
        }
        day.sort(Comparator.comparingDouble(Citizen::arrivesAt));
        return day;
    }

    private static double arrival(Dice dice) {
        return dice.chance(MORNING_SHARE)
                ? OPENS + (LUNCH - OPENS - 600) * dice.beta(1.3, 2.2)
                : BACK - 300 + (CLOSES - BACK - 900) * dice.beta(1.2, 2.0);
    }

    private static int answers(Dice dice) {
        if (dice.chance(0.05)) {
            return 0;
        }
        return dice.chance(0.18) ? 2 : 1;
    }

    private static Turn turn(Dice dice) {
        double where = dice.between(0, 1);
        if (where < 0.07) {
            return Turn.COPIES_A_PAPER;
        } else if (where < 0.13) {
            return Turn.BELONGS_ELSEWHERE;
        } else if (where < 0.145) {
            return Turn.GIVES_UP;
        }
        return where < 0.16 ? Turn.FINISHED_BY_MISTAKE : Turn.STRAIGHT;
    }
}
