-- Only a centre of several workers, on PostgreSQL, uses these.

-- Workers by their life (a name for each start), and until when they count as alive, epoch milliseconds of the
-- database.
CREATE TABLE worker (
    life  TEXT    NOT NULL PRIMARY KEY,
    name  TEXT    NOT NULL,
    until INTEGER NOT NULL
) WITHOUT ROWID;

-- Shares of the work: -1 the city's feeds, 0 and on the partitions of boxes. The fence grows with each new holder and
-- is compared in every commit.
CREATE TABLE lease (
    part   INTEGER NOT NULL PRIMARY KEY,
    holder TEXT    NOT NULL,
    fence  INTEGER NOT NULL
) WITHOUT ROWID;

-- Settings that a person saved at a worker which does not write the feeds, for the one that does. The answer is empty
-- until it is given.
CREATE TABLE errand (
    id     INTEGER NOT NULL PRIMARY KEY,
    ward   TEXT    NOT NULL,
    body   BLOB    NOT NULL,
    made   INTEGER NOT NULL,
    answer TEXT    NOT NULL
) WITHOUT ROWID;
