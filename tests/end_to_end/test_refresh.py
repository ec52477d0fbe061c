"""``briefing refresh`` as a person runs it: killed, refused, resumed, over encrypted lines."""

from __future__ import annotations

import os
import shutil
import signal
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.facts import received
from tests.bounds import PATIENCE, until
from tests.end_to_end.command import COMMAND, briefing, content, environment
from tests.loopback import Asked, Reply, Server, page, pages_of, serving
from tests.unit.refresh.conftest import Place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A workspace whose one source is served by this machine."""
    with serving(pages_of("2025-12-17")) as server:
        found = Place(tmp_path, server)
        found.set_up()
        yield found


def test_a_refresh_killed_in_the_middle_goes_on_where_it_was(place: Place) -> None:
    killed = threading.Event()

    def halting(asked: Asked) -> Reply:
        if (asked.indicator, asked.page) == ("NY.GDP.MKTP.CD", 1):
            killed.wait(PATIENCE)
        return Reply(page("2025-12-17", asked.indicator, asked.page))

    place.server.answering = halting
    process = subprocess.Popen(
        [*COMMAND, "refresh"],
        cwd=place.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert until(lambda: len(place.server.asked) >= 4)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    killed.set()
    assert received.latest(place.folder) is None
    place.server.asked.clear()
    place.server.answering = pages_of("2025-12-17")
    said = briefing(place.root, "refresh")
    assert "bank: new data are in use" in said.out
    assert "3 had been received before" in said.out
    assert [asked.indicator for asked in place.server.asked] == ["NY.GDP.MKTP.CD"] * 3
    state = received.latest(place.folder)
    assert state is not None
    for number in (1, 2, 3):
        expected = page("2025-12-17", "FP.CPI.TOTL.ZG", number)
        assert (state / f"FP.CPI.TOTL.ZG-{number}.json").read_bytes() == expected
    assert sorted(p.name for p in (place.folder / "received").iterdir()) == [
        ".lock",
        state.name,
        "latest",
    ]


def test_what_fails_is_said_with_what_is_still_safe(place: Place) -> None:
    first = briefing(place.root, "refresh", "--json").json["sources"][0]
    assert (first["outcome"], first["counts"]["asked"]) == ("new", 6)
    before = content(place.folder / "received" / first["state"])
    place.server.answering = lambda asked: Reply(status=404)
    said = briefing(place.root, "refresh", "bank", status=1)
    assert "FP.CPI.TOTL.ZG, page 1: the service answered with status 404." in said.words
    assert f"In use as before: the data received as {first['state']}." in said.words
    assert "?format" not in said.all
    assert content(place.folder / "received" / first["state"]) == before


def test_without_a_source_that_is_turned_on_nothing_is_asked(place: Place) -> None:
    path = place.folder / "source.toml"
    path.write_text(path.read_text("utf-8").replace("enabled = true", "enabled = false"), "utf-8")
    assert "No source is turned on" in briefing(place.root, "refresh").out
    said = briefing(place.root, "refresh", "bank", status=1)
    assert "Refreshing “bank” is turned off; nothing was asked." in said.words
    assert "Did you mean “bank”?" in briefing(place.root, "refresh", "bnak", status=1).words
    assert place.server.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_encrypted_lines_need_a_service_that_proves_who_it_is(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *made, *names],
        check=True,
        capture_output=True,
    )
    server = Server(pages_of("2025-12-17"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
    server.thread.start()
    place = Place(tmp_path / "work", server)
    place.set_up("attempts = 1")
    path = place.folder / "source.toml"
    encrypted = path.read_text("utf-8").replace("http://127.0.0.1", "https://localhost")
    path.write_text(encrypted, "utf-8")
    said = briefing(place.root, "refresh", status=1)
    assert f"the certificate of localhost:{server.port} cannot be trusted" in said.words
    assert server.asked == []
    briefing(place.root, "refresh", env={"SSL_CERT_FILE": str(certificate)})
    assert len(server.asked) == 6
    assert server.asked[0].headers["host"] == f"localhost:{server.port}"
    server.http.shutdown()
    server.http.server_close()
