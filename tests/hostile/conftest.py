"""An address on this machine that notes who asks, for tests that nothing is fetched."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass
class Listener:
    """Where it listens, and the first line of every call."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def surroundings(self) -> dict[str, str]:
        """Variables that send what obeys them here."""
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ftp_proxy")
        return dict.fromkeys(names, f"http://{self.host}")


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    """Listens on the loopback; whoever connects is noted, whatever it says."""

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.connection.settimeout(2)
            try:
                line = self.rfile.readline(1000)
            except OSError:
                line = b"(nothing said)"
            heard.asked.append(line.decode("latin-1").strip())
            self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        server.daemon_threads = True
        heard = Listener(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield heard
        server.shutdown()
