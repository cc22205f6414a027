-- The life that a feed is in; a feed without a row is in its first one, with meta.feed_epoch.
CREATE TABLE feed_life (
    feed       TEXT    NOT NULL PRIMARY KEY,
    feed_epoch INTEGER NOT NULL,
    generation INTEGER NOT NULL
) WITHOUT ROWID;

-- Epoch milliseconds of the publication: tombstones are kept 400 days.
ALTER TABLE feed_row ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
