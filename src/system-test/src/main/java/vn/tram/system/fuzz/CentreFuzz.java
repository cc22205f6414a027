package vn.tram.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.BoxJournal;
import vn.tram.centre.CentreRig;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Topics;

/**
 * A box that has gone bad speaks to the centre. Whatever it says, the ward beside it stays as it stood, nothing of that
 * ward is told to it, and the centre goes on serving.
 */
public final class CentreFuzz {
    private static final WardCode NEIGHBOUR = CentreRig.HOAN_KIEM;
    private static final int MOST_ACTS = 60;
    private static final int MOST_RAW = 4096;
    private static final int GOOD_ENTRIES = 9;

    private final CentreRig rig = new CentreRig().begin();
    private final BoxJournal neighbour = new BoxJournal("w00070-1", 11);
    private final BoxJournal bad = new BoxJournal("w00082-1", 12);
    private final Script script;

    private CentreFuzz(byte[] data) {
        script = new Script(data);
    }

    public static void fuzzerTestOneInput(byte[] data) {
        new CentreFuzz(data).play();
    }

    private void play() {
        neighbour.add(CentreRig.MORNING, rig.issued("A1"), rig.issued("A2"));
        brings(neighbour, Lane.CONTROL, ControlCodec.encode(neighbour.hello()));
        brings(neighbour, Lane.URGENT, frame(neighbour, 1, 2));
        for (int i = 1; i <= GOOD_ENTRIES; i++) {
            bad.add(CentreRig.MORNING, rig.issued("A" + i));
        }
        rig.pass(Duration.ofSeconds(1));
        var ward = rig.ask(new AskWard(NEIGHBOUR)).ward();
        var marks = rig.store.marks(neighbour.box());
        Claims.equal(2, ward.issuedToday());
        rig.link.saidTo(neighbour.box(), Control.class);

        for (int acts = 0; acts < MOST_ACTS && script.hasMore(); acts++) {
            act();
        }
        rig.pass(Duration.ofSeconds(1));

        Claims.equal(marks, rig.store.marks(neighbour.box()));
        Claims.equal(ward.issuedToday(), rig.ask(new AskWard(NEIGHBOUR)).ward().issuedToday());
        Claims.hold(
                rig.link.saidTo(neighbour.box(), Ack.class).isEmpty(), "the neighbour was told what it did not ask");
        for (FeedBatch batch : rig.link.batchesTo(bad.box())) {
            Claims.hold(!batch.feed().equals(FeedNames.ward(NEIGHBOUR)), "the neighbour's feed went to another ward");
        }
        goesOn();
    }

    /** The neighbour's next number lands and is acknowledged as if nothing had happened. */
    private void goesOn() {
        neighbour.add(rig.now(), rig.issued("A3"));
        brings(neighbour, Lane.URGENT, frame(neighbour, 3, 3));
        rig.pass(Duration.ofSeconds(1));
        var acks = rig.link.saidTo(neighbour.box(), Ack.class);
        Claims.hold(!acks.isEmpty(), "the neighbour's frame was not acknowledged");
        Claims.equal(3L, acks.get(acks.size() - 1).durable());
        Claims.equal(3, rig.ask(new AskWard(NEIGHBOUR)).ward().issuedToday());
    }

    private void act() {
        switch (script.number(8)) {
            case 0 -> brings(bad, lane(), script.raw(MOST_RAW));
            case 1 -> brings(bad, Lane.CONTROL, script.bent(ControlCodec.encode(message())));
            case 2 -> brings(bad, Lane.CONTROL, ControlCodec.encode(message()));
            case 3 -> {
                int first = 1 + script.number(8);
                brings(bad, lane(), frame(bad, first, Math.min(GOOD_ENTRIES, first + script.number(8))));
            }
            case 4 -> brings(bad, Lane.URGENT, script.bent(frame(bad, 1, 1 + script.number(8))));
            case 5 -> brings(bad, lane(), frame(neighbour, 1, 2)); // another's frame in its own envelope
            case 6 -> poison();
            case 7 -> strangeTopic();
            default -> rig.pass(Duration.ofMillis(script.number(255) * 10L));
        }
        rig.run();
    }

    /** An entry that is in good order on the line and has any content. */
    private void poison() {
        int size = bad.entries(Lane.RECORDS).size() + 1;
        var body = Bytes.owned(script.raw(MOST_RAW));
        bad.addRaw(rig.now(), Lane.RECORDS, 1 + script.number(60), 1 + script.number(2), body);
        brings(
                bad,
                Lane.RECORDS,
                BoxJournal.raw(bad.frame(Lane.RECORDS, size, size)).toArray());
    }

    /** The broker keeps boxes to their own topics; whatever else it lets through is nobody's. */
    private void strangeTopic() {
        var topic = "tram/1/up/" + new String(script.raw(40), StandardCharsets.ISO_8859_1);
        if (Topics.parseUp(topic).filter(up -> up.box().equals(neighbour.box())).isEmpty()) {
            rig.link.brings(topic, script.raw(MOST_RAW));
        }
    }

    private Control message() {
        return switch (script.number(4)) {
            case 0 -> new Hello(epoch(), heads(), script.any(), "0.1.0", Map.of(), Memory.NONE, copy());
            case 1 -> new Beat(epoch(), Map.of(lane(), any()), script.any(), script.number(255), List.of());
            case 2 -> new FeedFetch(FeedNames.ward(NEIGHBOUR), position());
            case 3 -> new FeedFetch(FeedNames.PROCEDURES, position());
            default -> new Ack(script.any(), epoch(), lane(), any(), any());
        };
    }

    /** Of few tokens and processes, so that they meet again. */
    private Copy copy() {
        long token = script.number(1) == 0 ? script.number(3) : script.any();
        return new Copy(token, script.number(3), Bytes.owned(script.raw(Copy.MACHINE_BYTES)));
    }

    private FeedPosition position() {
        return new FeedPosition(script.any(), script.any());
    }

    private long epoch() {
        return script.number(2) == 0 ? script.any() : bad.epoch();
    }

    /** A count of entries: the wire has no negative ones. */
    private long any() {
        return script.any() & Long.MAX_VALUE;
    }

    private Map<Lane, LaneHead> heads() {
        var heads = new EnumMap<Lane, LaneHead>(Lane.class);
        for (int left = script.number(4); left > 0; left--) {
            long lseq = script.number(1) == 0 ? any() : script.number(GOOD_ENTRIES);
            heads.put(lane(), new LaneHead(lseq, bad.head(Lane.URGENT, lseq).hash()));
        }
        return heads;
    }

    private Lane lane() {
        return script.one(Lane.values());
    }

    private byte[] frame(BoxJournal journal, int first, int last) {
        return BoxJournal.raw(journal.frame(Lane.URGENT, first, last)).toArray();
    }

    private void brings(BoxJournal from, Lane lane, byte[] payload) {
        rig.link.brings(Topics.up(from.box(), lane), payload);
        rig.run();
    }
}
