-- Entries of boxes whose body may not stand here, whoever sends it again. Rows are never taken away.
CREATE TABLE erased (
    box   TEXT    NOT NULL,
    epoch INTEGER NOT NULL,
    lane  INTEGER NOT NULL,
    lseq  INTEGER NOT NULL,
    PRIMARY KEY (box, epoch, lane, lseq)
) WITHOUT ROWID;
