"""A real server on loopback: what it answers, to whom, and how a change is heard."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.preview.bench import Bench
from generator.preview.server import PreviewServer
from generator.problems import Problem, Severity, Where
from tests.bounds import PATIENCE
from tests.unit.preview.test_bench import MISTAKE, Trying


class Running:
    """A server with its trial, and requests to it."""

    def __init__(self, folder: Path) -> None:
        self.trial = Trying(folder)
        self.bench = Bench(self.trial)
        self.server = PreviewServer(self.bench, "visit<note>", "iraq")
        self._thread = threading.Thread(target=self.server.serve)
        self._thread.start()

    def get(self, path: str, host: str | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    def stop(self) -> None:
        self.server.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path)
    yield made
    made.stop()


def test_the_page_names_template_order_languages_and_formats(running: Running) -> None:
    status, headers, body = running.get("/")
    text = body.decode()
    assert status == 200
    assert "visit&lt;note&gt;" in text
    assert "<note>" not in text
    for word in ("iraq", "en-CA", "ar-IQ", "Page", "PDF", "Word"):
        assert word in text
    nonce = headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}">' in text


def test_a_document_is_given_with_its_type_and_a_policy_that_runs_nothing(
    running: Running,
) -> None:
    status, headers, body = running.get("/document/ar-IQ.html?v=1")
    assert (status, body) == (200, b"ar-IQ html 1")
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert "script-src" not in headers["Content-Security-Policy"]
    assert running.get("/document/en-CA.pdf")[1]["Content-Type"] == "application/pdf"


def test_mistakes_are_told_with_place_and_remedy_as_text(running: Running) -> None:
    running.trial.mistakes = (
        Problem("template-syntax", Where("templates/<a>.j2", 3), {"message": "<b>"}),
        Problem("budget-pages-over", Where(), {"pages": "9"}, Severity.WARNING),
    )
    _, _, body = running.get("/document/en-CA.html?state")
    state = json.loads(body)
    assert (state["there"], state["fresh"], state["said"]) == (False, False, "1 to mend")
    assert "templates/&lt;a&gt;.j2, line 3" in state["problems"]
    assert "To mend (1)" in state["problems"]
    assert "To look at (1)" in state["problems"]
    assert "<b>" not in state["problems"]
    assert running.get("/document/en-CA.html")[0] == 404


def test_the_last_sound_document_is_told_to_be_old(running: Running) -> None:
    running.get("/document/en-CA.html")
    running.trial.mistakes = (MISTAKE,)
    running.bench.change()
    state = json.loads(running.get("/document/en-CA.html?state")[2])
    assert (state["there"], state["fresh"]) == (True, False)
    assert state["said"] == "1 to mend; the last sound version is shown"


@pytest.mark.parametrize(
    "path",
    [
        "/document/fr-CA.html",
        "/document/en-CA.exe",
        "/document/../../etc/passwd",
        "/document/en-CA.html/",
        "/x",
    ],
)
def test_nothing_else_is_given(running: Running, path: str) -> None:
    assert running.get(path)[0] == 404
    assert running.trial.asked == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1"])
def test_no_other_name_is_answered(running: Running, host: str) -> None:
    status, _, body = running.get("/document/en-CA.html", host)
    assert (status, body) == (403, b"This preview answers only to its own address.")
    assert running.trial.asked == []


def test_a_change_is_said_as_it_comes(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.server.port, timeout=PATIENCE)
    connection.request("GET", "/changes")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    assert answer.fp.readline() == b"data: 1\n"
    running.bench.change()
    assert answer.fp.readline() == b"\n"
    assert answer.fp.readline() == b"data: 2\n"
    connection.close()
