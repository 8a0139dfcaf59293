-- Version 1 of the library: what was added, and what was made of it at a price. Whatever can be made again quickly is in the index.

-- Who publishes; one row for each set of facts that articles came with.
CREATE TABLE outlet (
    row INTEGER PRIMARY KEY,
    record TEXT NOT NULL UNIQUE -- JSON, the fields of records.Outlet
);

-- Bytes as they were read, once however many articles came from them.
CREATE TABLE page (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL, -- bytes when unpacked
    packed BLOB NOT NULL -- zlib
) WITHOUT ROWID;

-- Rows are numbered in the order of adding and never used again: the index counts by them.
CREATE TABLE article (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL, -- SHA-256 of the whole record
    outlet INTEGER NOT NULL REFERENCES outlet (row),
    page TEXT REFERENCES page (sha256), -- NULL when the bytes were not kept
    record TEXT NOT NULL, -- JSON, the fields of records.Article but id, outlet and text
    text TEXT NOT NULL
);

-- The digest of the library is read from this alone.
CREATE INDEX article_content ON article (id, content);

-- Statements of an article, as one tagger found them; an article that has none has an empty list.
CREATE TABLE statements (
    article INTEGER NOT NULL REFERENCES article (row),
    made_by TEXT NOT NULL, -- SHA-256 of the tagger
    records TEXT NOT NULL, -- JSON, a list of records.Statement
    PRIMARY KEY (article, made_by)
) WITHOUT ROWID;
