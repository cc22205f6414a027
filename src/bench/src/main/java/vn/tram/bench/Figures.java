package vn.tram.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints figures, one a line: {@code figure NAME VALUE UNIT}. Limits are kept and judged at the end, one line each:
 * {@code PASS NAME VALUE at least 0.2}. Names never change, so that runs of different versions can be compared.
 */
public final class Figures {
    private final PrintStream out;
    private final List<String> verdicts = new ArrayList<>();
    private boolean failed;

    public Figures(PrintStream out) {
        this.out = out;
    }

    /** What the run is doing; on standard error, so that standard output holds figures alone. */
    public void note(String text) {
        System.err.println(text);
    }

    public void print(String name, double value, String unit) {
        out.println("figure " + name + " " + number(value) + " " + unit);
    }

    /** A figure that must not be smaller than {@code limit}. */
    public void atLeast(String name, double value, String unit, double limit) {
        print(name, value, unit);
        judge(name, value, value >= limit, "at least", limit);
    }

    /** A figure that must not be greater than {@code limit}. */
    public void atMost(String name, double value, String unit, double limit) {
        print(name, value, unit);
        judge(name, value, value <= limit, "at most", limit);
    }

    private void judge(String name, double value, boolean good, String word, double limit) {
        failed |= !good;
        verdicts.add((good ? "PASS " : "FAIL ") + name + " " + number(value) + " " + word + " " + number(limit));
    }

    /** Prints the verdicts; returns whether every limit was kept. */
    public boolean finish() {
        verdicts.forEach(out::println);
        return !failed;
    }

    /** Three digits that matter, plain decimal notation. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        int decimals = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", value);
    }
}
