-- Epochs in the order in which they followed each other; reason: a number of TurnReason for an ended one.
ALTER TABLE epoch ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE epoch ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;

-- Where the lanes of an ended epoch ended.
CREATE TABLE epoch_head (
    epoch INTEGER NOT NULL,
    lane  INTEGER NOT NULL,
    lseq  INTEGER NOT NULL,
    hash  BLOB    NOT NULL,
    PRIMARY KEY (epoch, lane)
) WITHOUT ROWID;

-- Of which epoch a watermark is; 0 in rows from before epochs could end.
ALTER TABLE ack ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
