package vn.tram.kernel.columns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Cells.Cell;
import vn.tram.kernel.columns.Cells.Kind;

/**
 * Foretells bodies. Keys 1, 2 and 3, when all are numbers, name a ticket (day, series, number), and key 4, when a small
 * number, a counter: a counter goes on with the ticket it had, and a series with its next number. Bodies of other
 * meaning are kept as well, in a few bits more.
 */
final class BodyModel {
    static final int MAX_COUNTER = 254;
    static final Cells NOTHING = new Cells(List.of());

    private static final int DAY = 1;
    private static final int SERIES = 2;
    private static final int NUMBER = 3;
    private static final int COUNTER = 4;
    private static final int MOST_SMALL = 255;

    private record Form(int key, Kind kind) {}

    private record Ticket(long day, long series, long number) {}

    private record Column(int type, int key) {}

    private final Bits bits;
    private final Strings strings;
    private final Map<Integer, List<List<Form>>> shapes = new HashMap<>();
    private final Map<Integer, Numbers> shapeNumbers = new HashMap<>();
    private final Map<Column, Numbers> modes = new HashMap<>();
    private final Map<Column, Numbers> values = new HashMap<>();
    private final Map<Column, Numbers> distances = new HashMap<>();
    private final Map<Column, Long> last = new HashMap<>();
    private final Map<Integer, Odds> goesOn = new HashMap<>();
    private final Map<Integer, Ticket> ticketAt = new HashMap<>();
    private final Map<Integer, Numbers> series = new HashMap<>();
    private final Map<Integer, Numbers> steps = new HashMap<>();
    private final Map<Long, Long> numberOfSeries = new HashMap<>();
    private final Map<List<Long>, Long> numberOfType = new HashMap<>();
    private final Odds sameDay = new Odds();
    private final Numbers days = new Numbers(0);
    private final Numbers shapeParts = new Numbers(EntryModel.NAME);
    private long day;

    BodyModel(Bits bits, Strings strings) {
        this.bits = bits;
        this.strings = strings;
    }

    /** One more than the counter that a body names; 0 when it names none. */
    static int counter(Cells cells) {
        for (var cell : cells.list()) {
            if (cell.key() == COUNTER && cell.value() instanceof Long number && number >= 0 && number <= MAX_COUNTER) {
                return Math.toIntExact(number) + 1;
            }
        }
        return 0;
    }

    Cells code(Cells cells, int type, int counter, long at) {
        var shape = codeShape(cells, type);
        var values = new HashMap<Integer, Object>();
        for (var cell : cells.list()) {
            values.put(cell.key(), cell.value());
        }
        boolean ticket = namesTicket(shape);
        var found = new HashMap<Integer, Object>();
        for (var form : shape) {
            if (!(ticket && form.key() <= NUMBER && form.key() >= DAY)) {
                found.put(
                        form.key(), codeValue(values.get(form.key()), new Column(type, form.key()), form, counter, at));
            }
        }
        if (ticket) {
            var named = codeTicket(
                    new Ticket(number(values.get(DAY)), number(values.get(SERIES)), number(values.get(NUMBER))),
                    type,
                    counter);
            found.put(DAY, named.day());
            found.put(SERIES, named.series());
            found.put(NUMBER, named.number());
        }
        var all = new ArrayList<Cell>(shape.size());
        for (var form : shape) {
            var value = found.get(form.key());
            if (value != null) {
                all.add(new Cell(form.key(), value));
            }
        }
        return new Cells(all);
    }

    private static boolean namesTicket(List<Form> shape) {
        return shape.contains(new Form(DAY, Kind.NUMBER))
                && shape.contains(new Form(SERIES, Kind.NUMBER))
                && shape.contains(new Form(NUMBER, Kind.NUMBER));
    }

    private List<Form> codeShape(Cells cells, int type) {
        var known = shapes.computeIfAbsent(type, none -> new ArrayList<>());
        var wanted = cells.list().stream()
                .map(cell -> new Form(cell.key(), cell.kind()))
                .toList();
        int place = known.indexOf(wanted);
        var column = shapeNumbers.computeIfAbsent(type, none -> new Numbers(EntryModel.NAME));
        int found = Math.toIntExact(column.code(bits, place < 0 ? 0 : place + 1L));
        if (found > known.size()) {
            throw new IllegalArgumentException("shape " + found);
        }
        if (found > 0) {
            return known.get(found - 1);
        }
        var shape = codeNewShape(wanted);
        known.add(shape);
        return shape;
    }

    private List<Form> codeNewShape(List<Form> wanted) {
        int count = bounded(shapeParts.code(bits, wanted.size()), Cells.MAX_CELLS);
        var shape = new ArrayList<Form>(count);
        int key = -1;
        for (int i = 0; i < count; i++) {
            var form = i < wanted.size() ? wanted.get(i) : new Form(0, Kind.NUMBER);
            key += 1 + bounded(shapeParts.code(bits, form.key() - key - 1L), Cells.MAX_KEY);
            var kind = Kind.of(shapeParts.code(bits, form.kind().number()));
            shape.add(new Form(bounded(key, Cells.MAX_KEY), kind));
        }
        return List.copyOf(shape);
    }

    static int bounded(long value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(value + " is over " + most);
        }
        return (int) value;
    }

    private Object codeValue(@Nullable Object value, Column column, Form form, int counter, long at) {
        if (form.kind() == Kind.BYTES) {
            return strings.id(
                    (column.type() << 10) | column.key(), value instanceof Bytes bytes ? bytes : Bytes.EMPTY, at);
        }
        if (form.kind() == Kind.TEXT) {
            return strings.text((column.type() << 10) | column.key(), value instanceof String text ? text : "");
        }
        if (form.key() == COUNTER && counter > 0) {
            return counter - 1L;
        }
        return codeNumber(number(value), column, at);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number ? number : 0;
    }

    /** 0: as the last one; 1: a small number, told; 2: any number, by its distance from the entry's time; 3: told. */
    private long codeNumber(long value, Column column, long at) {
        var before = last.get(column);
        int mode;
        if (value >= 0 && value <= MOST_SMALL) {
            mode = 1;
        } else if (before != null && before == value) {
            mode = 0;
        } else {
            mode = Long.numberOfLeadingZeros(Math.abs(value - at)) > Long.numberOfLeadingZeros(Math.abs(value)) ? 2 : 3;
        }
        mode = bounded(modes.computeIfAbsent(column, none -> new Numbers(2)).code(bits, mode), 3);
        long found;
        if (mode == 0) {
            found = before == null ? 0 : before;
        } else if (mode == 1) {
            found = values.computeIfAbsent(column, none -> new Numbers(EntryModel.NAME))
                    .code(bits, value);
        } else {
            long from = mode == 2 ? at : 0;
            found = from
                    + distances
                            .computeIfAbsent(column, none -> new Numbers(EntryModel.MEASURE))
                            .codeSigned(bits, value - from);
        }
        last.put(column, found);
        return found;
    }

    private Ticket codeTicket(Ticket ticket, int type, int counter) {
        var found = counter == 0 ? null : ticketAt.get(counter);
        if (found != null) {
            var odds = goesOn.computeIfAbsent(type, none -> new Odds());
            found = bits.bit(odds, found.equals(ticket) ? 0 : 1) == 0 ? found : null;
        }
        if (found == null) {
            found = codeOther(ticket, type);
        }
        if (counter > 0) {
            ticketAt.put(counter, found);
        }
        numberOfSeries.put(found.series(), found.number());
        numberOfType.put(List.of((long) type, found.series()), found.number());
        return found;
    }

    private Ticket codeOther(Ticket ticket, int type) {
        if (bits.bit(sameDay, ticket.day() == day ? 0 : 1) == 1) {
            day = days.codeSigned(bits, ticket.day());
        }
        long letter = series.computeIfAbsent(type, none -> new Numbers(EntryModel.NAME))
                .codeSigned(bits, ticket.series());
        long before = numberOfType.getOrDefault(List.of((long) type, letter), numberOfSeries.getOrDefault(letter, 0L));
        long step = steps.computeIfAbsent(type, none -> new Numbers(EntryModel.NAME))
                .codeSigned(bits, ticket.number() - before);
        return new Ticket(day, letter, before + step);
    }
}
