"""PDF documents: their words as paragraphs, and what cannot be read said in one line."""

from __future__ import annotations

import io

import pypdf
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer
from tests.ingest.newsroom import NEWS, Reader, only

from reportedly.errors import SourceError


def document(*pages: tuple[str, ...]) -> bytes:
    style, story, out = getSampleStyleSheet()["BodyText"], [], io.BytesIO()
    for number, paragraphs in enumerate(pages):
        story += [PageBreak()] if number else []
        for paragraph in paragraphs:
            story += [Paragraph(paragraph, style), Spacer(1, 8)]
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()


def test_the_words_become_paragraphs(reader: Reader) -> None:
    article = only(reader(document(("Piers closed at Rivermouth", *NEWS)), "a.pdf"))
    assert article.title == "Piers closed at Rivermouth"
    assert article.text.split("\n\n") == list(NEWS)


def test_running_heads_and_page_numbers_go(reader: Reader) -> None:
    pages = tuple(("The Harbour Post, 4 March", f"{NEWS[number]}", f"{number + 1}") for number in range(3))
    text = only(reader(document(*pages), "a.pdf")).text
    assert text.split("\n\n") == list(NEWS)


def test_an_encrypted_document(reader: Reader) -> None:
    writer, out = pypdf.PdfWriter(io.BytesIO(document(NEWS))), io.BytesIO()
    writer.encrypt("secret")
    writer.write(out)
    with pytest.raises(SourceError, match=r"^a\.pdf: the PDF is encrypted"):
        reader(out.getvalue(), "a.pdf")


def test_a_scanned_document(reader: Reader) -> None:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(300, 300)
    writer.write(out)
    with pytest.raises(SourceError, match=r"^a\.pdf: the PDF holds no text"):
        reader(out.getvalue(), "a.pdf")


def test_a_broken_document(reader: Reader) -> None:
    for raw in (b"%PDF-1.7\n%%EOF", document(NEWS)[:400], b"%PDF-1.7\n" + b"1 0 obj << /A [" * 500):
        with pytest.raises(SourceError, match=r"^a\.pdf: "):
            reader(raw, "a.pdf")
