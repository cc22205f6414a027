package vn.tram.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The words people see, from UTF-8 bundles {@code /vn/tram/texts/NAME_LANG.properties} on the class path.
 *
 * <p>Every bundle also knows the words of the shared bundle {@code ui}; its own win. A missing bundle or key is a bug
 * and ends in an {@link IllegalArgumentException}, never in an empty place on a page. Immutable; any thread.
 */
public final class Texts {
    private static final String SHARED = "ui";
    private static final Map<String, Texts> LOADED = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = scriptSafeJson();

    private final String name;
    private final Lang lang;
    private final SortedMap<String, String> words;

    private Texts(String name, Lang lang, SortedMap<String, String> words) {
        this.name = name;
        this.lang = lang;
        this.words = words;
    }

    /** The bundle of that name in that language, read once and kept. */
    public static Texts of(String name, Lang lang) {
        return LOADED.computeIfAbsent(name + '_' + lang.tag(), key -> load(name, lang));
    }

    public Lang lang() {
        return lang;
    }

    /** The text of a key as it stands. */
    public String get(String key) {
        String text = words.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key + " in bundle " + name + '_' + lang.tag());
        }
        return text;
    }

    /**
     * The text of a key with each {@code {name}} in it replaced by the value of that name; every name must be given.
     */
    public String get(String key, Map<String, ?> values) {
        return fill(get(key), key, values);
    }

    /** The text of a key, or null; for words that exist only for some codes. */
    public @Nullable String find(String key) {
        return words.get(key);
    }

    /** All keys, those of the shared bundle included. */
    public Set<String> keys() {
        return new TreeSet<>(words.keySet());
    }

    /**
     * The texts whose keys start with one of the prefixes, as a JSON object that may stand inside a {@code <script
     * type="application/json">} block: {@code <}, {@code >} and {@code &} are escaped.
     */
    public String json(String... prefixes) {
        SortedMap<String, String> chosen = new TreeMap<>();
        for (String prefix : prefixes) {
            int before = chosen.size();
            words.forEach((key, text) -> {
                if (key.startsWith(prefix)) {
                    chosen.put(key, text);
                }
            });
            if (chosen.size() == before) {
                throw new IllegalArgumentException("no text starts with " + prefix + " in bundle " + name);
            }
        }
        try {
            return JSON.writeValueAsString(chosen);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings could not be written as JSON", e);
        }
    }

    private static String fill(String text, String key, Map<String, ?> values) {
        StringBuilder filled = new StringBuilder(text.length() + 32);
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            Object value = values.get(text.substring(open + 1, close));
            if (value == null) {
                throw new IllegalArgumentException(
                        "text " + key + " needs a value for " + text.substring(open, close + 1));
            }
            filled.append(text, from, open).append(value);
            from = close + 1;
        }
        return filled.append(text, from, text.length()).toString();
    }

    private static Texts load(String name, Lang lang) {
        if (!name.matches("[a-z][a-z0-9]*")) {
            throw new IllegalArgumentException("not a bundle name: " + name);
        }
        SortedMap<String, String> words = new TreeMap<>();
        words.putAll(read(SHARED, lang));
        words.putAll(read(name, lang));
        return new Texts(name, lang, words);
    }

    private static Map<String, String> read(String name, Lang lang) {
        String path = "/vn/tram/texts/" + name + '_' + lang.tag() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no text bundle " + path);
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read text bundle " + path, e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }

    private static JsonMapper scriptSafeJson() {
        JsonMapper mapper = JsonMapper.builder().build();
        mapper.getFactory().setCharacterEscapes(new ScriptSafe());
        return mapper;
    }

    /** Escapes what could end the script block or start a comment in it. */
    private static final class ScriptSafe extends CharacterEscapes {
        @Serial
        private static final long serialVersionUID = 1L;

        private static final String UNSAFE = "<>&";

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            UNSAFE.chars().forEach(c -> codes[c] = ESCAPE_CUSTOM);
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return UNSAFE.indexOf(c) < 0 ? null : new SerializedString(String.format("\\u%04x", c));
        }
    }
}
