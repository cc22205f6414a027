package vn.tram.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.LineHome;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.scrub.JournalHealth;
import vn.tram.edge.sync.scrub.MendEntries;
import vn.tram.edge.sync.scrub.Salvaged;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Trouble;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.FrameCodec;

/**
 * How what is stored here keeps, and what is done about it: the search for damaged entries, with what it needs of the
 * box around it. Timers' thread where nothing else is said.
 */
public final class JournalCare implements Scrub.Home, LineHome.Storage {
    /** After a commit the search waits for so long. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Core core;
    private final Uplink uplink;
    private final Platform platform;
    private final Scrub.Rows journal;
    private final Supplier<Dictionaries> dictionaries;
    private final Consumer<String> trouble;
    private volatile long committedNanos;
    private volatile Optional<Salvaged> salvaged = Optional.empty();
    private volatile @Nullable Scrub scrub;

    /** @param dictionaries with which frames that come back may be packed */
    JournalCare(
            Core core,
            Uplink uplink,
            Platform platform,
            Scrub.Rows journal,
            Supplier<Dictionaries> dictionaries,
            Consumer<String> trouble) {
        this.core = core;
        this.uplink = uplink;
        this.platform = platform;
        this.journal = journal;
        this.dictionaries = dictionaries;
        this.trouble = trouble;
        this.committedNanos = platform.monotonic().nanos();
    }

    /** The database was made anew before this start, or a few days ago: people and the centre are told. Any thread. */
    public void saved(Salvaged done) {
        salvaged = Optional.of(done);
    }

    /** From now on looks through the whole journal once in a period, and has mended what is damaged. Any thread. */
    public void scrub(Duration period) {
        var search = new Scrub(journal, platform.timers(), this, period);
        scrub = search;
        search.begin();
    }

    void end() {
        var searching = scrub;
        if (searching != null) {
            searching.end();
        }
    }

    /** Any thread. */
    public JournalHealth health() {
        var searching = scrub;
        return new JournalHealth(salvaged, searching == null ? List.of() : searching.damaged());
    }

    /** The core's thread. */
    void committed() {
        committedNanos = platform.monotonic().nanos();
    }

    @Override
    public boolean busy() {
        return platform.monotonic().nanos() - committedNanos < QUIET.toNanos();
    }

    @Override
    public void fetch(long epoch, Lane lane, long afterLseq) {
        uplink.ask(new FetchEntries(epoch, lane, afterLseq));
    }

    @Override
    public void mend(List<Stamped> entries, Runnable done) {
        core.submit(new MendEntries(entries)).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted<Integer>) {
                platform.timers().after(Duration.ZERO, done);
            }
        });
    }

    @Override
    public void trouble(String what) {
        trouble.accept(what);
    }

    @Override
    public List<Trouble> troubles() {
        return health().troubles();
    }

    /** What cannot be read of them is left out. */
    @Override
    public void back(EntriesBack back) {
        var searching = scrub;
        if (searching != null) {
            var entries = new ArrayList<Entry>();
            back.frames().forEach(raw -> entries.addAll(entries(raw)));
            searching.came(back.epoch(), back.lane(), entries);
        }
    }

    private List<Entry> entries(Bytes raw) {
        try {
            return raw.size() == 0
                    ? List.of()
                    : FrameCodec.decode(raw.toArray(), dictionaries.get()).entries();
        } catch (BadForm | RuntimeException unreadable) { // whatever a decoder throws, the centre's copy is damaged too
            return List.of();
        }
    }
}
