"""A real HTTP server on this machine that answers as a test tells it, faults included."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

PAGES = Path(__file__).parent / "recorded" / "world-bank"
REFRESH = """
[refresh]
enabled = true
allow_loopback = true
pace_seconds = 0
{more}
[[refresh.requests]]
address = "{address}/v2/country/all/indicator/{{indicator}}?format=json&per_page=50&page={{page}}"
file = "{{indicator}}-{{page}}.json"
each.indicator = ["FP.CPI.TOTL.ZG", "NY.GDP.MKTP.CD"]
echo.indicator = "1.*.indicator.id"
fault = "0.message.0.value"

[refresh.requests.paging]
pages = "0.pages"
page = "0.page"
total = "0.total"
rows = "1"
same = "0.lastupdated"
"""
"""How a source brings these pages; ``format`` gives the address and what else is set."""


@dataclass
class Asked:
    """One request as it reached the server."""

    path: str
    headers: Mapping[str, str]

    @property
    def page(self) -> int:
        """The number of the page, 1 when the address has none."""
        return int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])

    @property
    def indicator(self) -> str:
        """The indicator in the address."""
        found = re.search(r"/indicator/([A-Z0-9.]+)", self.path)
        return found.group(1) if found else ""


@dataclass
class Reply:
    """What the server sends. ``drip`` seconds between bytes; ``cut`` bytes, then nothing."""

    content: bytes = b""
    status: int = 200
    media: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    drip_head: float = 0.0
    cut: int | None = None
    reset: bool = False
    length: bool = True


Answering = Callable[[Asked], Reply]


class _Quiet(ThreadingHTTPServer):
    """One that says nothing of visitors who go away when they see its certificate."""

    def handle_error(self, *_: object) -> None:
        """Nothing on the screen."""


class Server:
    """The server, with every request it had.

    context  it speaks TLS with this certificate.
    """

    def __init__(self, answering: Answering, context: ssl.SSLContext | None = None) -> None:
        self.answering = answering
        self.asked: list[Asked] = []
        self._scheme = "https" if context else "http"
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()})
                outer.asked.append(asked)
                with contextlib.suppress(OSError):
                    outer._send(self, outer.answering(asked))
                self.close_connection = True

            def setup(self) -> None:
                if context is not None:  # in the thread of the connection
                    self.request = context.wrap_socket(self.request, server_side=True)
                super().setup()

            def finish(self) -> None:
                super().finish()
                if context is not None:  # the server knows only the one below it
                    self.request.close()

            def log_message(self, *_: object) -> None:
                """Nothing on the screen."""

        self.http = _Quiet(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(
            target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.http.server_address[1])

    @property
    def host(self) -> str:
        """Host and port, as settings name them."""
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """The beginning of every address."""
        return f"{self._scheme}://{self.host}"

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.reset:
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
            return
        head = [f"HTTP/1.1 {reply.status} Said", f"Content-Type: {reply.media}"]
        if reply.length:
            head.append(f"Content-Length: {len(reply.content)}")
        head += [f"{name}: {value}" for name, value in reply.headers.items()]
        head.append("Connection: close")
        self._write(handler, ("\r\n".join(head) + "\r\n\r\n").encode(), reply.drip_head)
        content = reply.content if reply.cut is None else reply.content[: reply.cut]
        self._write(handler, content, reply.drip)

    def _write(self, handler: BaseHTTPRequestHandler, data: bytes, drip: float) -> None:
        if not drip:
            handler.wfile.write(data)
            return
        for byte in data:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(drip)


@contextlib.contextmanager
def serving(answering: Answering, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that runs while the block does; ``context`` as for ``Server``."""
    server = Server(answering, context)
    server.thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()


def page(date: str, indicator: str, number: int) -> bytes:
    """One recorded page."""
    return next((PAGES / date).glob(f"*{indicator}_page{number}of*.json")).read_bytes()


def pages_of(date: str) -> Answering:
    """Answers with the recorded pages of a date."""
    return lambda asked: Reply(page(date, asked.indicator, asked.page))


def with_validators(answering: Answering) -> Answering:
    """The same answers with an ``ETag``, and 304 to whoever has them already."""

    def answer(asked: Asked) -> Reply:
        reply = answering(asked)
        tag = f'"{hashlib.sha256(reply.content).hexdigest()[:16]}"'
        if asked.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag})
        reply.headers["ETag"] = tag
        return reply

    return answer


def once(fault: Reply, answering: Answering, times: int = 1) -> Answering:
    """A fault for the first requests, then the answers."""
    left = [times]

    def answer(asked: Asked) -> Reply:
        if left[0] > 0:
            left[0] -= 1
            return fault
        return answering(asked)

    return answer


def bomb(size: int) -> Reply:
    """A small answer that unpacks to ``size`` bytes."""
    packed = gzip.compress(b" " * size)
    return Reply(packed, headers={"Content-Encoding": "gzip"})


def changed(content: bytes, change: Callable[[list[object]], None]) -> bytes:
    """A recorded page with something done to it."""
    value = json.loads(content)
    change(value)
    return json.dumps(value).encode()
