-- Whether a copy of the feed was ever complete: from then on the starting set of the software counts no more.
ALTER TABLE feed ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;

-- Types 41 and 42 are "clock fell behind" and "clock recovered": the last of them holds until the next.
CREATE INDEX entry_clock ON entry (epoch, lsn) WHERE type IN (41, 42);
