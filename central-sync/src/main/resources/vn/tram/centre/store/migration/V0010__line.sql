-- How each box last found its line. rate: bytes a second upwards, way: milliseconds to the broker and back, 0 when not
-- measured lately; oldest: epoch milliseconds by the box's clock of what waits longest, 0 when nothing waits.
ALTER TABLE box ADD COLUMN rate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE box ADD COLUMN way INTEGER NOT NULL DEFAULT 0;
ALTER TABLE box ADD COLUMN oldest INTEGER NOT NULL DEFAULT 0;
