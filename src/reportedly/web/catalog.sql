-- The catalogue of a library: made from it, and made again whenever it is missing, damaged, of another layout, or holds what the library does not.

-- One row: the layout, and the digest of the library that is listed in full; empty while listing goes on.
CREATE TABLE covers (layout INTEGER NOT NULL, digest TEXT NOT NULL);

CREATE TABLE listed (
    row INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: `found` may have it still
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL, -- the library's digest of the article
    outlet TEXT NOT NULL,
    title TEXT,
    published TEXT,
    url TEXT
);
CREATE INDEX listed_outlet ON listed (outlet, published);
CREATE INDEX listed_published ON listed (published);

-- By words; the texts themselves stay in the library. A row that `listed` has not is of an article that is gone, or another now.
CREATE VIRTUAL TABLE found USING fts5 (title, outlet, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
