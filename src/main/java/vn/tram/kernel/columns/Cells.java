package vn.tram.kernel.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;

/** A body as columns see it: keys ascending, each with a number, bytes or a text. */
record Cells(List<Cell> list) {
    /** Keys of one body at most; a longer body goes as bytes. */
    static final int MAX_CELLS = 32;

    /** The highest key; a body with a higher one goes as bytes. */
    static final int MAX_KEY = 1_000;

    /** Forms of a value. The number is part of the wire format. */
    enum Kind {
        NUMBER(0),
        BYTES(1),
        TEXT(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Kind of(long number) {
            for (var kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of value has the number " + number);
        }
    }

    record Cell(int key, Object value) {
        Kind kind() {
            return value instanceof Long ? Kind.NUMBER : value instanceof Bytes ? Kind.BYTES : Kind.TEXT;
        }
    }

    /** Empty when the body is of another form, or when writing its cells would not give the very same bytes. */
    static Optional<Cells> of(Bytes body) {
        try {
            var fields = Cbor.decode(body.toArray());
            var cells = new ArrayList<Cell>();
            for (var field : fields.values().entrySet()) {
                var value = field.getValue();
                boolean flat = value instanceof Long || value instanceof Bytes || value instanceof String;
                if (!flat || field.getKey() > MAX_KEY || cells.size() == MAX_CELLS) {
                    return Optional.empty();
                }
                cells.add(new Cell(field.getKey(), value));
            }
            var found = new Cells(cells);
            return found.body().equals(body) ? Optional.of(found) : Optional.empty();
        } catch (BadForm | RuntimeException other) { // a body may hold anything
            return Optional.empty();
        }
    }

    Bytes body() {
        var fields = new Fields();
        for (var cell : list) {
            if (cell.value() instanceof Long number) {
                fields.put(cell.key(), number);
            } else if (cell.value() instanceof Bytes bytes) {
                fields.put(cell.key(), bytes);
            } else {
                fields.put(cell.key(), (String) cell.value());
            }
        }
        return Bytes.owned(Cbor.encode(fields));
    }
}
