-- What this box alone keeps of its people. None of it is in the journal or goes over the line.

-- PIN of a member of staff: Argon2id in the form of the PHC, and how often it was got wrong in a row.
CREATE TABLE pin (
    name       TEXT    NOT NULL PRIMARY KEY,
    hash       TEXT    NOT NULL,
    generation INTEGER NOT NULL,
    wrong      INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    used_code  TEXT    NOT NULL
) WITHOUT ROWID;

-- People whom the box's own console let in: rows of the same form as the city's.
CREATE TABLE invite (
    name TEXT NOT NULL PRIMARY KEY,
    body BLOB NOT NULL
) WITHOUT ROWID;

-- The last emergency that two of the staff have opened. One row, or none.
CREATE TABLE emergency (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    first  TEXT    NOT NULL,
    second TEXT    NOT NULL,
    until  INTEGER NOT NULL
);

-- Screens and machines of the hall; of the secret by which one is known only SHA-256.
CREATE TABLE device (
    id          TEXT    NOT NULL PRIMARY KEY,
    kind        INTEGER NOT NULL,
    label       TEXT    NOT NULL,
    secret_hash BLOB    NOT NULL UNIQUE,
    since       INTEGER NOT NULL,
    confirmed_by TEXT    NOT NULL
) WITHOUT ROWID;
