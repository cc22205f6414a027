package vn.tram.centre.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.settings.WardSettingsCheck;

/** A request that cannot be answered as asked; the code is the key of the words that people read. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private @Nullable Integer triesLeft;
    private final transient List<WardSettingsCheck.Problem> problems;

    /** @param what English, for whoever programs */
    Refusal(String code, String what) {
        this(code, what, List.of());
    }

    Refusal(String code, String what, List<WardSettingsCheck.Problem> problems) {
        super(what);
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /** The same, with how many wrong tries of a code may still come. */
    Refusal withTriesLeft(int left) {
        triesLeft = left;
        return this;
    }

    @Nullable
    Integer triesLeft() {
        return triesLeft;
    }

    String code() {
        return code;
    }

    List<WardSettingsCheck.Problem> problems() {
        return problems;
    }
}
