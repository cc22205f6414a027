-- Of an entry whose salt and body were erased: SHA-256 of the two, which both chains lead over.
-- Empty while they are there.
ALTER TABLE entry ADD COLUMN erased BLOB NOT NULL DEFAULT x'';

-- Entries whose body may not stand here again, whoever brings it back.
CREATE TABLE erased (
    epoch INTEGER NOT NULL,
    lane  INTEGER NOT NULL,
    lseq  INTEGER NOT NULL,
    PRIMARY KEY (epoch, lane, lseq)
) WITHOUT ROWID;
