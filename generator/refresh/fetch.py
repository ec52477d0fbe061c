"""One request: asked within its bounds, answered whole, or refused with the reason.

Each request has a connection of its own to the very number that was checked, so that a name
cannot lead elsewhere between the check and the question. Bytes are counted as they come, both
as sent and as unpacked; a clock of its own ends an answer that drips.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urljoin

import certifi
import httpx

from generator import __version__
from generator.facts.refreshfile import Bounds, RefreshSetup
from generator.refresh import trust
from generator.refresh.guard import Address, check_address, places, without_query
from generator.refresh.trouble import FetchError

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_CERTIFICATE: Final[Mapping[trust.Fault, str]] = MappingProxyType(
    {
        "early": "refresh-certificate-early",
        "expired": "refresh-certificate-expired",
        "name": "refresh-certificate-name",
        "unknown": "refresh-certificate",
    }
)
_CHUNK: Final = 64 * 1024
_KEPT: Final = ("etag", "last-modified", "content-type", "content-encoding", "date")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    status   200, or 304 when nothing has changed since the validators that were sent.
    address  the one that answered, after redirects.
    headers  those that are kept, by name in small letters.
    sent     bytes on the way; ``content`` is unpacked.
    """

    status: int
    content: bytes
    address: str
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sent: int = 0


class Fetcher:
    """Asks for addresses of one source."""

    def __init__(self, setup: RefreshSetup) -> None:
        self.setup = setup
        self.bounds: Bounds = setup.bounds
        proxy = setup.proxy
        self._client = httpx.Client(
            verify=_trusted(),
            proxy=proxy,
            trust_env=False,
            follow_redirects=False,
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={
                "User-Agent": f"briefing-generator/{__version__}",
                "Accept-Encoding": "gzip, identity",
                "Accept": ", ".join(setup.media),
            },
        )

    def close(self) -> None:
        """Let go of the network."""
        self._client.close()

    def get(self, address: str, validators: Mapping[str, str]) -> Answer:
        """The answer to one request.

        validators  headers that ask only for what has changed, such as ``If-None-Match``.

        Raises ``FetchError``.
        """
        with _Deadline(self.bounds.total) as deadline:
            asked = address
            for _ in range(self.bounds.redirects + 1):
                answer = self._hop(asked, validators, deadline)
                if isinstance(answer, Answer):
                    return answer
                asked = answer
        raise FetchError("refresh-redirects", limit=self.bounds.redirects)

    def _hop(
        self, address: str, validators: Mapping[str, str], deadline: _Deadline
    ) -> Answer | str:
        """An answer, or the address to which this one leads."""
        with self._asked(address, validators, deadline) as response:
            if response.status_code in _REDIRECTS:
                return _leads_to(address, response, self.setup)
            _check_status(response, conditional=bool(validators))
            if response.status_code == 304:
                return Answer(304, b"", address, _kept(response))
            self._check_type(response)
            content, sent = _body(response, self.bounds.size)
        if not content.strip():
            raise FetchError("refresh-empty", again=True)
        return Answer(200, content, address, _kept(response), sent)

    def _check_type(self, response: httpx.Response) -> None:
        told = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if told not in self.setup.media:
            expected = ", ".join(self.setup.media)
            raise FetchError("refresh-type", found=told[:80] or "none", expected=expected)

    @contextlib.contextmanager
    def _asked(
        self, address: str, validators: Mapping[str, str], deadline: _Deadline
    ) -> Iterator[httpx.Response]:
        parts = check_address(address, self.setup)
        numbers: tuple[Address | None, ...] = (None,)
        if self.setup.proxy is None:
            numbers = places(parts, self.setup)
        try:
            response = self._first(address, numbers, validators, deadline)
            try:
                yield response
            finally:
                response.close()
        except httpx.HTTPError as error:
            if deadline.passed:
                told = FetchError("refresh-slow", again=True, limit=_number(self.bounds.total))
            else:
                told = _told(error, self.bounds, parts.netloc)
            raise told from error
        except httpx.InvalidURL as error:
            raise FetchError("refresh-address-form", address=without_query(address)) from error

    def _first(
        self,
        address: str,
        numbers: tuple[Address | None, ...],
        validators: Mapping[str, str],
        deadline: _Deadline,
    ) -> httpx.Response:
        """The answer of the first number of a host that can be reached."""
        for place, number in enumerate(numbers):
            try:
                return self._send(address, number, validators, deadline)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if place == len(numbers) - 1 or deadline.passed:
                    raise
        raise FetchError("refresh-connect", again=True, host=address, reason="no address")

    def _send(
        self,
        address: str,
        number: Address | None,
        validators: Mapping[str, str],
        deadline: _Deadline,
    ) -> httpx.Response:
        url = httpx.URL(address)
        headers = dict(validators)
        extensions: dict[str, Any] = {
            "trace": deadline.trace,
            "timeout": httpx.Timeout(self.bounds.read, connect=self.bounds.connect).as_dict(),
        }
        if number is not None:
            # The number goes into the address, the name into the header and the certificate.
            headers["Host"] = url.netloc.decode("ascii")
            extensions["sni_hostname"] = url.host
            url = url.copy_with(host=str(number))
        request = self._client.build_request("GET", url, headers=headers, extensions=extensions)
        return self._client.send(request, stream=True)


class _Deadline:
    """Ends a request that takes too long in all, also while its headers drip."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember the connection, as soon as there is one."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._stream = info.get("return_value")
            if self.passed:
                self._shut()

    def _end(self) -> None:
        self.passed = True
        self._shut()

    def _shut(self) -> None:
        stream = self._stream
        found = stream.get_extra_info("socket") if stream is not None else None
        if found is not None:
            with contextlib.suppress(OSError):
                found.shutdown(2)


def _trusted() -> ssl.SSLContext:
    """What the machine trusts, with the authorities of its administrator, and the usual ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    return context


def _leads_to(address: str, response: httpx.Response, setup: RefreshSetup) -> str:
    target = str(urljoin(address, response.headers.get("location", "")))
    before, after = check_address(address, setup), target.partition(":")[0].lower()
    if before.scheme != after:
        raise FetchError("refresh-scheme", address=without_query(target))
    check_address(target, setup)
    return target


def _check_status(response: httpx.Response, *, conditional: bool) -> None:
    status = response.status_code
    if status == 200 or (status == 304 and conditional):
        return
    code = "refresh-busy" if status == 429 else "refresh-status"
    raise FetchError(code, again=status in _TRY_AGAIN, wait=_seconds(response), status=status)


def _seconds(response: httpx.Response) -> float | None:
    """``Retry-After`` in seconds; a date counts from the clock of the service itself."""
    told = response.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit() and len(told) < 10:
        return float(told)
    with contextlib.suppress(ValueError, TypeError, IndexError):
        until = parsedate_to_datetime(told)
        since = parsedate_to_datetime(response.headers.get("date", ""))
        return max(0.0, (until - since).total_seconds())
    return None


def _kept(response: httpx.Response) -> Mapping[str, str]:
    found = {name: response.headers[name][:1000] for name in _KEPT if name in response.headers}
    return MappingProxyType(found)


def _body(response: httpx.Response, limit: int) -> tuple[bytes, int]:
    """The content, unpacked, and the bytes that were sent; never more than ``limit`` of either."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    unpacker = None
    if coding in ("gzip", "x-gzip"):
        unpacker = zlib.decompressobj(wbits=31)
    elif coding not in ("identity", ""):
        raise FetchError("refresh-coding", coding=coding[:40])
    told = response.headers.get("content-length", "")
    if told.isdigit() and len(told) < 20 and int(told) > limit:
        raise FetchError("refresh-large", found=told, limit=limit)
    parts: list[bytes] = []
    sent = size = 0
    for chunk in response.iter_raw(_CHUNK):
        sent += len(chunk)
        piece = chunk if unpacker is None else _unpacked(unpacker, chunk, limit - size)
        size += len(piece)
        if sent > limit or size > limit or (unpacker and unpacker.unconsumed_tail):
            raise FetchError("refresh-large", found=f"more than {limit}", limit=limit)
        parts.append(piece)
    if unpacker is not None and (not unpacker.eof or unpacker.unused_data):
        raise FetchError("refresh-cut", again=True)
    return b"".join(parts), sent


def _unpacked(unpacker: Any, chunk: bytes, room: int) -> bytes:
    try:
        found: bytes = unpacker.decompress(chunk, room + 1)
    except zlib.error as error:
        raise FetchError("refresh-cut", again=True) from error
    return found


def _told(error: httpx.HTTPError, bounds: Bounds, host: str) -> FetchError:
    if isinstance(error, httpx.ConnectTimeout):
        return FetchError("refresh-slow", again=True, limit=_number(bounds.connect))
    if isinstance(error, httpx.TimeoutException):
        return FetchError("refresh-slow", again=True, limit=_number(bounds.read))
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return FetchError("refresh-cut", again=True)
    if isinstance(error, httpx.ConnectError):
        if (untrusted := trust.untrusted(error)) is not None:
            return FetchError(_CERTIFICATE[untrusted.fault], host=host, reason=untrusted.reason)
        if (reason := trust.not_agreed(error)) is not None:
            return FetchError("refresh-encryption", host=host, reason=reason)
    return FetchError("refresh-connect", again=True, host=host, reason=_reason(error))


def _reason(error: Exception) -> str:
    """The words of the system, on one line and without addresses."""
    words = " ".join(str(error).split())
    return (words if words and "://" not in words else type(error).__name__)[:160]


def _number(seconds: float) -> str:
    return f"{seconds:g}"
