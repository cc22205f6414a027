package vn.tram.system.sim.check;

import static vn.tram.system.sim.check.Invariant.ANSWERED_IS_KEPT;
import static vn.tram.system.sim.check.Invariant.CHAIN_HOLDS;
import static vn.tram.system.sim.check.Invariant.DAY_IS_RIGHT;
import static vn.tram.system.sim.check.Invariant.JOURNAL_IS_DENSE;
import static vn.tram.system.sim.check.Invariant.ONE_ANSWER_A_PRESS;
import static vn.tram.system.sim.check.Invariant.SECOND_GUARD_SLEEPS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Ledger.Recovered;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.system.sim.disk.LedgerWatch;
import vn.tram.system.sim.time.NodeClock;

/** What one box has promised, and what it must hold. */
public final class BoxTruth implements LedgerWatch {
    /** A stamp may differ from true time by the clock's drift and by the work in between. */
    private static final long STAMP_TOLERANCE_MS = 10_000;

    private final Findings findings;
    private final FeedTruth feeds;
    private final String where;
    private final NodeClock clock;
    private final Set<Bytes> goneHashes = new HashSet<>();
    private final Map<UUID, Object> goneAnswers = new HashMap<>();
    private final List<BoxTruth> copies = new ArrayList<>();
    private HallTruth hall;
    private final Map<Long, Map<Lane, List<Bytes>>> laneHashes = new HashMap<>();
    private final Map<UUID, Object> answers = new HashMap<>();
    private final Map<UUID, Long> pressOf = new HashMap<>();
    private final Map<Long, TicketReply> effects = new HashMap<>();
    private JournalHead head;
    private List<Written> doubt = List.of();
    private long doubtMillis;
    private boolean clockTrusted = true;
    private boolean wasSetBack;

    public BoxTruth(Findings findings, FeedTruth feeds, String where, NodeClock clock, long epoch) {
        this.findings = findings;
        this.feeds = feeds;
        this.where = where;
        this.clock = clock;
        this.hall = new HallTruth(findings, where);
        this.head = JournalHead.start(epoch);
    }

    /** Where the journal stands on disk. */
    public JournalHead head() {
        return head;
    }

    /** Tickets drawn on the day the box is at. */
    public int ticketsToday() {
        return hall.size();
    }

    /** Somebody set the clock wrong; from now on nobody can expect true times. */
    public void clockWasSet() {
        clockTrusted = false;
    }

    private List<Bytes> hashes(long epoch, Lane lane) {
        return laneHashes
                .computeIfAbsent(epoch, none -> new EnumMap<>(Lane.class))
                .computeIfAbsent(lane, none -> new ArrayList<>());
    }

    /** The lane's chain after an entry; null when the box has no such entry. */
    @Nullable
    Bytes hashAt(long epoch, Lane lane, long lseq) {
        var hashes = hashes(epoch, lane);
        return lseq >= 1 && lseq <= hashes.size() ? hashes.get((int) lseq - 1) : null;
    }

    /** Whether the box wrote it once, on a disk that was replaced since. */
    boolean wroteOnce(Bytes laneHash) {
        return goneHashes.contains(laneHash) || copies.stream().anyMatch(copy -> copy.wrote(laneHash));
    }

    private boolean wrote(Bytes laneHash) {
        return goneHashes.contains(laneHash)
                || laneHashes.values().stream()
                        .flatMap(lanes -> lanes.values().stream())
                        .anyMatch(hashes -> hashes.contains(laneHash));
    }

    /** Its folder was copied: from now on two write under its name. */
    public void copied(BoxTruth copy) {
        copies.add(copy);
    }

    /** Whether the chain of this copy passes through what somebody has of a lane. */
    public boolean passes(long epoch, Lane lane, Watermark mark) {
        var hash = hashAt(epoch, lane, mark.durable());
        return mark.durable() == 0 || (hash != null && hash.equals(mark.hash()));
    }

    /** Whether its disk was ever replaced by an older copy. */
    public boolean wasSetBack() {
        return wasSetBack || !copies.isEmpty();
    }

    /** The disk was replaced by an older copy: what is promised begins anew from there, but for numbers given. */
    public void setBack(MemoryBoxStore copy) {
        wasSetBack = true;
        doubt = List.of();
        feeds.setBack(where, copy.feeds());
        forgetHashes();
        var events = new ArrayList<QueueEvent>();
        for (var stamped : copy.journal()) {
            var entry = stamped.entry();
            hashes(entry.epoch(), entry.lane()).add(stamped.laneHash());
            try {
                if (entry.epoch() == copy.head().epoch()
                        && EventTypes.decode(entry).orElse(null) instanceof QueueEvent event) {
                    events.add(event);
                }
            } catch (BadForm broken) {
                throw new AssertionError(broken);
            }
        }
        head = copy.head();
        hall = HallTruth.setBack(hall, events);
        var kept = new HashSet<UUID>();
        copy.recover().answers().forEach(answer -> kept.add(answer.requestId()));
        List.copyOf(answers.keySet()).stream().filter(id -> !kept.contains(id)).forEach(id -> {
            goneAnswers.put(id, answers.remove(id));
            effects.remove(pressOf.get(id));
        });
    }

    private void forgetHashes() {
        laneHashes.values().forEach(lanes -> lanes.values().forEach(goneHashes::addAll));
        laneHashes.clear();
    }

    /** Another epoch begins: what was behind the place where the histories part is evidence from now on. */
    private void turn(EpochTurned turned) {
        var before = new HashMap<>(laneHashes);
        forgetHashes();
        for (var ended : turned.line()) {
            var cut = turned.cut().get(ended.epoch());
            for (var lane : Lane.values()) {
                var kept = before.getOrDefault(ended.epoch(), Map.of()).getOrDefault(lane, List.of());
                long upTo = cut == null ? kept.size() : Math.min(kept.size(), cut.getOrDefault(lane, 0L));
                hashes(ended.epoch(), lane).addAll(kept.subList(0, (int) upTo));
            }
        }
        turned.regained()
                .forEach(one -> hashes(one.entry().epoch(), one.entry().lane()).add(one.laneHash()));
        for (var ended : turned.line()) {
            ended.heads().forEach((lane, end) -> {
                var hashes = hashes(ended.epoch(), lane);
                findings.require(
                        hashes.size() == end.lseq()
                                && (end.lseq() == 0
                                        || hashes.get(hashes.size() - 1).equals(end.hash())),
                        CHAIN_HOLDS,
                        where,
                        "an epoch ends at",
                        end,
                        "and has",
                        hashes.size());
            });
        }
        head = head.turned(turned);
        hall = HallTruth.setBack(hall, List.of());
    }

    /** A person is about to press, with this request id; the same person's repeats have the same {@code press}. */
    public void pressed(long press, UUID requestId) {
        pressOf.put(requestId, press);
    }

    /** The answer reached the person. */
    public void answered(long press, UUID requestId, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Accepted<?> accepted && accepted.reply() instanceof TicketReply reply) {
            if (reply.equals(goneAnswers.get(requestId))) {
                return; // it was on its way when the disk was replaced
            }
            findings.require(
                    reply.equals(answers.get(requestId)),
                    ANSWERED_IS_KEPT,
                    where,
                    "told",
                    reply,
                    "but written is",
                    answers.get(requestId));
            effect(press, reply);
        }
    }

    private void effect(long press, TicketReply reply) {
        var before = effects.putIfAbsent(press, reply);
        findings.require(
                before == null || before.equals(reply), ONE_ANSWER_A_PRESS, where, "press had", before, "then", reply);
    }

    @Override
    public void committed(List<Written> changes) {
        changes.forEach(change -> take(change, clock.trueMillis()));
    }

    @Override
    public void inDoubt(List<Written> changes) {
        doubt = changes;
        doubtMillis = clock.trueMillis();
    }

    @Override
    public void refused(Written change, String why) {
        findings.add(SECOND_GUARD_SLEEPS, where, why);
    }

    @Override
    public void recovered(Recovered what) {
        var unsure = doubt;
        doubt = List.of();
        long wanted = head.lsn();
        for (var change : unsure) {
            if (change instanceof Written.Landed landed && landed.landing() instanceof EpochTurned turned) {
                wanted = turned.lastLsn();
            } else if (change instanceof Written.Journalled) {
                wanted++;
            }
        }
        if (what.head().lsn() == wanted && wanted > head.lsn()) {
            unsure.forEach(change -> take(change, doubtMillis));
        }
        findings.require(
                what.head().lsn() >= head.lsn(),
                ANSWERED_IS_KEPT,
                where,
                "the journal ended at",
                head.lsn(),
                "and came back with",
                what.head().lsn());
        findings.require(
                what.head().lsn() > head.lsn() || what.head().equals(head), CHAIN_HOLDS, where, "another head", what);
    }

    /** @param trueMillis when it was committed */
    private void take(Written change, long trueMillis) {
        if (change instanceof Written.Journalled journalled) {
            append(journalled.stamped(), trueMillis);
            if (journalled.event() instanceof QueueEvent event) {
                hall.apply(event);
                if (event instanceof QueueEvent.DayOpened opened && clockTrusted) {
                    findings.require(
                            opened.day() >= day(trueMillis - STAMP_TOLERANCE_MS)
                                    && opened.day() <= day(trueMillis + STAMP_TOLERANCE_MS),
                            DAY_IS_RIGHT,
                            where,
                            event);
                }
            }
        } else if (change instanceof Written.Answered answered) {
            answer(answered);
        } else if (change instanceof Written.Landed landed && landed.landing() instanceof FeedLanded feed) {
            feeds.landed(where, feed);
        } else if (change instanceof Written.Landed landed && landed.landing() instanceof EpochTurned turned) {
            turn(turned);
        }
    }

    private static int day(long millis) {
        return BusinessDay.at(Instant.ofEpochMilli(millis));
    }

    private void answer(Written.Answered answered) {
        var before = answers.put(answered.requestId(), answered.reply());
        findings.require(before == null, ONE_ANSWER_A_PRESS, where, answered.requestId(), "answered twice");
        var press = pressOf.get(answered.requestId());
        if (press != null && answered.reply() instanceof TicketReply reply) {
            effect(press, reply);
        }
    }

    private void append(Stamped stamped, long trueMillis) {
        var entry = stamped.entry();
        var lane = head.lane(entry.lane());
        boolean dense = entry.epoch() == head.epoch()
                && entry.lsn() == head.lsn() + 1
                && entry.lseq() == lane.lseq() + 1
                && entry.at() >= head.at();
        if (!findings.require(dense, JOURNAL_IS_DENSE, where, entry, "after", head)) {
            return;
        }
        findings.require(
                stamped.hash().equals(entry.hashAfter(head.hash()))
                        && stamped.laneHash().equals(entry.hashAfter(lane.hash())),
                CHAIN_HOLDS,
                where,
                entry);
        findings.require(
                !clockTrusted || Math.abs(entry.at() - trueMillis) <= STAMP_TOLERANCE_MS,
                DAY_IS_RIGHT,
                where,
                entry,
                "stamped at",
                trueMillis);
        hashes(entry.epoch(), entry.lane()).add(stamped.laneHash());
        head = head.after(stamped);
    }
}
