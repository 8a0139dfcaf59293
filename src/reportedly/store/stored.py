"""An article as a library stores it, with the digest of it and the bytes that it was read from."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Final, NamedTuple

from reportedly.errors import SourceError
from reportedly.records import Article
from reportedly.store.fields import packed, unpacked

__all__ = ["Packed", "Stored", "article_stored", "digest_of", "line_of"]

#: Fields of an article that have a column of their own.
_COLUMNS: Final = frozenset({"id", "outlet", "text"})


class Stored(NamedTuple):
    """An article as it is stored."""

    id: str
    #: JSON, the fields of `records.Outlet`.
    outlet: str
    #: JSON, the other fields of `records.Article`.
    record: str
    text: str

    @classmethod
    def of(cls, key: str, outlet: object, record: object, text: str) -> Stored:
        """Return what is stored of an article, by what JSON has of it."""
        return cls(key, line_of(outlet), line_of(record), text)

    @classmethod
    def of_article(cls, article: Article) -> Stored:
        """Return what is stored of an article.

        Raises:
            SourceError: It holds what is no Unicode.
        """
        stored = cls.of(article.id, packed(article.outlet), packed(article, without=_COLUMNS), article.text)
        digest_of(*stored)
        return stored


class Packed(NamedTuple):
    """Bytes as they are stored."""

    sha256: str
    #: How many bytes they are when unpacked.
    size: int
    packed: bytes

    @classmethod
    def of(cls, article: Article, raw: bytes) -> Packed:
        """Return what is stored of the bytes that an article was read from.

        Raises:
            SourceError: They are not those that it names.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        if article.sha256 and article.sha256 != sha256:
            raise SourceError(f"{article.id}: its bytes have the digest {sha256[:12]}..., it names {article.sha256[:12]}...")
        return cls(sha256, len(raw), zlib.compress(raw))


def article_stored(stored: Stored) -> Article:
    """Return the article that is stored.

    Raises:
        ValueError: A field does not have its declared shape.
    """
    fields = json.loads(stored.record) | {"id": stored.id, "outlet": json.loads(stored.outlet), "text": stored.text}
    return unpacked(Article, fields)


def digest_of(*parts: str) -> str:
    """Return a digest of the parts of an article: each with its length, so that no two articles are alike by joining."""
    digest = hashlib.sha256()
    for part in parts:
        try:
            raw = part.encode()
        except UnicodeEncodeError as error:
            raise SourceError(f"{parts[0]!a}: holds half a surrogate pair at character {error.start}, which is no character") from error
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()


def line_of(value: object) -> str:
    """Return JSON that is the same for the same fields."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
