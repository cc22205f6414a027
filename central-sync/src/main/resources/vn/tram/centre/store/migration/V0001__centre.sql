-- What was made with the database and lives as long as it does: incarnation, feed_epoch.
CREATE TABLE meta (
    key   TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- The epoch that entries of a box are taken of.
CREATE TABLE box_epoch (
    box   TEXT    NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL
) WITHOUT ROWID;

-- How far each lane has landed (durable) and is shown (applied). Moves in the transaction of the rows it speaks of.
CREATE TABLE watermark (
    box     TEXT    NOT NULL,
    epoch   INTEGER NOT NULL,
    lane    INTEGER NOT NULL,
    durable INTEGER NOT NULL,
    hash    BLOB    NOT NULL,
    applied INTEGER NOT NULL,
    PRIMARY KEY (box, epoch, lane)
) WITHOUT ROWID;

-- Frames as they came: the record that everything else can be made from again.
CREATE TABLE landing (
    box        TEXT    NOT NULL,
    epoch      INTEGER NOT NULL,
    lane       INTEGER NOT NULL,
    first_lseq INTEGER NOT NULL,
    last_lseq  INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    raw        BLOB    NOT NULL,
    PRIMARY KEY (box, epoch, lane, first_lseq)
);

-- Tickets as they stand; the same columns as at the box.
CREATE TABLE ticket (
    box                TEXT    NOT NULL,
    day                INTEGER NOT NULL,
    series             TEXT    NOT NULL,
    number             INTEGER NOT NULL,
    id                 BLOB    NOT NULL,
    procedure          TEXT    NOT NULL,
    channel            INTEGER NOT NULL,
    waits_in           TEXT    NOT NULL,
    state              INTEGER NOT NULL,
    counter            INTEGER NOT NULL,
    call_no            INTEGER NOT NULL,
    issued_at          INTEGER NOT NULL,
    rank_at            INTEGER NOT NULL,
    first_called_at    INTEGER NOT NULL,
    first_call_here_at INTEGER NOT NULL,
    called_at          INTEGER NOT NULL,
    started_at         INTEGER NOT NULL,
    ended_at           INTEGER NOT NULL,
    PRIMARY KEY (box, day, series, number)
) WITHOUT ROWID;

-- Entries of types that this software does not know, for one that does.
CREATE TABLE parked (
    box     TEXT    NOT NULL,
    epoch   INTEGER NOT NULL,
    lane    INTEGER NOT NULL,
    lseq    INTEGER NOT NULL,
    lsn     INTEGER NOT NULL,
    type    INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    salt    BLOB    NOT NULL,
    body    BLOB    NOT NULL,
    PRIMARY KEY (box, epoch, lane, lseq)
);

-- Entries that are broken or do not fit, with the reason; a whole frame's bytes where the frame cannot be read.
CREATE TABLE quarantine (
    box        TEXT    NOT NULL,
    epoch      INTEGER NOT NULL,
    lane       INTEGER NOT NULL,
    first_lseq INTEGER NOT NULL,
    last_lseq  INTEGER NOT NULL,
    why        TEXT    NOT NULL,
    raw        BLOB    NOT NULL,
    PRIMARY KEY (box, epoch, lane, first_lseq)
);

-- One line per scope (a box, or empty) and code, however often it rings.
CREATE TABLE alarm (
    scope    TEXT    NOT NULL,
    code     TEXT    NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    open     INTEGER NOT NULL,
    detail   TEXT    NOT NULL,
    PRIMARY KEY (scope, code)
) WITHOUT ROWID;

-- What is known of a box besides its journal. heads: "LANE=LSEQ" with blanks between.
CREATE TABLE box (
    box          TEXT    NOT NULL PRIMARY KEY,
    software     TEXT    NOT NULL,
    heard_at     INTEGER NOT NULL,
    alive        INTEGER NOT NULL,
    since        INTEGER NOT NULL,
    heads        TEXT    NOT NULL,
    clock_offset INTEGER NOT NULL,
    troubles     INTEGER NOT NULL
) WITHOUT ROWID;

-- What the city sends down: the newest row of every key; an empty body takes the key back.
CREATE TABLE feed_row (
    feed   TEXT    NOT NULL,
    key    TEXT    NOT NULL,
    offset INTEGER NOT NULL,
    body   BLOB    NOT NULL,
    PRIMARY KEY (feed, key)
);

CREATE UNIQUE INDEX feed_row_by_offset ON feed_row (feed, offset);

-- How far each box last said to have each feed.
CREATE TABLE box_feed (
    box        TEXT    NOT NULL,
    feed       TEXT    NOT NULL,
    feed_epoch INTEGER NOT NULL,
    offset     INTEGER NOT NULL,
    PRIMARY KEY (box, feed)
) WITHOUT ROWID;
