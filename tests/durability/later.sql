-- A layout that a later version could have.
ALTER TABLE article ADD COLUMN noted TEXT NOT NULL DEFAULT '';
UPDATE article SET noted = hex(zeroblob(2000)) || content;
CREATE TABLE note (article INTEGER PRIMARY KEY REFERENCES article (row), words TEXT NOT NULL);
INSERT INTO note SELECT row, noted FROM article;
