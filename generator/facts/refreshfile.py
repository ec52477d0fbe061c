"""``[refresh]`` in source.toml: where new data are asked for, and within which bounds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from generator.facts import codes
from generator.facts.readers.tree import Scalar, Table
from generator.facts.schema import Fields
from generator.schedule.spans import read_pace
from generator.schedule.trouble import ScheduleError

PAGE: Final = "page"
LEAST: Final = dt.timedelta(minutes=5)
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_BRACE: Final = re.compile(r"[{}]")
_VALUE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:;-]{0,199}")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_HOST: Final = re.compile(r"[a-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9a-f:]+\](?::[0-9]{1,5})?")
_PATH: Final = re.compile(r"(?:[^.\s]+)(?:\.[^.\s]+)*")
_MEDIA: Final = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Paging:
    """Where an answer says how many pages there are: paths such as ``0.pages``.

    pages  number of pages; total: number of rows on all of them; rows: the list of rows.
    page   number of this page, compared with the one asked for.
    same   what must read the same on every page: data that change in between are no whole.
    """

    pages: str
    rows: str
    page: str | None = None
    total: str | None = None
    same: str | None = None


@dataclass(frozen=True, slots=True)
class RequestSetup:
    """One sort of request: an address with placeholders, and the file for its answer.

    each   values of the placeholders; every combination is asked for.
    echo   where the answer repeats a placeholder: what is another's data is refused.
    fault  where the answer says what is wrong, when it says so with status 200.
    """

    address: str
    file: str
    each: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    paging: Paging | None = None
    echo: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fault: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a changed value is held for an editor.

    factor  from this factor on, up or down; None: no factor is too large.
    sign    whether a change of sign is held.
    least   values that are both smaller than this, sign aside, are never held.
    periods  whether a new period is compared with the one before it, too.
    """

    factor: Decimal | None = Decimal(10)
    sign: bool = True
    least: Decimal = Decimal(0)
    periods: bool = True


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on one request. Times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 30.0
    size: int = 50 * 1024 * 1024
    attempts: int = 3
    wait: float = 60.0
    pace: float = 0.5
    redirects: int = 3
    pages: int = 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source is asked by itself. ``text`` is how the administrator wrote it."""

    text: str
    span: dt.timedelta


@dataclass(frozen=True, slots=True)
class RefreshSetup:
    """How a source is refreshed.

    enabled   False: only when the command says so.
    media     content types an answer may have.
    hosts     hosts, with port where it is not the usual one, that may be asked.
    loopback  True: this machine may be asked, also without encryption.
    proxy     address of the proxy all requests go through.
    resume    hours for which pages of an interrupted refresh are good.
    lost      most facts, in per cent, that a new state may lack.
    every     how often the watcher asks for it by itself; None: it never does.
    constant  paths of what names unit or definition: a new word there is told as drift.
    holds     thresholds by indicator; "" is the one of all others.
    """

    requests: tuple[RequestSetup, ...]
    enabled: bool = False
    media: tuple[str, ...] = ("application/json",)
    hosts: frozenset[str] = frozenset()
    loopback: bool = False
    proxy: str | None = None
    bounds: Bounds = Bounds()
    resume: int = 24
    lost: int = 20
    every: Pace | None = None
    constant: tuple[str, ...] = ()
    holds: Mapping[str, Threshold] = field(
        default_factory=lambda: MappingProxyType({"": Threshold()})
    )

    def threshold(self, indicator: str | None) -> Threshold:
        """The threshold of an indicator."""
        return self.holds.get(indicator or "") or self.holds.get("") or Threshold()


def read_refresh(fields: Fields) -> RefreshSetup | None:
    """Read ``[refresh]`` of a source; None when there is none or it is unsound."""
    inner = fields.table_of("refresh")
    if inner is None:
        return None
    loopback = inner.boolean("allow_loopback")
    requests = _requests(inner, loopback=loopback)
    hosts = {_host(one.address) for one in requests}
    setup = RefreshSetup(
        requests=requests,
        enabled=inner.boolean("enabled"),
        media=inner.codes("content_type", _MEDIA, "media") or ("application/json",),
        hosts=frozenset(hosts) | frozenset(inner.codes("allow_hosts", _HOST, "host")),
        loopback=loopback,
        proxy=inner.code("proxy", codes.URL, "url"),
        bounds=_bounds(inner),
        resume=_whole(inner, "resume_hours", 24),
        lost=_whole(inner, "most_lost", 20),
        every=_every(inner),
        constant=inner.codes("constant", _PATH, "path"),
        holds=_holds(inner),
    )
    fields.sound = inner.finish() and fields.sound
    return setup if inner.sound else None


def _host(address: str) -> str:
    return urlsplit(_PLACEHOLDER.sub("x", address)).netloc.lower()


def _whole(fields: Fields, name: str, default: int) -> int:
    found = fields.integer(name)
    return default if found is None else found


def _bounds(fields: Fields) -> Bounds:
    usual = Bounds()

    def seconds(name: str, default: float) -> float:
        found = fields.number(name)
        return default if found is None else min(float(found), 3600.0)

    megabytes = _whole(fields, "most_megabytes", usual.size // (1024 * 1024))
    return Bounds(
        connect=seconds("connect_seconds", usual.connect),
        read=seconds("read_seconds", usual.read),
        total=seconds("total_seconds", usual.total),
        size=megabytes * 1024 * 1024,
        attempts=max(1, min(_whole(fields, "attempts", usual.attempts), 10)),
        wait=seconds("wait_seconds", usual.wait),
        pace=seconds("pace_seconds", usual.pace),
        redirects=min(_whole(fields, "redirects", usual.redirects), 10),
        pages=_whole(fields, "most_pages", usual.pages),
    )


def _requests(fields: Fields, *, loopback: bool) -> tuple[RequestSetup, ...]:
    found = []
    for node in fields.items("requests"):
        if not isinstance(node, Table):
            at = node if isinstance(node, Scalar) else None
            expected = "[[refresh.requests]]"
            fields.refuse("field-type", "requests", at, expected=expected, is_now="a value")
            continue
        inner = fields.inner("requests", node)
        request = _request(inner, node.line)
        _check_request(inner, request, loopback=loopback)
        fields.sound = inner.finish() and fields.sound
        found.append(request)
    return tuple(found)


def _request(fields: Fields, line: int) -> RequestSetup:
    return RequestSetup(
        address=fields.text("address", required=True) or "",
        file=fields.text("file", required=True) or "",
        each=_each(fields),
        paging=_paging(fields),
        echo=_paths(fields, "echo"),
        fault=fields.code("fault", _PATH, "path"),
        line=line,
    )


def _check_request(fields: Fields, request: RequestSetup, *, loopback: bool) -> None:
    """Addresses that can be asked, names that can be written, every placeholder with values."""
    plain = _PLACEHOLDER.sub("x", request.address)
    parts = urlsplit(plain)
    secure = parts.scheme == "https" or (parts.scheme == "http" and loopback)
    if request.address and (not secure or not parts.hostname or parts.username or parts.fragment):
        fields.refuse("refresh-address", "address", value=codes.shortened(request.address))
    fixed = request.address.partition("://")[2].split("/", 1)[0]
    if _BRACE.search(fixed) or _BRACE.search(plain):
        fields.refuse("refresh-address", "address", value=codes.shortened(request.address))
    if request.file and not _FILE.fullmatch(_PLACEHOLDER.sub("x", request.file)):
        fields.refuse("refresh-file", "file", value=codes.shortened(request.file))
    known = {*request.each, *((PAGE,) if request.paging else ())}
    for name in ("address", "file"):
        used = set(_PLACEHOLDER.findall(getattr(request, name)))
        for strange in sorted(used - known):
            fields.refuse("refresh-placeholder", name, placeholder=strange)
        for lacking in sorted(known - used):
            fields.refuse("refresh-placeholder-unused", name, placeholder=lacking)


def _each(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    inner = fields.table_of("each")
    if inner is None:
        return MappingProxyType({})
    found = {}
    for name in inner.table.entries:
        found[name] = inner.codes(name, _VALUE, "placeholder", required=True)
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(found)


def _paging(fields: Fields) -> Paging | None:
    inner = fields.table_of("paging")
    if inner is None:
        return None
    paging = Paging(
        pages=inner.code("pages", _PATH, "path", required=True) or "",
        rows=inner.code("rows", _PATH, "path", required=True) or "",
        page=inner.code("page", _PATH, "path"),
        total=inner.code("total", _PATH, "path"),
        same=inner.code("same", _PATH, "path"),
    )
    fields.sound = inner.finish() and fields.sound
    return paging


def _paths(fields: Fields, name: str) -> Mapping[str, str]:
    inner = fields.table_of(name)
    if inner is None:
        return MappingProxyType({})
    found = {key: inner.code(key, _PATH, "path") for key in inner.table.entries}
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({key: path for key, path in found.items() if path})


def _every(fields: Fields) -> Pace | None:
    """A pace such as "6 hours"; services are not asked more often than every five minutes."""
    text = fields.text("every")
    if text is None:
        return None
    try:
        span = read_pace(text)
    except ScheduleError as error:
        value, reason = codes.shortened(text), error.reason + "." + error.hint
        fields.refuse("refresh-every", "every", value=value, reason=reason)
        return None
    if span < LEAST:
        reason = f"a service is asked every {LEAST.seconds // 60} minutes at most."
        fields.refuse("refresh-every", "every", value=codes.shortened(text), reason=reason)
        return None
    return Pace(text, span)


def _holds(fields: Fields) -> Mapping[str, Threshold]:
    inner = fields.table_of("hold")
    if inner is None:
        return MappingProxyType({"": Threshold()})
    found = {"": _threshold(inner, Threshold())}
    special = inner.table_of("indicators")
    if special is not None:
        for name, node in special.table.entries.items():
            special.asked[name] = None
            if not isinstance(node, Table):
                special.refuse("field-type", name, expected="a group of fields", is_now="a value")
                continue
            one = special.inner(name, node)
            found[name] = _threshold(one, found[""])
            special.sound = one.finish() and special.sound
        inner.sound = special.finish() and inner.sound
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(found)


def _threshold(fields: Fields, usual: Threshold) -> Threshold:
    factor = fields.number("factor")
    if factor is not None and factor != 0 and factor <= 1:
        fields.refuse("refresh-factor", "factor", value=factor)
    least = fields.number("least")
    return Threshold(
        factor=usual.factor if factor is None else (factor or None),
        sign=fields.boolean("sign", default=usual.sign),
        least=usual.least if least is None else abs(least),
        periods=fields.boolean("periods", default=usual.periods),
    )
