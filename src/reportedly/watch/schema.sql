-- What a watch has to remember, beside the library. Moments are seconds since the epoch.

-- The identity of this watch, which the identities of its announcements are made from.
CREATE TABLE self (id TEXT NOT NULL, since REAL NOT NULL);

CREATE TABLE feed (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    due REAL NOT NULL, -- not asked before
    failures INTEGER NOT NULL -- in a row
) WITHOUT ROWID;

-- Items of feeds, by the address they point to; each is dealt with once.
CREATE TABLE item (
    link TEXT PRIMARY KEY,
    record TEXT NOT NULL, -- JSON, the fields of ingest.feed.Item; empty when it was dealt with
    waits INTEGER NOT NULL, -- whether it still has to be dealt with
    due REAL NOT NULL,
    failures INTEGER NOT NULL,
    place TEXT, -- the page its article was read from
    reason TEXT -- why it could not be used
) WITHOUT ROWID;
CREATE INDEX item_waits ON item (due) WHERE waits;

-- Pages that were read, and when each is looked at again.
CREATE TABLE page (
    place TEXT PRIMARY KEY,
    article TEXT NOT NULL, -- the article's id in the library
    content TEXT NOT NULL, -- digest of title and text
    published TEXT, -- what the feed says
    etag TEXT,
    modified TEXT,
    first REAL NOT NULL, -- when it was first read
    visits INTEGER NOT NULL,
    due REAL -- NULL when it is not looked at again
) WITHOUT ROWID;
CREATE INDEX page_due ON page (due) WHERE due IS NOT NULL;

CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    at REAL NOT NULL,
    before TEXT NOT NULL, -- digests, as in page
    after TEXT, -- NULL when the page is gone
    old TEXT NOT NULL, -- ids of articles
    new TEXT
);

CREATE TABLE host (
    name TEXT PRIMARY KEY, -- scheme, name and port
    due REAL NOT NULL,
    failures INTEGER NOT NULL,
    robots TEXT, -- NULL when never read
    robots_at REAL
) WITHOUT ROWID;

CREATE TABLE claim (
    id TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    since REAL NOT NULL,
    standing TEXT, -- JSON, follow.Standing; NULL before the first look
    library TEXT, -- digest of the library at the last look
    changes INTEGER NOT NULL -- the last change of a page that was known at that look
) WITHOUT ROWID;

CREATE TABLE announcement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL, -- JSON, as it is sent
    said INTEGER NOT NULL -- whether the terminal has it
);

-- What has yet to be sent, and where; the address itself may be a secret and is not kept.
CREATE TABLE delivery (
    announcement INTEGER NOT NULL REFERENCES announcement (number),
    target TEXT NOT NULL, -- digest of the address
    due REAL NOT NULL,
    failures INTEGER NOT NULL,
    PRIMARY KEY (announcement, target)
) WITHOUT ROWID;
