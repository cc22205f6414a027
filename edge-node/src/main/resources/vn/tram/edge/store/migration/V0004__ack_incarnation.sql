-- Which life of the centre's database a watermark is of: one that it lost in a restore proves the restore.
ALTER TABLE ack ADD COLUMN incarnation INTEGER NOT NULL DEFAULT 0;
