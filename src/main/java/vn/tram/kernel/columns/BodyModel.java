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
    private static final long DAY_MILLIS = 86_400_000;
    private static final long UTC_PLUS_7_MILLIS = 25_200_000;

    private record Form(int key, Kind kind) {}

    private record Ticket(long day, long series, long number) {}

    private record Column(int type, int key) {}

    private final Bits bits;
    private final Strings strings;
    private final boolean runs;
    private final Contexts<Integer, List<List<Form>>> shapes;
    private final Contexts<Integer, Numbers> shapeNumbers;
    private final Contexts<Column, Numbers> modes;
    private final Contexts<Column, Numbers> values;
    private final Contexts<Column, Numbers> distances;
    private final Contexts<Integer, int[]> goesOn;
    private final Contexts<Integer, Numbers> series;
    private final Contexts<Integer, Numbers> steps;
    private final Contexts<Integer, Numbers> firstNumbers;
    private final int[] sameDay;
    private final Numbers days;
    private final Numbers shapeParts;
    private final Map<Column, Long> last = new HashMap<>();
    private final Map<Integer, Ticket> ticketAt = new HashMap<>();
    private final Map<Long, Long> numberOfSeries = new HashMap<>();
    private final Map<List<Long>, Long> numberOfType = new HashMap<>();
    private long day;
    private boolean dayKnown;

    /** @param runs whether runs begin in it, and their first tickets have columns of their own */
    BodyModel(Bits bits, Strings strings, Room room, @Nullable BodyModel behind, boolean runs) {
        this.bits = bits;
        this.strings = strings;
        this.runs = runs;
        this.shapes = new Contexts<>(behind == null ? null : behind.shapes, ArrayList::new, ArrayList::new);
        this.shapeNumbers = EntryModel.numbers(room, EntryModel.NAME, behind == null ? null : behind.shapeNumbers);
        this.modes = EntryModel.numbers(room, 2, behind == null ? null : behind.modes);
        this.values = EntryModel.numbers(room, EntryModel.NAME, behind == null ? null : behind.values);
        this.distances = EntryModel.numbers(room, EntryModel.MEASURE, behind == null ? null : behind.distances);
        this.goesOn = EntryModel.odds(room, behind == null ? null : behind.goesOn);
        this.series = EntryModel.numbers(room, EntryModel.NAME, behind == null ? null : behind.series);
        this.steps = EntryModel.numbers(room, EntryModel.NAME, behind == null ? null : behind.steps);
        this.firstNumbers = EntryModel.numbers(room, EntryModel.NAME, behind == null ? null : behind.firstNumbers);
        this.sameDay = behind == null ? room.fresh(1) : room.copy(behind.sameDay);
        this.days = behind == null ? new Numbers(room, 0) : new Numbers(room, behind.days);
        this.shapeParts = behind == null ? new Numbers(room, EntryModel.NAME) : new Numbers(room, behind.shapeParts);
    }

    /** Another run: its tickets have nothing to do with those before. */
    void begin() {
        last.clear();
        ticketAt.clear();
        numberOfSeries.clear();
        numberOfType.clear();
        day = 0;
        dayKnown = !runs;
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
                    counter,
                    at);
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
        var known = shapes.at(type);
        var wanted = cells.list().stream()
                .map(cell -> new Form(cell.key(), cell.kind()))
                .toList();
        int place = known.indexOf(wanted);
        int found = Math.toIntExact(shapeNumbers.at(type).code(bits, place < 0 ? 0 : place + 1L));
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
        mode = bounded(modes.at(column).code(bits, mode), 3);
        long found;
        if (mode == 0) {
            found = before == null ? 0 : before;
        } else if (mode == 1) {
            found = values.at(column).code(bits, value);
        } else {
            long from = mode == 2 ? at : 0;
            found = from + distances.at(column).codeSigned(bits, value - from);
        }
        last.put(column, found);
        return found;
    }

    private Ticket codeTicket(Ticket ticket, int type, int counter, long at) {
        var found = counter == 0 ? null : ticketAt.get(counter);
        if (found != null) {
            found = bits.bit(goesOn.at(type), 0, found.equals(ticket) ? 0 : 1) == 0 ? found : null;
        }
        if (found == null) {
            found = codeOther(ticket, type, at);
        }
        if (counter > 0) {
            ticketAt.put(counter, found);
        }
        numberOfSeries.put(found.series(), found.number());
        numberOfType.put(List.of((long) type, found.series()), found.number());
        return found;
    }

    private Ticket codeOther(Ticket ticket, int type, long at) {
        if (!dayKnown) {
            day = localDay(at);
            dayKnown = true;
        }
        if (bits.bit(sameDay, 0, ticket.day() == day ? 0 : 1) == 1) {
            day = days.codeSigned(bits, ticket.day());
        }
        long letter = series.at(type).codeSigned(bits, ticket.series());
        var before = numberOfType.getOrDefault(List.of((long) type, letter), numberOfSeries.get(letter));
        if (before == null && runs) {
            return new Ticket(day, letter, firstNumbers.at(type).codeSigned(bits, ticket.number()));
        }
        long from = before == null ? 0 : before;
        return new Ticket(day, letter, from + steps.at(type).codeSigned(bits, ticket.number() - from));
    }

    /** In whole days of UTC+7 since 1970-01-01, whatever the calendar of its zone once was. */
    private static long localDay(long at) {
        return Math.floorDiv(at + UTC_PLUS_7_MILLIS, DAY_MILLIS);
    }
}
