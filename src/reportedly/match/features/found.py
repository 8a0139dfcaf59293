"""What a feature returns: that it was seen, where, and the sentence for the reader, which is the feature's own docstring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.match.reading import Reading

if TYPE_CHECKING:
    from reportedly.records import Span

__all__ = ["Feature", "Found", "found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One sight of one feature; spans are into the texts of the two readings."""

    feature: str
    text: str
    left: Span | None
    right: Span | None
    #: How much of the feature's weight applies, 0 to 1.
    strength: float = 1.0


#: A feature looks at both sides and returns every place it was seen in, left by left; nothing when it was not.
Feature = Callable[[Reading, Reading], tuple[Found, ...]]


def found(feature: Feature, spans: tuple[Span | None, Span | None], *, words: tuple[str, str], strength: float = 1.0) -> Found:
    """Make the record of a sight.

    Args:
        feature: The function that saw it; its docstring's first line is the sentence, with `{left}` and `{right}` for the words seen.
        spans: Where, in the left and the right text.
        words: What is put for `{left}` and `{right}`.
        strength: How much of the feature's weight applies, 0 to 1.
    """
    name = feature.__name__
    sentence = (feature.__doc__ or f"{name}: {{left}} / {{right}}").partition("\n")[0].rstrip(".")
    text = sentence.replace("{left}", " ".join(words[0].split())).replace("{right}", " ".join(words[1].split()))
    return Found(feature=name, text=text, left=spans[0], right=spans[1], strength=strength)
