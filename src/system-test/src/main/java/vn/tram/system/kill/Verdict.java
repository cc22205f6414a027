package vn.tram.system.kill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.TicketState;
import vn.tram.system.store.SqliteFile;

/** Compares what was answered with what lies on the two disks, read without the product's own code. */
final class Verdict {
    private static final String TICKETS =
            "SELECT day, series, number, id, state FROM ticket ORDER BY day, series, number";
    private static final int MOST = 20;

    private final Answers answers;
    private final List<String> violations = new ArrayList<>();

    Verdict(Answers answers) {
        this.answers = answers;
        violations.addAll(answers.violations());
    }

    /** What is wrong; empty when every promise was kept. */
    List<String> of(Path box, Path centre) throws StoreFailure {
        try (var boxFile = SqliteFile.open(box);
                var centreFile = SqliteFile.open(centre)) {
            boxFile.damage().forEach(line -> violations.add("the box's file: " + line));
            centreFile.damage().forEach(line -> violations.add("the centre's file: " + line));
            var tickets = boxFile.rows(TICKETS);
            numbersAreDense(tickets);
            answersStand(tickets);
            journalIsDense(boxFile);
            centreHasTheSame(boxFile, centreFile);
        }
        return violations.size() <= MOST ? violations : violations.subList(0, MOST);
    }

    private void numbersAreDense(List<List<String>> tickets) {
        var last = new HashMap<String, Integer>();
        var ids = new HashMap<String, String>();
        for (var row : tickets) {
            var series = row.get(0) + " " + row.get(1);
            int number = Integer.parseInt(row.get(2));
            int before = last.getOrDefault(series, 0);
            if (number != before + 1) {
                violations.add("series " + series + " jumps from " + before + " to " + number);
            }
            last.put(series, number);
            var other = ids.put(row.get(3), series + number);
            if (other != null) {
                violations.add("one id for " + other + " and " + series + number);
            }
        }
    }

    private void answersStand(List<List<String>> tickets) {
        var byId = new HashMap<String, List<String>>();
        tickets.forEach(row -> byId.put(row.get(3), row));
        var holders = new HashMap<String, String>();
        for (var slip : answers.slips().entrySet()) {
            var row = byId.get(slip.getValue().id());
            if (row == null) {
                violations.add("answered and lost: " + slip.getValue());
            } else if (!label(row).equals(slip.getValue().number())) {
                violations.add("answered as " + slip.getValue() + " and stored as " + label(row));
            }
            var other = holders.put(slip.getValue().id(), slip.getKey());
            if (other != null) {
                violations.add("two presses hold " + slip.getValue());
            }
        }
        var states = new HashMap<String, String>();
        tickets.forEach(row -> states.put(label(row), row.get(4)));
        for (var number : answers.finishedNumbers()) {
            if (!String.valueOf(TicketState.DONE.number()).equals(states.get(number))) {
                violations.add("finished by an officer, but in state " + states.get(number) + ": " + number);
            }
        }
    }

    private static String label(List<String> row) {
        return row.get(1) + String.format("%03d", Integer.parseInt(row.get(2)));
    }

    private void journalIsDense(SqliteFile box) throws StoreFailure {
        expect(box, 0, "SELECT max(lsn) - count(*) FROM entry", "holes in the journal");
        expect(box, 1, "SELECT count(DISTINCT epoch) FROM entry", "epochs of the journal");
        for (var lane : box.rows("SELECT lane, max(lseq) - count(*) FROM entry GROUP BY lane")) {
            if (!lane.get(1).equals("0")) {
                violations.add("lane " + lane.get(0) + " has holes: " + lane.get(1));
            }
        }
    }

    private void centreHasTheSame(SqliteFile box, SqliteFile centre) throws StoreFailure {
        if (!centre.rows(TICKETS).equals(box.rows(TICKETS))) {
            violations.add("box and centre hold different tickets: " + difference(box, centre));
        }
        expect(centre, 0, "SELECT count(*) FROM quarantine", "quarantined frames");
        expect(centre, 0, "SELECT count(*) FROM parked", "parked entries");
        // The chain hash stands for every byte before it.
        for (var lane : box.rows("SELECT lane, lseq, lane_hash FROM entry e WHERE lseq ="
                + " (SELECT max(lseq) FROM entry WHERE lane = e.lane)")) {
            var marks = centre.rows("SELECT durable, hash, applied FROM watermark WHERE lane = " + lane.get(0));
            var wanted = List.of(List.of(lane.get(1), lane.get(2), lane.get(1)));
            if (!marks.equals(wanted)) {
                violations.add("lane " + lane.get(0) + ": the centre has " + marks + ", the box " + wanted);
            }
        }
        // Frames that landed cover every entry exactly once.
        for (var lane : centre.rows(
                "SELECT lane, sum(last_lseq - first_lseq + 1) - max(last_lseq) FROM landing" + " GROUP BY lane")) {
            if (!lane.get(1).equals("0")) {
                violations.add("lane " + lane.get(0) + " landed with overlap or holes: " + lane.get(1));
            }
        }
    }

    private static Map<String, Integer> difference(SqliteFile box, SqliteFile centre) throws StoreFailure {
        var ours = new ArrayList<>(box.rows(TICKETS));
        var theirs = new ArrayList<>(centre.rows(TICKETS));
        var onlyOurs = new ArrayList<>(ours);
        onlyOurs.removeAll(theirs);
        theirs.removeAll(ours);
        return Map.of("only at the box", onlyOurs.size(), "only at the centre", theirs.size());
    }

    private void expect(SqliteFile file, long wanted, String sql, String what) throws StoreFailure {
        long found = file.number(sql);
        if (found != wanted) {
            violations.add(what + ": " + found + " instead of " + wanted);
        }
    }
}
