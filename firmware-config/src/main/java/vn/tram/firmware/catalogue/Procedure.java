package vn.tram.firmware.catalogue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An administrative procedure of the national portal at commune level.
 *
 * @param code national code, for instance {@code 2.000815}
 * @param field portal's field, for instance Chứng thực
 * @param timeLimit {@code 7WD} working days, {@code 15D} days, {@code 12H} hours, {@code 6M} months,
 *     {@code SAME_DAY_15H}, or empty when not published
 * @param feeVnd counter fee of the first case in đồng; null when not published
 * @param documents papers to bring, short names
 * @param source where the facts come from
 * @param office UBND, công an or quân sự
 * @param core one of the most used, checked by hand
 */
public record Procedure(
        String code,
        String name,
        String field,
        String timeLimit,
        @Nullable Long feeVnd,
        List<String> documents,
        String source,
        String result,
        String office,
        boolean core) {
    public Procedure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(timeLimit, "timeLimit");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(office, "office");
        documents = List.copyOf(documents);
    }
}
