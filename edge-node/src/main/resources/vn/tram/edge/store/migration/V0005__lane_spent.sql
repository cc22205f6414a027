-- What a lane with a budget (line.NAME.kilobytes) has sent on its last business day.
CREATE TABLE lane_spent (
    lane  INTEGER NOT NULL PRIMARY KEY,
    day   INTEGER NOT NULL,
    bytes INTEGER NOT NULL
);
