-- Version 2: articles leave. What hangs on what is found quickly, and what has left is noted until the index has forgotten it.

CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_page ON article (page);

-- What the index forgets by: it keeps no text of its own.
CREATE TABLE leaving (
    row INTEGER PRIMARY KEY, -- the row that the article had
    content TEXT NOT NULL, -- its content digest
    text TEXT NOT NULL
);
