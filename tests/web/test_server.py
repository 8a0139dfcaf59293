"""The command: where it listens and what it says when it cannot; one interruption ends it, and what it started, with 130."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportedly import web
from reportedly.cli import run
from reportedly.tools import Settings
from reportedly.web import WebSettings
from reportedly.web.server import address_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[WebSettings]:
    """The settings of the servers that the command would have run."""
    asked: list[WebSettings] = []

    def serve(settings: WebSettings, *, ready: Callable[[str], None]) -> None:
        asked.append(settings)
        ready(address_of(settings, settings.port))

    monkeypatch.setattr(web, "serve", serve)
    return asked


def test_it_listens_on_this_machine_alone(served: list[WebSettings], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--library", str(tmp_path)]) == 0

    assert (served[0].host, served[0].port, served[0].token, served[0].is_open) == ("127.0.0.1", 8411, None, False)
    assert capsys.readouterr().out == "Reportedly is at http://127.0.0.1:8411/ (Ctrl-C ends it)\n"


def test_where_others_reach_it_a_token_is_made_and_told(
    served: list[WebSettings], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert run(["serve", "--library", str(tmp_path), "--host", "192.0.2.7"]) == 0

    tokens = [settings.token for settings in served]
    assert all(token and len(token) > 20 for token in tokens)
    assert tokens[0] != tokens[1]
    assert f"http://192.0.2.7:8411/enter?token={tokens[0]} " in capsys.readouterr().out


def test_a_token_that_was_given_is_taken(served: list[WebSettings], tmp_path: Path) -> None:
    assert run(["serve", "--library", str(tmp_path), "--host", "192.0.2.7", "--token", "made up by hand"]) == 0
    assert served[0].token == "made up by hand"  # noqa: S105  made up


def test_a_short_token_is_refused(served: list[WebSettings], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--library", str(tmp_path), "--token", "short"]) == 2
    assert served == []
    assert "at least 8 characters" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "address"), [("::1", "http://[::1]:80/"), ("127.0.0.1", "http://127.0.0.1:80/"), ("localhost", "http://localhost:80/")]
)
def test_addresses_can_be_opened(tmp_path: Path, host: str, address: str) -> None:
    assert address_of(WebSettings(run=Settings(library=tmp_path), host=host), 80) == address


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--library", str(tmp_path), "--port", str(port)]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert f"127.0.0.1 port {port}: is taken" in told.err


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_one_interruption_ends_it_and_what_it_started(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "reportedly", "serve", "--library", str(tmp_path), "--port", "0"]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    alone = os.environ | {"TMPDIR": str(scratch)}
    pipe = subprocess.PIPE
    with subprocess.Popen(call, stdout=pipe, stderr=pipe, text=True, start_new_session=True, env=alone) as process:
        assert process.stdout
        said = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        out, err = process.communicate(timeout=20)  # both end when no process holds them any more

    assert re.fullmatch(r"Reportedly is at http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", said)
    assert (process.returncode, out, err) == (130, "", "")
    assert list(scratch.iterdir()) == []
