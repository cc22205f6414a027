-- Lives of this database that are over: a box that tells of one which is not here knows a later state of it.
CREATE TABLE past_life (
    incarnation INTEGER NOT NULL PRIMARY KEY
) WITHOUT ROWID;
