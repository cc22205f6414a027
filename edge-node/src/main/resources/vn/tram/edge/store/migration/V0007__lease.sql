-- The token by which the centre knows this data folder with its next greeting. One row, or none before the first.
CREATE TABLE lease (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    token INTEGER NOT NULL
);
