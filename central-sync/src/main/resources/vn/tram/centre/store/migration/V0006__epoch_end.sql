-- How the epochs of a box follow each other: the one that is over, and the one that came after. Where it ended are its
-- rows of watermark, which move no more. reason: why the box began another.
CREATE TABLE epoch_end (
    box    TEXT    NOT NULL,
    epoch  INTEGER NOT NULL,
    child  INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (box, epoch)
) WITHOUT ROWID;
