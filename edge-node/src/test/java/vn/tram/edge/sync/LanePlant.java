package vn.tram.edge.sync;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.lanes.LaneOrder;
import vn.tram.edge.sync.lanes.LaneShare;
import vn.tram.edge.sync.lanes.LinePace;
import vn.tram.edge.sync.lanes.LineRate;
import vn.tram.edge.sync.lanes.LineRate.Passing;
import vn.tram.kernel.journal.Lane;

/** A careless way to serve lanes, and the claim that must notice; {@link #SOUND} is the production code. */
enum LanePlant {
    SOUND(null),
    /** The lowest lane goes first. */
    PRIORITY_INVERTED(LaneClaim.URGENT_WAITS_LITTLE) {
        @Override
        LaneOrder share() {
            return new Unmindful() {
                @Override
                public Optional<Lane> next(Set<Lane> waiting) {
                    return waiting.stream().max(Lane::compareTo);
                }
            };
        }
    },
    /** Urgent facts may take all there is. */
    CAP_IGNORED(LaneClaim.LANES_BELOW_GO_ON) {
        @Override
        LaneOrder share() {
            return new Unmindful();
        }
    },
    /** Below the urgent lane, whoever comes first in the list is served until it has no more. */
    TURNS_FORGOTTEN(LaneClaim.LANES_BELOW_SHARE) {
        @Override
        LaneOrder share() {
            return new Unmindful();
        }
    },
    /** Frames are as big as a centre takes, as many as it takes, whatever the line carries. */
    LINE_NOT_MEASURED(LaneClaim.URGENT_WAITS_LITTLE) {
        @Override
        LinePace rate() {
            return new Bent() {
                @Override
                public int lowFrameBytes() {
                    return 16 * 1024;
                }

                @Override
                public boolean hasRoom(boolean urgent) {
                    return true;
                }
            };
        }
    },
    /** One frame at a time: the line stands still while its answer is under way. */
    ONE_AT_A_TIME(LaneClaim.LINE_IS_FULL) {
        @Override
        LinePace rate() {
            return new Bent() {
                @Override
                public boolean hasRoom(boolean urgent) {
                    return underWay == 0;
                }
            };
        }
    },
    /** What was spent is not kept over a restart. */
    BUDGET_FORGOTTEN(LaneClaim.BUDGET_HOLDS) {
        @Override
        boolean forgets() {
            return true;
        }
    },
    /** Milliseconds taken for seconds: what is not answered goes out again at every tick. */
    RESEND_WITHOUT_BACKOFF(LaneClaim.SILENCE_IS_CHEAP) {
        @Override
        long clock(long nanos) {
            return nanos * 1_000;
        }
    };

    /** Serves lanes in their order, and keeps no account. */
    private static class Unmindful implements LaneOrder {
        @Override
        public Optional<Lane> next(Set<Lane> waiting) {
            return waiting.isEmpty()
                    ? Optional.empty()
                    : Optional.of(EnumSet.copyOf(waiting).iterator().next());
        }

        @Override
        public void sent(Lane lane, int bytes, boolean contended) {}
    }

    /** The real measuring, for a rule to be broken on top of it. */
    private static class Bent implements LinePace {
        private final LineRate real = new LineRate();
        int underWay;

        @Override
        public Passing sent(boolean urgent, int bytes, long nowNanos) {
            underWay++;
            return real.sent(urgent, bytes, nowNanos);
        }

        @Override
        public void taken(Passing one, long nowNanos) {
            underWay--;
            real.taken(one, nowNanos);
        }

        @Override
        public void ranOut() {
            real.ranOut();
        }

        @Override
        public int pieceBytes() {
            return real.pieceBytes();
        }

        @Override
        public void lost(Passing one) {
            underWay--;
            real.lost(one);
        }

        @Override
        public void forget() {
            underWay = 0;
            real.forget();
        }

        @Override
        public void giveUp(long sentBeforeNanos) {
            real.giveUp(sentBeforeNanos);
        }

        @Override
        public int frameBytes() {
            return real.frameBytes();
        }

        @Override
        public int lowFrameBytes() {
            return real.lowFrameBytes();
        }

        @Override
        public boolean hasRoom(boolean urgent) {
            return real.hasRoom(urgent);
        }
    }

    private final @Nullable LaneClaim noticedBy;

    LanePlant(@Nullable LaneClaim noticedBy) {
        this.noticedBy = noticedBy;
    }

    /** The claim that does not hold with this bug; null for sound code. */
    @Nullable
    LaneClaim noticedBy() {
        return noticedBy;
    }

    LaneOrder share() {
        return new LaneShare();
    }

    LinePace rate() {
        return new LineRate();
    }

    boolean forgets() {
        return false;
    }

    long clock(long nanos) {
        return nanos;
    }
}
