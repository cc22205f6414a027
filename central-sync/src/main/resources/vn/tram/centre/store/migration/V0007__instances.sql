-- Running copies of boxes. turn: of the token given last; speaker: who greeted last; fenced: nobody may send;
-- cloned: nor while two that nobody has decided about are alive.
CREATE TABLE box_instances (
    box     TEXT    NOT NULL PRIMARY KEY,
    turn    INTEGER NOT NULL,
    speaker INTEGER NOT NULL,
    fenced  INTEGER NOT NULL,
    cloned  INTEGER NOT NULL
) WITHOUT ROWID;

-- One copy. past, boots, machines: hexadecimal words with blanks between; heads: "LANE=LSEQ" with blanks between.
CREATE TABLE instance (
    box            TEXT    NOT NULL,
    id             INTEGER NOT NULL,
    born           INTEGER NOT NULL,
    token          INTEGER NOT NULL,
    token_turn     INTEGER NOT NULL,
    presented      INTEGER NOT NULL,
    presented_turn INTEGER NOT NULL,
    past           TEXT    NOT NULL,
    boots          TEXT    NOT NULL,
    machines       TEXT    NOT NULL,
    standing       TEXT    NOT NULL,
    software       TEXT    NOT NULL,
    epoch          INTEGER NOT NULL,
    heads          TEXT    NOT NULL,
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL,
    PRIMARY KEY (box, id)
) WITHOUT ROWID;

-- What people decided of a box's copies, all of it, for ever.
CREATE TABLE ruling (
    box      TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    act      TEXT    NOT NULL,
    instance INTEGER NOT NULL,
    who      TEXT    NOT NULL,
    why      TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (box, number)
) WITHOUT ROWID;

-- Frames of fenced copies as they came; never shown, and no more than some hundred of a box.
CREATE TABLE fenced_frame (
    box    TEXT    NOT NULL,
    number INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    raw    BLOB    NOT NULL,
    PRIMARY KEY (box, number)
);
