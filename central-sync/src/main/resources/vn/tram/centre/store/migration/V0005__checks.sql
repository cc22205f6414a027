-- What each box vouched for last, and the key by which it is known in this epoch. claim: control message 22.
CREATE TABLE checkpoint (
    box   TEXT    NOT NULL PRIMARY KEY,
    key   BLOB    NOT NULL,
    claim BLOB    NOT NULL,
    at    INTEGER NOT NULL
) WITHOUT ROWID;

-- Days of a box that are over, compared with ours; name: of the table. Equal or not as of the last time.
CREATE TABLE day_check (
    box        TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    day        INTEGER NOT NULL,
    same       INTEGER NOT NULL,
    rows_there INTEGER NOT NULL,
    rows_here  INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (box, name, day)
) WITHOUT ROWID;
