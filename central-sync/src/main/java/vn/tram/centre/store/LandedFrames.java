package vn.tram.centre.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/** What has landed, read beside a centre that runs or does not. One thread. */
public final class LandedFrames implements AutoCloseable {
    private final Backing.Reading reading;
    private final AutoCloseable opened;

    private LandedFrames(Backing.Reading reading, AutoCloseable opened) {
        this.reading = reading;
        this.opened = opened;
    }

    /** Of the data folder of a centre with a database of its own. */
    public static LandedFrames open(Path folder) throws StoreFailure {
        var reading = SqliteBacking.beside(folder.resolve(CentreStore.FILE));
        return new LandedFrames(reading, () -> {});
    }

    /** Of a database of PostgreSQL. */
    public static LandedFrames open(PgAddress address) throws StoreFailure {
        var backing = new PgBacking(address);
        return new LandedFrames(backing.reading(), backing);
    }

    /** Boxes of which something has landed, by name. */
    public List<BoxId> boxes() throws StoreFailure {
        return ask("SELECT box FROM box_epoch ORDER BY box", row -> new BoxId(row.getString(1)));
    }

    /**
     * Frames of a box as they came, out of the last {@code among} of each lane so many as {@code most}, evenly spread,
     * in the order in which they were written.
     */
    public List<Bytes> frames(BoxId box, int most, int among) throws StoreFailure {
        var frames = new ArrayList<Bytes>();
        var epochs = ask("SELECT epoch FROM box_epoch WHERE box = ?", row -> row.getLong(1), box.value());
        for (long epoch : epochs) {
            var lanes = ask(
                    "SELECT lane FROM watermark WHERE box = ? AND epoch = ? ORDER BY lane",
                    row -> row.getInt(1),
                    box.value(),
                    epoch);
            for (int lane : lanes) {
                frames.addAll(frames(box, epoch, lane, most, among));
            }
        }
        return frames;
    }

    private List<Bytes> frames(BoxId box, long epoch, int lane, int most, int among) throws StoreFailure {
        var places = ask(
                "SELECT first_lseq FROM landing WHERE box = ? AND epoch = ? AND lane = ?"
                        + " ORDER BY first_lseq DESC LIMIT ?",
                row -> row.getLong(1),
                box.value(),
                epoch,
                lane,
                among);
        var frames = new ArrayList<Bytes>();
        int step = Math.max(1, (places.size() + most - 1) / most);
        for (int i = (places.size() - 1) / step * step; i >= 0; i -= step) {
            frames.addAll(ask(
                    "SELECT raw FROM landing WHERE box = ? AND epoch = ? AND lane = ? AND first_lseq = ?"
                            + " AND length(raw) > 0",
                    row -> Sql.bytes(row, 1),
                    box.value(),
                    epoch,
                    lane,
                    places.get(i)));
        }
        return frames;
    }

    /** The dictionaries that were published, the oldest first. */
    public List<Bytes> dictionaries() throws StoreFailure {
        return ask(
                "SELECT body FROM feed_row WHERE feed = ? ORDER BY \"offset\"",
                row -> Sql.bytes(row, 1),
                FeedNames.CODEC);
    }

    private <T> List<T> ask(String sql, Sql.RowReader<T> reader, Object... arguments) throws StoreFailure {
        try {
            return reading.read(asked -> asked.list(reader, sql, arguments));
        } catch (SQLException broken) {
            throw new StoreFailure("reading what has landed", broken);
        }
    }

    @Override
    public void close() throws StoreFailure {
        try {
            reading.close();
            opened.close();
        } catch (StoreFailure failure) {
            throw failure;
        } catch (Exception broken) { // what AutoCloseable declares
            throw new StoreFailure("closing the database", broken);
        }
    }
}
