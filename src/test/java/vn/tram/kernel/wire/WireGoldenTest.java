package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.event.EventSamples;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobSamples;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** The forms of wire version 1 against files that are only ever added to. */
class WireGoldenTest {
    private static final Map<String, Bytes> KEPT = GoldenFiles.kept();

    @Test
    void everyFormHasItsFile() {
        assertThat(KEPT.keySet())
                .as(GoldenFiles.HOW_TO_ADD)
                .containsAll(GoldenFiles.present().keySet());
    }

    @Test
    void whatIsWrittenIsWhatWasAlwaysWritten() {
        GoldenFiles.present().forEach((name, bytes) -> {
            // zstd may find a tighter packing one day: packed forms need only be read, see below.
            if (!name.endsWith("-zstd")
                    && !name.endsWith("-zstd-dictionary-1")
                    && !name.startsWith("control-feed-batch")) {
                assertThat(GoldenFiles.words(bytes)).as(name).isEqualTo(GoldenFiles.words(kept(name)));
                assertThat(bytes).as(name).isEqualTo(kept(name));
            }
        });
    }

    @Test
    void keptEventsAreRead() throws BadForm {
        for (var sample : EventSamples.all().entrySet()) {
            var body = kept("event-" + sample.getKey());
            int type = EventTypes.number(sample.getValue().getClass());
            var placed =
                    EventTypes.place(JournalHead.start(1), sample.getValue(), 1).entry();
            var entry = new Entry(1, 1, placed.lane(), 1, type, 1, 1, Bytes.EMPTY, body);
            assertThat(EventTypes.decode(entry)).as(sample.getKey()).contains(sample.getValue());
        }
    }

    @Test
    void keptControlMessagesAreRead() throws BadForm {
        for (var sample : WireSamples.controls().entrySet()) {
            var bytes = kept("control-" + sample.getKey());
            assertThat(ControlCodec.decode(bytes.toArray())).as(sample.getKey()).isEqualTo(sample.getValue());
        }
    }

    @Test
    void keptMessagesAboutBlobsAreRead() throws BadForm {
        for (var sample : BlobSamples.all().entrySet()) {
            var bytes = kept("blob-" + sample.getKey());
            assertThat(BlobCodec.decode(bytes.toArray())).as(sample.getKey()).isEqualTo(sample.getValue());
        }
    }

    @Test
    void keptFramesAreReadWhateverTheirPacking() throws BadForm {
        for (var sample : WireSamples.frames().entrySet()) {
            for (var packing : Packing.values()) {
                var name = GoldenFiles.frameName(sample.getKey(), packing);
                assertThat(FrameCodec.decode(kept(name).toArray())).as(name).isEqualTo(sample.getValue());
            }
        }
    }

    @Test
    void everyKeptFileIsStillReadByThisSoftware() throws BadForm {
        for (var file : KEPT.entrySet()) {
            var bytes = file.getValue().toArray();
            if (file.getKey().startsWith("frame-")) {
                assertThat(FrameCodec.decode(bytes)).as(file.getKey()).isNotNull();
            } else if (file.getKey().startsWith("control-")) {
                assertThat(ControlCodec.decode(bytes)).as(file.getKey()).isNotNull();
            } else if (file.getKey().startsWith("blob-")) {
                assertThat(BlobCodec.decode(bytes)).as(file.getKey()).isNotNull();
            } else if (file.getKey().startsWith("dictionary-")) {
                assertThat(Dictionary.read(file.getValue()).number()).isPositive();
            } else {
                assertThat(file.getKey()).startsWith("event-");
            }
        }
    }

    private static Bytes kept(String name) {
        var bytes = KEPT.get(name);
        assertThat(bytes).as(name + ": " + GoldenFiles.HOW_TO_ADD).isNotNull();
        return bytes == null ? Bytes.EMPTY : bytes;
    }
}
