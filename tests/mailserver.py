"""A real SMTP server on this machine that does what a test tells it, faults included."""

from __future__ import annotations

import base64
import contextlib
import email
import email.policy
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from tests.bounds import PATIENCE

Answering = Callable[[str, int], str]
"""Stage and how often it was reached, to an answer: a line, "drop", "hang", or "" as usual.

Stages: "connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "body" (its first line has
come), "end" (all has come). Lines that begin with "keep-" keep the message first.
"""


def as_usual(stage: str, times: int) -> str:
    """The server that takes everything."""
    return ""


@dataclass
class Taken:
    """One message that the server took. tls: whether it came encrypted; user: who was logged in."""

    sender: str
    recipient: str
    content: bytes
    tls: bool
    user: str

    @property
    def message(self) -> EmailMessage:
        """The message as a mail program reads it."""
        found = email.message_from_bytes(self.content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found


@dataclass
class SmtpServer:
    """The server, with every message that it took.

    context  of TLS; implicit: from the first byte, else STARTTLS is offered. offer: whether it is.
    users    names and passwords; empty: nobody has to log in.
    """

    answering: Answering = as_usual
    context: ssl.SSLContext | None = None
    implicit: bool = False
    users: dict[str, str] = field(default_factory=dict)
    offer: bool = True
    taken: list[Taken] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    times: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ended = threading.Event()

    def hang(self) -> None:
        """Say nothing as long as the server runs."""
        self._ended.wait(PATIENCE)

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _talk(self, connection: socket.socket) -> None:
        talk = _Talk(self, connection)
        try:
            if self.context is not None and self.implicit:
                talk.encrypt()
            talk.run()
        except (OSError, _DroppedError):
            pass
        finally:
            connection.close()
            talk.connection.close()


class _DroppedError(Exception):
    """The conversation is over."""


class _Talk:
    def __init__(self, server: SmtpServer, connection: socket.socket) -> None:
        self.server = server
        self.connection = connection
        self.connection.settimeout(PATIENCE)
        self.buffer = b""
        self.tls = False
        self.user = ""
        self.sender = self.recipient = ""

    def encrypt(self) -> None:
        assert self.server.context is not None
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.tls = True
        self.buffer = b""

    def say(self, line: str) -> None:
        self.connection.sendall(line.encode() + b"\r\n")

    def line(self) -> bytes:
        while b"\n" not in self.buffer:
            piece = self.connection.recv(65536)
            if not piece:
                raise _DroppedError
            self.buffer += piece
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.rstrip(b"\r")

    def stage(self, name: str, usual: str) -> bool:
        """Answer at a stage; True when it went as usual."""
        times = self.server.times[name] = self.server.times.get(name, 0) + 1
        answer = self.server.answering(name, times)
        if answer == "drop":
            raise _DroppedError
        if answer == "hang":
            self.server.hang()
            raise _DroppedError
        if answer or usual:
            self.say(answer or usual)
        return not answer or answer.startswith("2")

    def run(self) -> None:
        self.stage("connect", "220 mail.test ESMTP")
        while True:
            command = self.line().decode("utf-8", "replace")
            self.server.said.append(command if "AUTH" not in command else "AUTH")
            word = command.split(" ")[0].split(":")[0].upper()
            if word == "QUIT":
                self.say("221 bye")
                raise _DroppedError
            getattr(self, f"do_{word.lower()}", self.unknown)(command)

    def unknown(self, command: str) -> None:
        self.say("502 not here")

    def do_ehlo(self, command: str) -> None:
        lines = ["mail.test", "8BITMIME"]
        if self.server.context is not None and not self.tls and self.server.offer:
            lines.append("STARTTLS")
        if self.server.users and (self.tls or self.server.context is None):
            lines.append("AUTH PLAIN LOGIN")
        answer = self.server.answering("EHLO", 1)
        if answer:
            self.say(answer)
            return
        for line in lines[:-1]:
            self.say(f"250-{line}")
        self.say(f"250 {lines[-1]}")

    def do_starttls(self, command: str) -> None:
        if self.stage("STARTTLS", "220 go on"):
            self.encrypt()

    def do_auth(self, command: str) -> None:
        _, method, *rest = command.split(" ")
        if method.upper() == "PLAIN":
            given = base64.b64decode(rest[0]).decode().split("\0")[1:]
        else:
            self.say("334 " + base64.b64encode(b"Username:").decode())
            name = base64.b64decode(self.line()).decode()
            self.say("334 " + base64.b64encode(b"Password:").decode())
            given = [name, base64.b64decode(self.line()).decode()]
        if self.server.users.get(given[0]) == given[1]:
            self.user = given[0]
            self.stage("AUTH", "235 welcome")
        else:
            self.say(f"535 {given[1]} is not the password")  # some servers say it back

    def do_mail(self, command: str) -> None:
        if self.server.users and not self.user:
            self.say("530 log in first")
        elif self.stage("MAIL", "250 ok"):
            self.sender = command.partition("<")[2].partition(">")[0]

    def do_rcpt(self, command: str) -> None:
        self.recipient = command.partition("<")[2].partition(">")[0]
        self.stage("RCPT", "250 ok")

    def do_rset(self, command: str) -> None:
        self.say("250 forgotten")

    def do_noop(self, command: str) -> None:
        self.say("250 ok")

    def do_data(self, command: str) -> None:
        if not self.stage("DATA", "354 go on"):
            return
        lines: list[bytes] = []
        while (line := self.line()) != b".":
            if not lines:
                self._body()
            lines.append(line[1:] if line.startswith(b"..") else line)
        self._end(b"\r\n".join(lines) + b"\r\n")

    def _body(self) -> None:
        times = self.server.times["body"] = self.server.times.get("body", 0) + 1
        answer = self.server.answering("body", times)
        if answer == "drop":
            raise _DroppedError
        if answer == "hang":
            self.server.hang()
            raise _DroppedError

    def _end(self, content: bytes) -> None:
        times = self.server.times["end"] = self.server.times.get("end", 0) + 1
        answer = self.server.answering("end", times)
        if not answer or answer.startswith("keep-"):
            taken = Taken(self.sender, self.recipient, content, self.tls, self.user)
            self.server.taken.append(taken)
        answer = answer.removeprefix("keep-")
        if answer == "drop":
            raise _DroppedError
        if answer == "hang":
            self.server.hang()
            raise _DroppedError
        self.say(answer or f"250 taken as {len(self.server.taken)}")


@contextlib.contextmanager
def mail_server(
    answering: Answering = as_usual,
    *,
    context: ssl.SSLContext | None = None,
    implicit: bool = False,
    users: dict[str, str] | None = None,
    offer: bool = True,
) -> Iterator[SmtpServer]:
    """A server that runs while the block does."""
    server = SmtpServer(answering, context, implicit, users or {}, offer)
    server.start()
    try:
        yield server
    finally:
        server.stop()
