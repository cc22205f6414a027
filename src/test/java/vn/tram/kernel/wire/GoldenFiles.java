package vn.tram.kernel.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.event.EventSamples;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobSamples;
import vn.tram.kernel.wire.FrameCodec.Packing;

/**
 * The bytes of wire version 1, one form a file, in hexadecimal. Files are only ever added: what a box of any release
 * has sent must be read for ever. {@link #main} writes the files that are missing and touches no other.
 */
public final class GoldenFiles {
    private static final String FOLDER = "wire/v1";

    /** How to make a missing file, for the message of the test that misses it. */
    public static final String HOW_TO_ADD =
            "a new form needs a new file: run the main of GoldenFiles with the path of src/test/resources";

    private GoldenFiles() {}

    /** Writes what is missing below the given resource folder. */
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]).resolve(FOLDER));
        for (var form : present().entrySet()) {
            var file = folder.resolve(form.getKey() + ".hex");
            if (!Files.exists(file)) {
                Files.writeString(file, lines(form.getValue().hex()));
            }
        }
    }

    /** What this software writes, by name of the file without its ending. */
    public static Map<String, Bytes> present() {
        var forms = new TreeMap<String, Bytes>();
        var head = JournalHead.start(1);
        for (var sample : EventSamples.all().entrySet()) {
            var stamped = EventTypes.place(head, sample.getValue(), EventSamples.AT + head.lsn());
            head = head.after(stamped);
            forms.put("event-" + sample.getKey(), stamped.entry().body());
        }
        for (var sample : WireSamples.controls().entrySet()) {
            forms.put("control-" + sample.getKey(), Bytes.owned(ControlCodec.encode(sample.getValue())));
        }
        BlobSamples.all().forEach((name, message) -> {
            forms.put("blob-" + name, Bytes.owned(BlobCodec.encode(message)));
        });
        forms.put("dictionary-small", DictionarySamples.bytes(1));
        for (var sample : WireSamples.frames().entrySet()) {
            for (var packing : Packing.values()) {
                forms.put(
                        frameName(sample.getKey(), packing),
                        Bytes.owned(FrameCodec.encode(sample.getValue(), packing)));
            }
        }
        return forms;
    }

    static String frameName(String sample, Packing packing) {
        return "frame-" + sample + "-"
                + packing.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** What is kept, by name. */
    public static Map<String, Bytes> kept() {
        var kept = new TreeMap<String, Bytes>();
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".hex", "");
                kept.put(name, Bytes.ofHex(Files.readString(file).replaceAll("\\s", "")));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading " + FOLDER, unreadable);
        }
        return kept;
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(GoldenFiles.class.getResource("/" + FOLDER), HOW_TO_ADD)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError("a folder of test classes", impossible);
        }
    }

    private static String lines(String hex) {
        return hex.replaceAll("(.{96})(?=.)", "$1\n") + "\n";
    }

    /** For messages: CBOR in words where it can be read. */
    static String words(Bytes bytes) {
        try {
            return Cbor.decode(bytes.toArray()).toString();
        } catch (vn.tram.kernel.base.BadForm notCbor) {
            return bytes.hex();
        }
    }
}
