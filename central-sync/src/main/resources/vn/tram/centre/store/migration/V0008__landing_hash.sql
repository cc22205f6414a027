-- The lane's chain after the last entry of the row, so that each row can be held against it later. Empty in older rows.
ALTER TABLE landing ADD COLUMN hash BLOB NOT NULL DEFAULT '';
