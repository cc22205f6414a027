package vn.tram.kernel.wire;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.wire.Control.EntriesAgain;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.SendEntries;

/** Fields of what is said of epochs and of entries that go back to their box. */
final class EpochForms {
    private EpochForms() {}

    /** Leaves the key out when there is nothing to tell. */
    static void put(Fields fields, int key, List<EndedEpoch> ended) {
        if (!ended.isEmpty()) {
            fields.put(key, ended.stream().map(EpochForms::of).toList());
        }
    }

    private static Fields of(EndedEpoch ended) {
        var fields = new Fields()
                .put(1, ended.epoch())
                .put(2, ControlCodec.heads(ended.heads()))
                .put(3, ended.reason().number());
        if (!ended.floors().isEmpty()) {
            fields.put(4, ControlCodec.heads(ended.floors()));
        }
        return fields;
    }

    static List<EndedEpoch> ended(Fields fields, int key) throws BadForm {
        var all = new ArrayList<EndedEpoch>();
        for (var one : fields.list(key, Fields.class)) {
            if (all.size() == EndedEpoch.MOST) {
                throw new BadForm("more than " + EndedEpoch.MOST + " ended epochs");
            }
            all.add(new EndedEpoch(
                    one.number(1),
                    ControlCodec.headsOf(one, 2),
                    ControlCodec.headsOf(one, 4),
                    TurnReason.of(one.number(3))));
        }
        return all;
    }

    static Fields of(FetchEntries fetch) {
        return new Fields().put(1, fetch.epoch()).put(2, fetch.lane().number()).put(3, fetch.after());
    }

    static FetchEntries fetch(Fields fields) throws BadForm {
        return new FetchEntries(fields.number(1), Lane.of(fields.number(2)), ControlCodec.lseq(fields, 3));
    }

    static Fields of(SendEntries asked) {
        return new Fields()
                .put(1, asked.epoch())
                .put(2, asked.lane().number())
                .put(3, asked.first())
                .put(4, asked.last());
    }

    static SendEntries send(Fields fields) throws BadForm {
        return new SendEntries(
                fields.number(1),
                Lane.of(fields.number(2)),
                ControlCodec.lseq(fields, 3),
                ControlCodec.lseq(fields, 4));
    }

    static Fields of(EntriesAgain again) {
        return new Fields().put(1, again.epoch()).put(2, again.lane().number()).put(3, again.frames());
    }

    static EntriesAgain again(Fields fields) throws BadForm {
        return new EntriesAgain(fields.number(1), Lane.of(fields.number(2)), fields.list(3, Bytes.class));
    }

    static Fields of(EntriesBack back) {
        return new Fields()
                .put(1, back.epoch())
                .put(2, back.lane().number())
                .put(3, back.after())
                .put(4, back.upTo())
                .put(5, back.frames());
    }

    static EntriesBack back(Fields fields) throws BadForm {
        return new EntriesBack(
                fields.number(1),
                Lane.of(fields.number(2)),
                ControlCodec.lseq(fields, 3),
                ControlCodec.lseq(fields, 4),
                fields.list(5, Bytes.class));
    }
}
