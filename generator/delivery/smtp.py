"""Hands messages to an SMTP server, one recipient at a time, over a connection that is checked.

A server may take a message only after its end mark. So all of it is sent but the end mark, the
account notes that now it is handed over, and then the end mark goes. Whatever breaks before is
a plain failure; only an answer that does not come after it leaves a doubt.
"""

from __future__ import annotations

import contextlib
import errno
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Final

from generator.delivery.channels import is_loopback
from generator.delivery.model import MailChannel
from generator.delivery.secrets import Secret, read_secret
from generator.delivery.trouble import DeliveryError, one_line
from generator.delivery.trust import not_agreed, untrusted

_DOT: Final = re.compile(rb"(?m)^\.")
_FINAL: Final = 600.0
"""Seconds for the answer to a whole message (RFC 5321, 4.5.3.2.6): too few make it come twice."""
_EARLY: Final = 0.05
"""Seconds for a server to say that it has given up before it had the whole: mostly at once."""
_DATA_FOLLOWS: Final = 354
_TAKEN: Final = 250


class MailServer:
    """A connection to the server of a channel, opened when the first message goes."""

    def __init__(self, channel: MailChannel) -> None:
        self._channel = channel
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> MailServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._drop()

    def send(self, recipient: str, message: bytes, handing: Callable[[], None]) -> str:
        """Hand over one message; gives the server's answer.

        handing  called when all has gone but the end mark; what it writes down must be on the
                 disk when it returns.

        Raises ``DeliveryError``.
        """
        smtp = self._opened()
        try:
            self._envelope(smtp, recipient)
            self._content(smtp, message)
            if smtp.sock is not None:
                refuse_early_words(smtp.sock)
        except DeliveryError:
            self._reset()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise self._broken(error) from error
        try:
            handing()
        except BaseException:
            self._drop()  # without its end mark no server takes it
            raise
        return self._end(smtp)

    # ------------------------------------------------------------ one message

    def _envelope(self, smtp: smtplib.SMTP, recipient: str) -> None:
        local, _, domain = recipient.rpartition("@")
        address = f"{local}@{domain.encode('idna').decode('ascii')}"
        options = []
        if not address.isascii():
            if not smtp.has_extn("smtputf8"):
                raise DeliveryError("delivery-smtp-letters", host=self._channel.host)
            smtp.command_encoding = "utf-8"
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        self._expect(smtp.mail(self._channel.sender, options), (_TAKEN,))
        self._expect(smtp.rcpt(address), (_TAKEN, 251))

    def _content(self, smtp: smtplib.SMTP, message: bytes) -> None:
        self._expect(smtp.docmd("DATA"), (_DATA_FOLLOWS,))
        body = _DOT.sub(b"..", message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        smtp.send(body if body.endswith(b"\r\n") else body + b"\r\n")

    def _end(self, smtp: smtplib.SMTP) -> str:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(max(_FINAL, self._channel.timeout))
            smtp.send(b".\r\n")
            code, said = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise DeliveryError(
                "delivery-smtp-unsure", unsure=True, host=self._channel.host, reason=_words(error)
            ) from error
        if smtp.sock is not None:
            smtp.sock.settimeout(self._channel.timeout)
        try:
            self._expect((code, said), (_TAKEN,))
        except DeliveryError:
            self._reset()
            raise
        return f"{code} {one_line(said.decode('utf-8', 'replace'))}"

    def _expect(self, answer: tuple[int, bytes], wanted: tuple[int, ...]) -> None:
        code, said = answer
        if code in wanted:
            return
        told = one_line(said.decode("utf-8", "replace"))
        values = {"host": self._channel.host, "status": code, "said": told}
        if code == -1 or code == 421:
            raise DeliveryError("delivery-smtp-closed", again=True, values=values)
        if 400 <= code < 500:
            raise DeliveryError("delivery-smtp-later", again=True, values=values)
        raise DeliveryError("delivery-smtp-refused", values=values)

    # ------------------------------------------------------------ the connection

    def _opened(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = self._connected()
            except DeliveryError:
                self._drop()
                raise
            except (OSError, smtplib.SMTPException) as error:
                self._drop()
                raise self._broken(error) from error
        return self._smtp

    def _connected(self) -> smtplib.SMTP:
        channel = self._channel
        secret = read_secret(channel.password) if channel.user and channel.password else None
        context = ssl.create_default_context()
        if channel.authority is not None:
            context.load_verify_locations(cafile=channel.authority)
        if channel.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                channel.host, channel.port, timeout=channel.timeout, context=context
            )
            self._smtp = smtp
        else:
            smtp = self._smtp = smtplib.SMTP(channel.host, channel.port, timeout=channel.timeout)
        smtp.ehlo_or_helo_if_needed()
        if channel.security == "starttls":
            if not smtp.has_extn("starttls"):
                raise DeliveryError("delivery-smtp-no-tls", settings=True, host=channel.host)
            smtp.starttls(context=context)
            smtp.ehlo()
        if secret is not None:
            self._log_in(smtp, secret)
        return smtp

    def _log_in(self, smtp: smtplib.SMTP, secret: Secret) -> None:
        channel = self._channel
        if channel.security == "none" and not is_loopback(channel.host):
            raise DeliveryError("delivery-smtp-no-tls", settings=True, host=channel.host)
        try:
            smtp.login(channel.user, secret.reveal())
        except smtplib.SMTPAuthenticationError as error:
            # What the server says of a password is not repeated: some say it back.
            code = error.smtp_code
            raise DeliveryError(
                "delivery-smtp-login", settings=True, host=channel.host, status=code
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryError(
                "delivery-smtp-no-login", settings=True, host=channel.host
            ) from None

    def _reset(self) -> None:
        """Let the server forget a message that it did not take; a new connection if it cannot."""
        if self._smtp is None:
            return
        try:
            code, _ = self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = 0
        if code != _TAKEN:
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    def _broken(self, error: Exception) -> DeliveryError:
        """What an error of the connection means."""
        host = self._channel.host
        if (refused := untrusted(error, host)) is not None:
            return refused
        return DeliveryError("delivery-smtp-broken", again=True, host=host, reason=_words(error))


def refuse_early_words(sock: socket.socket, patience: float = _EARLY) -> None:
    """Raise ``OSError`` where a server has gone, or said something, before the end mark was sent.

    It cannot have taken the message then: nothing need be left open.
    """
    before = sock.gettimeout()
    sock.settimeout(patience)
    try:
        said = sock.recv(1)
    except (TimeoutError, BlockingIOError, ssl.SSLWantReadError):
        return  # it waits for the rest
    finally:
        sock.settimeout(before)
    words = "it answered before it had the whole" if said else "the connection was closed"
    raise ConnectionResetError(errno.ECONNRESET, words)


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if (reason := not_agreed(error)) is not None:
        return reason
    if isinstance(error, OSError) and error.strerror:
        return one_line(error.strerror)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the connection was closed"
    return one_line(type(error).__name__)
