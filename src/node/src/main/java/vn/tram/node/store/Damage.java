package vn.tram.node.store;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Tells a file whose bytes are no longer what SQLite wrote from a disk that is merely full, slow or locked. */
public final class Damage {
    private Damage() {}

    /** Whether this failure, or one that it came from, says so: wrong pages, no database at all, sectors unreadable. */
    public static boolean shows(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException said && isDamage(said)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamage(SQLiteException said) {
        return switch (said.getResultCode()) {
            case SQLITE_CORRUPT,
                    SQLITE_CORRUPT_INDEX,
                    SQLITE_CORRUPT_SEQUENCE,
                    SQLITE_CORRUPT_VTAB,
                    SQLITE_NOTADB,
                    SQLITE_IOERR_READ,
                    SQLITE_IOERR_SHORT_READ -> true;
            default -> false;
        };
    }
}
