-- Codes for boxes, all of them; the one with the highest number counts. key: made of the code, 32 bytes; made: epoch
-- milliseconds; ended: NONE while it is open; used_by: SHA-256 of the request that used it.
CREATE TABLE claim (
    box     TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    key     BLOB    NOT NULL,
    made    INTEGER NOT NULL,
    wrong   INTEGER NOT NULL,
    ended   TEXT    NOT NULL,
    who     TEXT    NOT NULL,
    used_by BLOB    NOT NULL,
    PRIMARY KEY (box, number)
);

-- Certificates that boxes were given, for ever. request, fingerprint: SHA-256 of the request and of the certificate;
-- chain: PEM; valid_from, valid_until, at, revoked_at: epoch milliseconds, the last one 0 while it holds.
CREATE TABLE certificate (
    serial      TEXT    NOT NULL PRIMARY KEY,
    box         TEXT    NOT NULL,
    request     BLOB    NOT NULL,
    fingerprint BLOB    NOT NULL,
    words       TEXT    NOT NULL,
    chain       TEXT    NOT NULL,
    valid_from  INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    revoked_at  INTEGER NOT NULL,
    revoked_who TEXT    NOT NULL,
    revoked_why TEXT    NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX certificate_of_request ON certificate (box, request);

-- Boxes that are not used any more, and by which one of their ward each was replaced.
CREATE TABLE replaced_box (
    box         TEXT    NOT NULL PRIMARY KEY,
    replaced_by TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    who         TEXT    NOT NULL,
    why         TEXT    NOT NULL
) WITHOUT ROWID;
