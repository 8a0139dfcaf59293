"""Bytes -> str: what the bytes themselves show goes before what anybody declares, since declarations are often wrong."""

from __future__ import annotations

import codecs
import re
import sys
from typing import Final

__all__ = ["decode", "sound_references"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: No page's encodings: they fail, run escapes, or give what is no Unicode.
_REFUSED: Final = (
    "utf-16",
    "utf-32",
    "utf-7",
    "idna",
    "punycode",
    "undefined",
    "unicode-escape",
    "unicode_escape",
    "raw-unicode",
    "raw_unicode",
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:[xX]0{0,20}(?P<hexadecimal>[0-9A-Fa-f]{4,8})|0{0,20}(?P<decimal>[0-9]{5,10}))(?![0-9A-Fa-f]);?")
_SURROGATES: Final = range(0xD800, 0xE000)
#: As browsers do (WHATWG Encoding): these labels mean the Windows code page.
_LATIN: Final = frozenset({"ascii", "iso8859-1", "latin-1", "cp1252"})
#: Above this share of bytes that are no UTF-8 (among those above 127), a text is not UTF-8 with some damage.
_DAMAGE_SHARE: Final = 0.2
_ZERO_SHARE: Final = 0.3


def decode(raw: bytes, charset: str | None = None) -> str:
    """Return the text of the bytes; never fails, what cannot be read becomes U+FFFD.

    Args:
        raw: The bytes of a page, document or line.
        charset: What the transport said, if it said anything.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    if wide := _wide(raw):
        return raw.decode(wide, "replace")
    try:
        return raw.decode() if b"\x1b" not in raw else raw.decode(_declared(raw, charset) or "utf-8", "replace")
    except UnicodeDecodeError:
        return _decode_damaged(raw, _declared(raw, charset))


def sound_references(raw: bytes) -> bytes:
    """Return markup whose numeric references to halves of surrogate pairs, or past the end of Unicode, name U+FFFD, as browsers read them.

    Parsers of XML take such a reference for a character, and fail on it later, or give up all of the document.

    >>> sound_references(b"a &#xD800; b &#55357;&#x1F600; c &#x2014;")
    b'a &#xFFFD; b &#xFFFD;&#x1F600; c &#x2014;'
    """
    return _REFERENCE.sub(_sound, raw)


def _sound(reference: re.Match[bytes]) -> bytes:
    number = int(reference["hexadecimal"], 16) if reference["hexadecimal"] else int(reference["decimal"])
    return b"&#xFFFD;" if number in _SURROGATES or number > sys.maxunicode else reference[0]


def _wide(raw: bytes) -> str | None:
    """Return the UTF-16 whose zero bytes the text shows."""
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= _ZERO_SHARE * len(head) / 2 or min(even, odd) > 0.1 * max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(raw: bytes, charset: str | None) -> str | None:
    match = _DECLARED.search(raw[:4096])
    for label in (charset, match[1].decode("ascii") if match else None):
        try:
            info = codecs.lookup(label) if label else None
        except LookupError:
            continue
        if info and info._is_text_encoding and not info.name.startswith(_REFUSED):  # noqa: SLF001  no public way
            return "cp1252" if info.name in _LATIN else info.name
    return None


def _decode_damaged(raw: bytes, declared: str | None) -> str:
    """Decode what is not clean UTF-8: damaged UTF-8, a declared code page, or Windows' western one."""
    high = sum(1 for byte in raw if byte > 127)  # noqa: PLR2004  the end of ASCII
    broken = raw.decode("utf-8", "replace").count("\ufffd")
    if broken <= _DAMAGE_SHARE * high:
        return raw.decode("utf-8", "replace")
    return raw.decode(declared if declared and declared != "utf-8" else "cp1252", "replace")
