package vn.tram.system.sim.bugs;

import java.util.function.Consumer;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.sim.Seams;

/**
 * A centre of a release before the columnar form: frames reach it under a packing number that it has never heard of.
 * That is no bug; that its request for plain frames gets lost is one.
 */
public record OlderCentre(boolean asks) implements Seams {
    private static final int PACKING = 9;
    private static final int UNHEARD_OF = 99;

    @Override
    public Link centreLink(Link link) {
        return new Link() {
            @Override
            public void open(Session session, Listener listener) {
                link.open(session, new Listener() {
                    @Override
                    public void up() {
                        listener.up();
                    }

                    @Override
                    public void down(String why) {
                        listener.down(why);
                    }

                    @Override
                    public void received(String topic, byte[] payload) {
                        listener.received(topic, older(topic, payload));
                    }
                });
            }

            @Override
            public void send(String topic, byte[] payload, Consumer<Sent> settled) {
                if (asks || !isRequest(payload)) {
                    link.send(topic, payload, settled);
                }
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    private static byte[] older(String topic, byte[] payload) {
        if (Topics.parseUp(topic).filter(up -> up.lane() > 0).isEmpty() || BlobCodec.isBlobMessage(payload)) {
            return payload;
        }
        try {
            var fields = Cbor.decode(payload);
            boolean columns = fields.number(PACKING) >= Packing.COLUMNS.number();
            return columns ? Cbor.encode(fields.put(PACKING, UNHEARD_OF)) : payload;
        } catch (BadForm notOurs) {
            throw new AssertionError(notOurs);
        }
    }

    private static boolean isRequest(byte[] payload) {
        if (BlobCodec.isBlobMessage(payload)) {
            return false;
        }
        try {
            return ControlCodec.decode(payload) instanceof SendPlain;
        } catch (BadForm notOurs) {
            throw new AssertionError(notOurs);
        }
    }
}
