"""What a clumsy or hostile user may hand to the commands: one clear line, the exit code of the contract, and nothing else lost.

No trained model is read: refusals come before any is needed, and the library is given vectors that hash words.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.store.harbour import WordVectors

from reportedly import pipeline
from reportedly.cli import run
from reportedly.errors import SourceError
from reportedly.ingest import IngestSettings
from reportedly.models.vectors import Vectors
from reportedly.records import Scores
from reportedly.tools import Settings, Tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEWS = """The quay at Selmouth will reopen on Monday, said the harbour master, Ilse Korhonen.

"We have replaced every beam that the storm broke," she told The Harbour Post. "Nobody needs to worry."
"""
PAGE = f"<html><head><title>Quay to reopen</title></head><body><article>{''.join(f'<p>{p}</p>' for p in NEWS.split(chr(10) * 2))}</article>"
GERMAN = """Der Kai wird am Montag wieder geöffnet, sagte die Hafenmeisterin am Donnerstag vor der Presse. Man habe alle Balken ersetzt,
die der Sturm zerbrochen hatte, und niemand müsse sich Sorgen machen."""
ARABIC = "أعلن مدير الميناء يوم الخميس أن الرصيف سيعاد فتحه يوم الاثنين بعد أن تم استبدال جميع العوارض التي كسرتها العاصفة."


class Judge:
    """Finds every pair of texts unrelated."""

    digest = "none"
    made_of = (("pairs", "none"),)

    def scores(self, left: str, right: str) -> Scores:
        """Scores that depend on nothing."""
        del left, right
        return Scores(supports=0.1, contradicts=0.1, unrelated=0.8)


class Piped:
    """Standard input that holds some bytes."""

    def __init__(self, raw: bytes = b"") -> None:
        self.buffer = io.BytesIO(raw)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with small stand-ins for the models and nothing on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTEDLY_LIBRARY", "shelf")
    monkeypatch.setattr(sys, "stdin", Piped())
    monkeypatch.setattr(Tools, "vectors", WordVectors())
    monkeypatch.setattr(Tools, "pairs", Judge())
    return tmp_path


def article(**fields: object) -> bytes:
    return json.dumps({"text": NEWS, **fields}).encode()


def record(number: int) -> bytes:
    body = PAGE.replace("Monday", f"day {number}").encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Date: 2031-03-13T00:00:00Z\r\nWARC-Target-URI: https://harbourpost.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


UNREADABLE = [
    ("empty.txt", b"", "an empty file"),
    ("blank.html", b" \r\n\t\n", "an empty file"),
    ("binary.html", bytes(range(256)) * 40, "binary data"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG picture"),
    ("huge.html", PAGE.encode() * 90_000, "the limit for one page is 20.0 MB"),
    ("bomb.txt.gz", gzip.compress(bytes(30_000_000)), "binary data"),
    ("cut.txt.gz", gzip.compress(NEWS.encode())[:-20], "ends early"),
    ("no.txt.gz", b"\x1f\x8bhello", "do not decompress"),
    ("other.txt", GERMAN.encode(), "is in German (de); only English"),
    ("right-to-left.txt", ARABIC.encode(), "is in Arabic (ar); only English"),
    ("quotes.txt", b'"' * 5_000, "expected an article, found 0 words"),
    ("emoji.txt", "😀🚢".encode() * 2_000, "expected an article, found no text"),
    ("word.txt", b"a" * 1_000_000, "expected an article, found 1 words"),
    ("book.txt", NEWS.encode() * 6_000, "the limit for one article"),
    ("no-text.json", b'{"id": "a"}', 'expected "text" to be words, found no such field'),
    ("list-text.json", b'{"text": ["a"]}', 'expected "text" to be words, found a list'),
    ("null-text.json", b'{"text": null}', 'expected "text" to be words, found null'),
    ("no-article.json", b"[]", "holds no article"),
    ("number.json", b'{"text": %s}' % (b"9" * 50_000), "beyond all limits"),
    ("infinite.json", article(id=1e300 * 1e10), 'expected "id" to be words'),
    ("deep.json", b"[" * 200_000, "beyond all limits"),
    ("deep-object.json", b'{"text":' * 50_000 + b"1" + b"}" * 50_000, "beyond all limits"),
    ("cut.json", b'{"text": "The quay', "line 1 column 10"),
    ("date.json", article(published="last week"), 'expected "published" to be an ISO 8601 date'),
    ("year.json", article(published="9999-12-31"), 'expected "published" to be an ISO 8601 date'),
    ("long-id.json", article(id="i" * 100_000), 'expected "id" to have at most 2,000 characters'),
    ("cut.warc.gz", record(1)[:-150], "ends early"),
]


def one_line(captured: pytest.CaptureFixture[str]) -> str:
    """What was said, when it is one line, and nothing was answered."""
    out, err = captured.readouterr()
    assert out == ""
    assert err.startswith("reportedly: ")
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize(("name", "raw", "message"), UNREADABLE, ids=[name for name, _, _ in UNREADABLE])
def test_an_article_that_is_none_is_a_three(here: Path, capsys: pytest.CaptureFixture[str], name: str, raw: bytes, message: str) -> None:
    (here / name).write_bytes(raw)
    assert run(["check", name, "-q"]) == 3
    told = one_line(capsys)
    assert name in told
    assert message in told
    assert not (here / "shelf").exists()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.txt", "missing.txt: no such file"),
        ("n" * 300, "name too long"),
        ("-", "-: expected an article, found an empty file"),
        ("file:///etc/passwd", "only http and https addresses are read"),
        ("ftp://harbourpost.example/", "only http and https addresses are read"),
        ("http://127.0.0.1/", "is not a public address"),
        ("http://10.1.2.3/", "is not a public address"),
        ("http://[::ffff:7f00:1]/", "is not a public address"),
        ("http://harbourpost.example:22/", "port 22 is not among those allowed"),
        ("https://user:word@harbourpost.example/", "user name or password"),
        ("http://[bad/", "expected a web address"),
    ],
)
def test_a_source_that_cannot_be_opened_is_a_three(capsys: pytest.CaptureFixture[str], source: str, message: str) -> None:
    assert run(["check", source, "-q"]) == 3
    assert message in one_line(capsys)


ODD = [
    ("declared.html", PAGE.replace("<head>", '<head><meta charset="shift_jis">').replace("Selmouth", "Sélmouth").encode(), "Sélmouth"),
    ("undefined.html", PAGE.replace("<head>", '<head><meta charset="undefined">').replace("Sel", "Sél").encode("latin-1"), "Sélmouth"),
    ("escapes.html", PAGE.replace("<head>", '<head><meta charset="unicode_escape">').replace("Sel", "\\ud800é").encode("latin-1"), "é"),
    ("wide.txt", NEWS.encode("utf-16-le"), "Selmouth"),
    ("wide.html", PAGE.encode("utf-16-be"), "Selmouth"),
    (
        "lone.txt",
        NEWS.replace("Selmouth", "Sélmöuth, Québec,").replace("Ilse", "Ílsé").encode().replace(b"storm", b"st\xffrm"),
        "st\ufffdrm",
    ),
    ("surrogate.json", article(outlet="Post \udcff").replace(b"storm", b"st\\ud83drm"), "st?rm"),
    ("nul.json", article().replace(b"storm", b"st\\u0000rm"), "st\0rm"),
    ("order.txt", NEWS.replace("Ilse", "\u202eإلسه\u202c").encode(), "إلسه"),
    ("digits.json", article(id="%s").replace(b'"%s"', b"9" * 1_500), "Selmouth"),
    ("nested.json", b'{"more": %s%s, "text": %s}' % (b"[" * 500, b"]" * 500, json.dumps(NEWS).encode()), "Selmouth"),
    ("address.json", article(url="http://[::1", outlet_domain="http://[x]:999999999/"), "Selmouth"),
]


@pytest.mark.parametrize(("name", "raw", "words"), ODD, ids=[name for name, _, _ in ODD])
def test_an_odd_article_is_an_article(here: Path, name: str, raw: bytes, words: str) -> None:
    (here / name).write_bytes(raw)
    assert run(["add", name, "-q"]) == 0
    with sqlite3.connect(f"file:{here}/shelf/library.sqlite3?mode=ro", uri=True) as shelf:
        assert shelf.execute("SELECT count(*) FROM article").fetchone() == (1,)
    shelf.close()
    (read,) = pipeline.read_articles(name, tools=Tools(Settings(library=here)))
    assert isinstance(read, pipeline.Ingested)
    assert words in read.article.text
    assert read.article.text.encode()


def test_three_bad_lines_among_a_thousand(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [article(id=f"n{number}", text=NEWS.replace("Monday", f"day {number}")) for number in range(1000)]
    lines[4], lines[500], lines[999] = b'{"text": ', b'{"id": "x"}', b"[1, 2]"
    (here / "news.jsonl").write_bytes(b"\n".join(lines))
    assert run(["add", "news.jsonl", "-q"]) == 5
    out, err = capsys.readouterr()
    assert out == "shelf: 997 added, 0 known already, 3 not used\n"
    assert [line.split(": ")[1] for line in err.splitlines()] == ["news.jsonl:5", "news.jsonl:501", "news.jsonl:1000"]


@pytest.mark.parametrize("lost", [60, 120, 200, 300])
def test_what_is_whole_in_a_cut_archive_is_kept(here: Path, capsys: pytest.CaptureFixture[str], lost: int) -> None:
    (here / "a.warc.gz").write_bytes(record(1) + record(2) + record(3)[:-lost])
    assert run(["add", "a.warc.gz", "-q"]) == 5
    out, err = capsys.readouterr()
    assert out == "shelf: 2 added, 0 known already, 1 not used\n"
    assert err.startswith("reportedly: a.warc.gz")
    assert err.count("ends early") == 1


def test_the_damaged_record_of_an_archive_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = record(2)
    (here / "a.warc.gz").write_bytes(record(1) + second[:40] + bytes(40) + second[80:])
    assert run(["add", "a.warc.gz", "-q"]) == 5
    assert capsys.readouterr().err.startswith("reportedly: a.warc.gz#2: the archive is damaged")


def test_each_failed_source_is_named_and_the_others_go_on(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "good.txt").write_text(NEWS, "utf-8")
    (here / "empty.txt").touch()
    (here / "none").mkdir()
    (here / "none" / "picture.png").touch()
    assert run(["add", "missing.txt", "empty.txt", "none", "file:///x", "-", "good.txt", "-q"]) == 5
    out, err = capsys.readouterr()
    assert out == "shelf: 1 added, 0 known already, 5 not used\n"
    assert [line.split(": ")[1] for line in err.splitlines()] == ["missing.txt", "empty.txt", "none", "file:///x", "-"]


def test_a_folder_with_nothing_to_read_is_a_three(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "none").mkdir()
    assert run(["add", "none", "-q"]) == 3
    assert "none: the folder holds no file of a kind that can be read" in capsys.readouterr().err


def test_a_folder_is_no_article_to_check(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "some").mkdir()
    (here / "some" / "good.txt").write_text(NEWS, "utf-8")
    assert run(["check", "some"]) == 2
    assert "some: expected one article, found a folder" in one_line(capsys)


def test_another_text_under_a_known_id_is_told_and_not_taken(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, others = (
        article(id="d", outlet="Ostmark Radio"),
        article(id="d", outlet="The Harbour Post", text=NEWS.replace("Monday", "Friday")),
    )
    (here / "d.jsonl").write_bytes(b"\n".join([ours, others, ours]))
    assert run(["add", "d.jsonl", "-q"]) == 5
    out, err = capsys.readouterr()
    assert out == "shelf: 1 added, 1 known already, 1 not used\n"
    assert "d.jsonl:2: d: the library holds another text under this id" in err


def a_file(shelf: Path) -> None:
    shelf.write_text("words", "utf-8")


def no_database(shelf: Path) -> None:
    shelf.mkdir()
    (shelf / "library.sqlite3").write_bytes(b"these are words" * 1000)


def cut(shelf: Path) -> None:
    run(["add", "good.txt", "-q", "--library", str(shelf)])
    file = shelf / "library.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def newer(shelf: Path) -> None:
    run(["add", "good.txt", "-q", "--library", str(shelf)])
    db = sqlite3.connect(shelf / "library.sqlite3")
    db.execute("PRAGMA user_version = 999")
    db.close()


@pytest.mark.parametrize("spoil", [a_file, no_database, cut, newer], ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize(
    "command", [["add", "good.txt", "-q"], ["trace", "-q"], ["check", "--claim", "The quay is shut.", "-q"]], ids=" ".join
)
def test_a_library_that_cannot_be_opened_is_a_four(
    here: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], command: list[str]
) -> None:
    (here / "good.txt").write_text(NEWS, "utf-8")
    spoil(here / "spoilt")
    capsys.readouterr()
    assert run([*command, "--library", "spoilt"]) == 4
    assert "spoilt" in one_line(capsys)


@pytest.mark.parametrize("library", ["good.txt/in", "n" * 300, "/proc/none"])
def test_a_library_that_cannot_be_made_is_a_four(here: Path, capsys: pytest.CaptureFixture[str], library: str) -> None:
    (here / "good.txt").write_text(NEWS, "utf-8")
    assert run(["add", "good.txt", "-q", "--library", library]) == 4
    assert library in one_line(capsys)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["attribute", "good.txt", "--models", "none"], "found none of them"),
        (["attribute", "good.txt", "--models", "good.txt"], "found none of them"),
        (["attribute", "good.txt", "--models", "hollow"], "no readable card.json"),
        (["attribute", "good.txt", "--models", "n" * 300], "there is no such file or folder"),
        (["attribute", "good.txt", "--published", "2031-13-01"], "expected an ISO 8601 date"),
        (["attribute", "good.txt", "--published", "0001-01-01"], "expected an ISO 8601 date"),
        (["attribute", "good.txt", "--outlets", "good.txt"], "a header with a column name"),
        (["attribute", "good.txt", "--outlets", "empty.csv"], "a header with a column name"),
        (["attribute", "good.txt", "--outlets", "wide.csv"], "expected no more cells"),
        (["attribute", "good.txt", "--outlets", "long.csv"], "expected CSV"),
        (["check", "good.txt", "--html", "n" * 200 + "/" + "n" * 300], "expected a file in a folder that exists"),
    ],
)
def test_a_call_that_is_wrong_is_a_two(here: Path, capsys: pytest.CaptureFixture[str], args: list[str], message: str) -> None:
    (here / "good.txt").write_text(NEWS, "utf-8")
    (here / "none").mkdir()
    (here / "hollow" / "tagger").mkdir(parents=True)
    (here / "empty.csv").touch()
    (here / "wide.csv").write_text("name\nA,B,C\n", "utf-8")
    (here / "long.csv").write_text("name\n" + "a" * 200_000, "utf-8")
    assert run(args) == 2
    assert message in one_line(capsys)


def test_each_malformed_pair_is_named_and_the_others_are_judged(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = {"id": "p", "left": "Forty died.", "right": "Fourteen died."}
    bad: list[tuple[bytes, str]] = [
        (b"{", "expected JSON"),
        (b"[]", "expected an object"),
        (b"[" * 100_000, "beyond all limits"),
        (b"\xff\x00", "expected JSON"),
        *((json.dumps({**good, **change}).encode(), f'"{name}"') for change in CHANGES for name in change),
    ]
    fine = [{**good, "left_date": "2031-03-13", "right_date": None}, {**good, "id": 7, "left": "a \ud800"}]
    (here / "pairs.jsonl").write_bytes(b"\n".join([*(line for line, _ in bad), b"", *(json.dumps(pair).encode() for pair in fine)]))
    assert run(["compare", "pairs.jsonl", "--json"]) == 5
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["p", "7"]
    told = err.splitlines()
    assert len(told) == len(bad)
    for number, (line, (_, message)) in enumerate(zip(told, bad, strict=True), 1):
        assert line.startswith(f"reportedly: pairs.jsonl: line {number}: ")
        assert message in line


CHANGES: list[dict[str, Any]] = [
    {"id": None},
    {"id": {}},
    {"left": ""},
    {"left": 1},
    {"right": None},
    {"left_date": 17},
    {"right_date": "2031-13-45"},
    {"right_date": "9999-12-31"},
]


def test_pairs_of_nothing_are_a_three(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pairs.jsonl").touch()
    assert run(["compare", "pairs.jsonl"]) == 3
    assert one_line(capsys) == "reportedly: pairs.jsonl: expected something to work on, found nothing\n"


@pytest.fixture
def serving() -> Iterator[Callable[[bytes], int]]:
    """Start servers on the loopback address that answer with some bytes and then say no more; returns their ports."""
    opened: list[socket.socket] = []

    def serve(answer: bytes) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        opened.append(listener)

        def answer_one() -> None:
            connection, _ = listener.accept()
            opened.append(connection)
            connection.recv(65_536)
            connection.sendall(answer)

        threading.Thread(target=answer_one, daemon=True).start()
        return int(listener.getsockname()[1])

    yield serve
    for each in opened:
        each.close()


@pytest.mark.loopback
@pytest.mark.enable_socket
@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>"], ids=["silent", "cut"])
def test_an_address_that_never_answers_ends_in_time(here: Path, serving: Callable[[bytes], int], answer: bytes) -> None:
    port = serving(answer)
    settings = Settings(library=here, ingest=IngestSettings(timeout=0.3, private_addresses=True, ports=(port,)))
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"no complete answer within 0\.3 seconds"):
        list(pipeline.read_articles(f"http://127.0.0.1:{port}/", tools=Tools(settings)))
    assert time.monotonic() - start < 5


def program(*args: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start the program itself."""
    return subprocess.Popen([sys.executable, "-m", "reportedly", *args], stderr=subprocess.PIPE, **options)


def kept(shelf: Path) -> int:
    db = sqlite3.connect(shelf / "library.sqlite3")
    try:
        (sound,) = db.execute("PRAGMA integrity_check").fetchone()
        assert sound == "ok"
        (count,) = db.execute("SELECT count(*) FROM article").fetchone()
        return int(count)
    finally:
        db.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_an_interrupted_add_keeps_what_it_added(here: Path) -> None:
    (here / "news.jsonl").write_bytes(b"\n".join(article(id=str(n), text=NEWS.replace("Monday", f"day {n}")) for n in range(20_000)))
    adding = program("add", "news.jsonl", "-q", stdout=subprocess.PIPE)
    until = time.monotonic() + 30
    while not ((here / "shelf" / "library.sqlite3").exists() and (here / "shelf" / "library.sqlite3-wal").exists()):
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.3)
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=30)
    assert (adding.returncode, out, err) == (130, b"", b"")
    assert 0 <= kept(here / "shelf") < 20_000


def test_two_adds_at_once_add_everything_once(here: Path) -> None:
    (here / "news.jsonl").write_bytes(b"\n".join(article(id=str(n), text=NEWS.replace("Monday", f"day {n}")) for n in range(60)))
    both = [program("add", "news.jsonl", "-q", stdout=subprocess.PIPE) for _ in range(2)]
    told = [(*each.communicate(timeout=60), each.returncode) for each in both]
    assert [code for *_, code in told] == [0, 0]
    assert sum(int(out.split()[1]) for out, *_ in told) == 60
    assert kept(here / "shelf") == 60


def test_a_reader_of_help_that_has_gone_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    started = program("--help", stdout=writing)
    os.close(writing)
    assert started.communicate(timeout=30)[1] == b""
    assert started.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110  shorter
def test_a_full_disk_is_one_line_and_a_two() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123  as above
        started = program("--version", stdout=full)
    assert started.communicate(timeout=30)[1] == b"reportedly: standard output: No space left on device\n"
    assert started.returncode == 2


def test_the_shipped_vectors_are_not_what_these_tests_read() -> None:
    assert not isinstance(Tools.vectors, Vectors)
