package vn.tram.centre.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a transaction in memory has changed, so that it can be taken back. */
final class Undo {
    private final ArrayDeque<Runnable> steps = new ArrayDeque<>();

    void push(Runnable step) {
        steps.push(step);
    }

    void run() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    void clear() {
        steps.clear();
    }

    <K, V> void put(Map<K, V> map, K key, V value) {
        @Nullable V before = map.put(key, value);
        steps.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    <T> void add(List<T> list, T element) {
        list.add(element);
        steps.push(() -> list.remove(list.size() - 1));
    }

    <T> void letGo(List<T> list, Predicate<T> which) {
        var before = List.copyOf(list);
        if (list.removeIf(which)) {
            steps.push(() -> {
                list.clear();
                list.addAll(before);
            });
        }
    }
}
