"""The attribution tagger: one text in, for every word piece its tag distribution and how well it serves each cue.

The model and its training stand in `training/tagger.py`. Windows of whole paragraphs are read one at a time, so what is found in an
article depends on that article alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from reportedly.errors import ModelError
from reportedly.models.card import check_folder
from reportedly.models.fitted import Fitted, Floats
from reportedly.records import Span

if TYPE_CHECKING:
    from pathlib import Path

    import onnxruntime
    from tokenizers import Tokenizer

    from reportedly.records import Spans

__all__ = ["TAGS", "Reading", "Tagger"]

#: The tags in the order of the model's output.
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_BREAK = "[unused1]"
_SIZE = 254
#: Paragraphs before a window's own that are read again, so that a speaker named there can be found.
_BACK = 2
_ROLES = 2


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: tuple[int, ...]
    spans: tuple[Span, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One window: its pieces (half-open), the first that is its own, and the two sides of the link scorer."""

    start: int
    own: int
    end: int
    cue_side: Floats
    piece_side: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger sees in one text."""

    #: Offsets of the word pieces; a break between paragraphs is an empty span.
    pieces: tuple[Span, ...]
    #: `[pieces, 7]` probabilities over `TAGS`.
    tags: Floats
    distance: Floats
    windows: tuple[_Seen, ...]
    #: What cuts attributions out of these numbers.
    fitted: Fitted

    def link(self, start: int, end: int) -> tuple[int, Floats]:
        """How well each piece serves the cue of the pieces `start` to `end`.

        Returns:
            The index of the window's first piece, and `[2, pieces of the window]` probabilities: source, content.
        """
        window = next(w for w in self.windows if w.own <= start < w.end)
        width = window.cue_side.shape[1] // _ROLES
        vector = window.cue_side[start - window.start : min(end, window.end) - window.start].mean(axis=0).reshape(_ROLES, width)
        pieces = window.piece_side.reshape(-1, _ROLES, width)
        reach = (self.distance.shape[1] - 1) // 2
        offset = np.clip(np.arange(len(pieces)) - (start - window.start), -reach, reach) + reach
        scores = np.einsum("rw,trw->rt", vector, pieces) / np.float32(width**0.5) + self.distance[:, offset]
        return window.start, (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)


class Tagger:
    """A loaded tagger; make it with `Tagger.load`."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, distance: Floats, fitted: Fitted, sha256: str) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._distance = distance
        self._fitted = fitted
        self._borders = [tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]", _BREAK)]
        #: Digest of the weights and of what was fitted to them: what statements were made by.
        self.sha256 = sha256

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load a tagger folder (`tagger.onnx`, `distance.npy`, `fitted.json`, `tokenizer.json`, `card.json`).

        One text is read by one core. Several threads may read with one tagger, which takes less of the cores than several a text.

        Raises:
            ModelError: The folder is incomplete or its files are not those of its card.
        """
        import onnxruntime  # noqa: PLC0415  a tenth of a second that `--help` need not pay
        from tokenizers import Tokenizer  # noqa: PLC0415  as above

        digests = check_folder(folder)
        fitted = Fitted.load(folder / "fitted.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            session = onnxruntime.InferenceSession(str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            distance = np.load(folder / "distance.npy", allow_pickle=False)
        except Exception as error:  # the two libraries raise bare Exception
            raise ModelError(f"{folder}: not a tagger ({error})") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        made_by = hashlib.sha256("".join(digests[name] for name in ("tagger.onnx", "fitted.json") if name in digests).encode()).hexdigest()
        return cls(session, tokenizer, distance, fitted, made_by)

    def read(self, text: str, paragraphs: Spans) -> Reading:
        """Read one text.

        Args:
            text: The text; spans of the result are offsets into it.
            paragraphs: Where its paragraphs stand, in order; what lies outside them is not read.
        """
        pieces = self._cut(text, paragraphs)
        tags = np.zeros((len(pieces.ids), len(TAGS)), dtype=np.float32)
        windows = []
        for start, own, end in _borders(pieces):
            ids = np.array([[self._borders[0], *pieces.ids[start:end], self._borders[1]]], dtype=np.int64)
            tag, cue_side, piece_side = self._session.run(None, {"ids": ids})
            tags[own:end] = tag[1 + own - start : -1]
            windows.append(_Seen(start, own, end, cue_side[1:-1], piece_side[1:-1]))
        return Reading(pieces.spans, tags, self._distance, tuple(windows), self._fitted)

    def _cut(self, text: str, paragraphs: Spans) -> _Pieces:
        ids: list[int] = []
        spans: list[Span] = []
        starts = []
        for paragraph in paragraphs:
            if ids:
                ids.append(self._borders[2])
                spans.append(Span(paragraph.start, paragraph.start))
            starts.append(len(ids))
            encoding = self._tokenizer.encode(paragraph.of(text), add_special_tokens=False)
            ids.extend(encoding.ids)
            spans.extend(Span(s, e).shifted(paragraph.start) for s, e in encoding.offsets)
        return _Pieces(tuple(ids), tuple(spans), tuple(starts))


def _borders(pieces: _Pieces) -> list[tuple[int, int, int]]:
    """Windows as (first piece, first own piece, end); own parts are a partition, cut between paragraphs where they fit."""
    total = len(pieces.ids)
    starts = (*pieces.starts, total)
    out = []
    own = 0
    while own < total:
        context = [s for s in pieces.starts if own - _SIZE // 3 <= s < own][-_BACK:]
        start = context[0] if context else own
        fitting = [s for s in starts if own < s <= start + _SIZE]
        end = fitting[-1] if fitting else min(start + _SIZE, total)
        out.append((start, own, end))
        own = end
    return out
