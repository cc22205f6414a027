-- Grows from one life of a feed to the next; what is signed for an earlier one is refused.
ALTER TABLE feed ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
