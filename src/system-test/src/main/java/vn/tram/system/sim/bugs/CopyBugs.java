package vn.tram.system.sim.bugs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.instances.Ruling;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Lease;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.disk.CentreStorage;

/** What may be wrong where the copies of a box are told apart. */
final class CopyBugs {
    private CopyBugs() {}

    /** A box's link that bends hellos and welcomes. */
    private record Bent(Link inner, UnaryOperator<Hello> said, UnaryOperator<Welcome> heard) implements Link {
        @Override
        public void open(Session session, Listener listener) {
            inner.open(session, new Listener() {
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
                    listener.received(topic, bent(payload));
                }
            });
        }

        @Override
        public void send(String topic, byte[] payload, java.util.function.Consumer<Sent> settled) {
            inner.send(topic, bent(payload), settled);
        }

        @Override
        public void close() {
            inner.close();
        }

        private byte[] bent(byte[] payload) {
            try {
                Control message = ControlCodec.decode(payload);
                if (message instanceof Hello hello) {
                    return ControlCodec.encode(said.apply(hello));
                }
                return message instanceof Welcome welcome ? ControlCodec.encode(heard.apply(welcome)) : payload;
            } catch (BadForm frame) {
                return payload;
            }
        }
    }

    private static Seams boxes(UnaryOperator<Hello> said, UnaryOperator<Welcome> heard) {
        return new Seams() {
            @Override
            public Link boxLink(BoxId box, Link link) {
                return new Bent(link, said, heard);
            }
        };
    }

    /** A box tells what it was first given for ever: nothing. */
    static Seams tokenNotRotated() {
        return boxes(
                hello -> new Hello(
                        hello.epoch(),
                        hello.heads(),
                        hello.clockMillis(),
                        hello.software(),
                        hello.feeds(),
                        hello.memory(),
                        new Copy(0, hello.copy().boot(), hello.copy().machine())),
                UnaryOperator.identity());
    }

    /** A box does not do as it is told. */
    static Seams verdictNotHeeded() {
        return boxes(
                UnaryOperator.identity(),
                welcome -> new Welcome(
                        welcome.incarnation(),
                        welcome.verdict() == Verdict.CLONE || welcome.verdict() == Verdict.FENCE
                                ? Verdict.OK
                                : welcome.verdict(),
                        welcome.epoch(),
                        welcome.marks(),
                        welcome.window(),
                        welcome.ended(),
                        welcome.dictionaries(),
                        welcome.lease()));
    }

    /** Every process has the same name, and takes what answers it for its own. */
    static Seams bootsNotCompared() {
        return boxes(
                hello -> new Hello(
                        hello.epoch(),
                        hello.heads(),
                        hello.clockMillis(),
                        hello.software(),
                        hello.feeds(),
                        hello.memory(),
                        new Copy(hello.copy().token(), 7, hello.copy().machine())),
                welcome -> welcome.with(new Lease(welcome.lease().token(), 0)));
    }

    /** A centre forgets with each start what a person decided. */
    static Seams rulingForgotten() {
        return new Seams() {
            @Override
            public CentreStorage centreStore(CentreStorage memory) {
                return BentCentreStore.over(memory).recallingCopies(CopyBugs::undecided);
            }
        };
    }

    private static InstanceBook.Stored undecided(InstanceBook.Stored stored) {
        Map<BoxId, BoxInstances> boxes = new HashMap<>();
        stored.boxes().forEach((box, known) -> {
            boxes.put(box, new BoxInstances(0, 0, false, false, List.of(), Ruling.NONE));
        });
        return new InstanceBook.Stored(boxes, stored.apart());
    }
}
