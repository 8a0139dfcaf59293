-- Version 3: articles change. The newest version of an article is the article; those before it stand apart, where nothing counts them.

-- Where an article stands, as `address.py` tells it; NULL where no address is its own.
ALTER TABLE article ADD COLUMN address TEXT;
UPDATE article SET address = address_of(json_extract(record, '$.url'));
CREATE INDEX article_address ON article (address);

CREATE TABLE former (
    row INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order in which they became old
    article INTEGER NOT NULL REFERENCES article (row), -- the newest version
    id TEXT NOT NULL,
    content TEXT NOT NULL,
    outlet INTEGER NOT NULL REFERENCES outlet (row),
    page TEXT REFERENCES page (sha256),
    record TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX former_article ON former (article);
CREATE INDEX former_id ON former (id);
CREATE INDEX former_outlet ON former (outlet);
CREATE INDEX former_page ON former (page);
