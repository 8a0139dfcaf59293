-- The index: made from the library, and made again whenever it is missing, damaged, of another layout or by other vectors.

-- What it covers: one row.
CREATE TABLE covers (
    made_by TEXT NOT NULL, -- layout and SHA-256 of the vectors
    article INTEGER NOT NULL, -- last row of the library that is in
    content TEXT NOT NULL, -- that article's content digest
    passages INTEGER NOT NULL -- how many passages are in
);

-- The passages (sentences) of an article are numbered from `first`, in text order. One whose article has left keeps its number, with
-- zeros for span, words and vector.
CREATE TABLE passages (
    article INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    spans BLOB NOT NULL, -- little-endian uint32 [passages, 2]: start, end
    words BLOB NOT NULL -- little-endian uint32 [passages]: how many words each has
);

-- What the passages of an article mean.
CREATE TABLE meaning (
    article INTEGER PRIMARY KEY,
    lengths BLOB NOT NULL, -- little-endian float32 [passages]: lengths of the vectors
    vectors BLOB NOT NULL -- int8 [passages, dims]
);

-- Which passages have a word; the text itself stays in the library.
CREATE VIRTUAL TABLE word USING fts5 (text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');

-- A sample of the runs of words of each article, to find copies by.
CREATE TABLE sketch (
    run INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (run, article)
) WITHOUT ROWID;
