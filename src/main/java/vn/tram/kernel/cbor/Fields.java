package vn.tram.kernel.cbor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.UuidV7;

/**
 * A map from small integers to values: {@link Long}, {@link String}, {@link Boolean}, {@link Bytes}, nested
 * {@code Fields} or a list of those. Keys are given once and never re-used, so that old and new versions read each
 * other; unknown keys are kept and ignored. Not thread-safe while it is being filled.
 */
public final class Fields {
    private static final int USUAL = 8;

    // A handful of keys that come in order: two arrays are several times faster than a tree here.
    private int[] keys = new int[USUAL];
    private @Nullable Object[] held = new Object[USUAL];
    private int size;

    public Fields put(int key, long value) {
        return set(key, value);
    }

    public Fields put(int key, boolean value) {
        return set(key, value);
    }

    public Fields put(int key, String value) {
        return set(key, value);
    }

    public Fields put(int key, Bytes value) {
        return set(key, value);
    }

    public Fields put(int key, UUID value) {
        return set(key, UuidV7.bytes(value));
    }

    public Fields put(int key, List<?> value) {
        return set(key, List.copyOf(value));
    }

    /** Leaves the key out when the text is empty: an absent text reads back as empty. */
    public Fields putUnlessEmpty(int key, String value) {
        return value.isEmpty() ? this : set(key, value);
    }

    /** Leaves the key out when the number is zero: an absent number reads back as the given default. */
    public Fields putUnlessZero(int key, long value) {
        return value == 0 ? this : set(key, value);
    }

    Fields set(int key, Object value) {
        if (key < 0) {
            throw new IllegalArgumentException("keys are not negative: " + key);
        }
        int place = place(key);
        if (place >= 0) {
            held[place] = value;
            return this;
        }
        int where = -place - 1;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            held = Arrays.copyOf(held, 2 * size);
        }
        System.arraycopy(keys, where, keys, where + 1, size - where);
        System.arraycopy(held, where, held, where + 1, size - where);
        keys[where] = key;
        held[where] = value;
        size++;
        return this;
    }

    /** Where a key stands, or as of a binary search where it would. */
    private int place(int key) {
        return size == 0 || keys[size - 1] < key ? -size - 1 : Arrays.binarySearch(keys, 0, size, key);
    }

    private @Nullable Object get(int key) {
        int place = place(key);
        return place < 0 ? null : held[place];
    }

    /** Every key with its value, ascending; a copy that cannot be changed. */
    public SortedMap<Integer, Object> values() {
        var values = new TreeMap<Integer, Object>();
        for (int i = 0; i < size; i++) {
            values.put(keys[i], valueAt(i));
        }
        return Collections.unmodifiableSortedMap(values);
    }

    int size() {
        return size;
    }

    /** The key at a place, from 0; they ascend. */
    int keyAt(int place) {
        return keys[place];
    }

    Object valueAt(int place) {
        return Objects.requireNonNull(held[place]);
    }

    public boolean has(int key) {
        return place(key) >= 0;
    }

    public long number(int key) throws BadForm {
        return as(Long.class, key, get(key));
    }

    public long number(int key, long whenAbsent) throws BadForm {
        return has(key) ? number(key) : whenAbsent;
    }

    /** A number within bounds, both included. */
    public int number(int key, int least, int most) throws BadForm {
        long value = number(key);
        if (value < least || value > most) {
            throw new BadForm("field " + key + " must lie in " + least + "…" + most + ", not " + value);
        }
        return (int) value;
    }

    /** A number within bounds, both included, or {@code whenAbsent}. */
    public int number(int key, int least, int most, int whenAbsent) throws BadForm {
        return has(key) ? number(key, least, most) : whenAbsent;
    }

    public String text(int key) throws BadForm {
        return as(String.class, key, get(key));
    }

    /** The text, or the empty one when absent. */
    public String textOrEmpty(int key) throws BadForm {
        return has(key) ? text(key) : "";
    }

    public boolean flag(int key, boolean whenAbsent) throws BadForm {
        return has(key) ? as(Boolean.class, key, get(key)) : whenAbsent;
    }

    public Bytes bytes(int key) throws BadForm {
        return as(Bytes.class, key, get(key));
    }

    public UUID id(int key) throws BadForm {
        try {
            return UuidV7.of(bytes(key));
        } catch (IllegalArgumentException wrong) {
            throw new BadForm("field " + key + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The list under the key, each element of {@code type}; empty when absent. */
    public <T> List<T> list(int key, Class<T> type) throws BadForm {
        if (!has(key)) {
            return List.of();
        }
        var list = as(List.class, key, get(key));
        var result = new java.util.ArrayList<T>(list.size());
        for (Object element : list) {
            result.add(as(type, key, element));
        }
        return List.copyOf(result);
    }

    private static <T> T as(Class<T> type, int key, @Nullable Object value) throws BadForm {
        if (value == null) {
            throw new BadForm("field " + key + " is missing");
        }
        if (!type.isInstance(value)) {
            throw new BadForm("field " + key + " must be a " + type.getSimpleName() + ", not a "
                    + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
