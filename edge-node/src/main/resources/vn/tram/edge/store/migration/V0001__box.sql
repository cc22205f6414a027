-- The journal: every fact of this box, in order. Also the outbox: rows leave by retention only, never by sending.
CREATE TABLE epoch (
    epoch      INTEGER NOT NULL PRIMARY KEY,
    parent     INTEGER,
    fork_lsn   INTEGER NOT NULL,
    fork_hash  BLOB    NOT NULL,
    reason     TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE entry (
    epoch     INTEGER NOT NULL,
    lsn       INTEGER NOT NULL,
    lane      INTEGER NOT NULL,
    lseq      INTEGER NOT NULL,
    type      INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    salt      BLOB    NOT NULL,
    body      BLOB    NOT NULL,
    hash      BLOB    NOT NULL,
    lane_hash BLOB    NOT NULL,
    PRIMARY KEY (epoch, lsn)
) WITHOUT ROWID;

CREATE UNIQUE INDEX entry_by_lane ON entry (epoch, lane, lseq);

-- Type 1 is "day opened": where the fold of today begins.
CREATE INDEX entry_day_opened ON entry (epoch, lsn) WHERE type = 1;

-- Tickets as they stand; the key is the second guard of unique numbers.
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

-- Answers by request id: a press that comes again gets the first answer.
CREATE TABLE answer (
    request_id BLOB    NOT NULL PRIMARY KEY,
    digest     BLOB    NOT NULL,
    day        INTEGER NOT NULL,
    reply      BLOB    NOT NULL
) WITHOUT ROWID;

-- What the city sent, and how far it is read: both move in one transaction.
CREATE TABLE feed (
    feed       TEXT    NOT NULL PRIMARY KEY,
    feed_epoch INTEGER NOT NULL,
    offset     INTEGER NOT NULL
);

CREATE TABLE feed_row (
    feed       TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    feed_epoch INTEGER NOT NULL,
    offset     INTEGER NOT NULL,
    body       BLOB    NOT NULL,
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;

-- The centre's watermarks as last heard.
CREATE TABLE ack (
    lane    INTEGER NOT NULL PRIMARY KEY,
    durable INTEGER NOT NULL,
    applied INTEGER NOT NULL
);

-- Whose file this is.
CREATE TABLE node (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
