"""A small server on this machine alone that shows a preview and says when it changed.

It answers only to its own address, so that no page from elsewhere can read what is
previewed through a name of its own; it takes no input but the choice of a document.
"""

from __future__ import annotations

import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

from generator.preview import page
from generator.preview.bench import FORMATS, Bench

HOST: Final = "127.0.0.1"
HEARTBEAT: Final = 15.0
"""Seconds after which a silent connection is written to, so that a closed one is noticed."""

TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_DOCUMENT: Final = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline';"
    " img-src data:; font-src data:"
)


class PreviewServer:
    """The preview of one template. ``serve`` runs until ``stop``."""

    def __init__(self, bench: Bench, template: str, order: str, port: int = 0) -> None:
        """Raises ``OSError`` when the port is taken; 0 takes any that is free."""
        self.bench = bench
        self.closing = threading.Event()
        self._template, self._order = template, order
        self._nonce = secrets.token_urlsafe(16)
        self._server = _Server((HOST, port), _Handler)
        self._server.preview = self

    @property
    def address(self) -> str:
        """Where the preview can be seen."""
        return f"http://{HOST}:{self.port}/"

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def serve(self) -> None:
        """Answer until stopped."""
        self._server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        """End ``serve`` and every open connection."""
        self.closing.set()
        self.bench.change()
        self._server.shutdown()
        self._server.server_close()

    def shell(self) -> tuple[bytes, str]:
        """The page, and the policy under which its script may run."""
        text = page.shell(self._template, self._order, self.bench.languages)
        text = text.replace("<script>", f'<script nonce="{self._nonce}">')
        policy = (
            f"default-src 'self'; script-src 'nonce-{self._nonce}'; style-src 'unsafe-inline';"
            " object-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        return text.encode(), policy


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    preview: PreviewServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer one request."""
        preview = self.server.preview
        own = {f"{name}:{preview.port}" for name in (HOST, "localhost")}
        if self.headers.get("Host", "") not in own:
            self._send(403, b"This preview answers only to its own address.", "text/plain")
            return
        address = urlsplit(self.path)
        if address.path == "/":
            body, policy = preview.shell()
            self._send(200, body, TYPES["html"], policy)
        elif address.path == "/changes":
            self._changes()
        else:
            self._document(address.path, asks_state=address.query == "state")

    def _document(self, path: str, *, asks_state: bool) -> None:
        bench = self.server.preview.bench
        paths = {
            f"/document/{tag}.{form}": (tag, form) for tag in bench.languages for form in FORMATS
        }
        if path not in paths:
            self._send(404, b"There is no such document.", "text/plain")
            return
        language, form = paths[path]
        shown = bench.document(language, form)
        if asks_state:
            self._send(200, json.dumps(page.state(shown)).encode(), "application/json")
        elif shown.content is None:
            self._send(404, b"The document could not be made.", "text/plain")
        else:
            policy = _DOCUMENT if form == "html" else ""
            self._send(200, shown.content, TYPES[form], policy)

    def _changes(self) -> None:
        """Say each change as it comes (server-sent events)."""
        preview = self.server.preview
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        version = 0
        while not preview.closing.is_set():
            now = preview.bench.wait(version, HEARTBEAT)
            text = f"data: {now}\n\n" if now != version else ": still here\n\n"
            self.wfile.write(text.encode())
            self.wfile.flush()
            version = now
        self.close_connection = True

    def _send(self, status: int, body: bytes, kind: str, policy: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not written down."""
