"""Which machines may be asked: hosts that are named, at public addresses."""

from __future__ import annotations

import ipaddress
import socket
from typing import Final, TypeAlias
from urllib.parse import SplitResult, urlsplit

from generator.facts.refreshfile import RefreshSetup
from generator.refresh.trouble import FetchError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS: Final = {"http": 80, "https": 443}
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")


def check_address(address: str, setup: RefreshSetup) -> SplitResult:
    """The parts of an address that may be asked; ``FetchError`` for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchError("refresh-address-form", address=without_query(address)) from error
    loopback = setup.loopback and _is_loopback_name(parts.hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise FetchError("refresh-scheme", address=without_query(address))
    if parts.username is not None or not parts.hostname:
        raise FetchError("refresh-address-form", address=without_query(address))
    usual = port is None or port == _PORTS[parts.scheme]
    names = {parts.netloc.lower(), *((parts.hostname,) if usual else ())}
    if not names & setup.hosts:
        raise FetchError("refresh-host", host=parts.netloc)
    return parts


def places(parts: SplitResult, setup: RefreshSetup) -> tuple[Address, ...]:
    """The numbers of a host, each of which may be asked.

    One number that is private refuses the host: a name that points into the house is either
    a mistake or an attempt to reach what stands there.
    """
    host = parts.hostname or ""
    try:
        port = parts.port or _PORTS[parts.scheme]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("refresh-name", again=True, host=host) from error
    numbers = dict.fromkeys(ipaddress.ip_address(str(one[4][0]).split("%")[0]) for one in found)
    for number in numbers:
        if not _may_be_asked(number, setup):
            raise FetchError("refresh-private", host=host, number=number)
    return tuple(sorted(numbers, key=lambda number: number.version))


def without_query(address: str) -> str:
    """An address for messages: no query and no name of a user, which may hold a secret."""
    bare = address.split("?", 1)[0].split("#", 1)[0]
    scheme, mark, rest = bare.partition("://")
    if not mark:
        return bare[:200]
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"[:200]


def _is_loopback_name(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _may_be_asked(number: Address, setup: RefreshSetup) -> bool:
    inner = _inside(number)
    if setup.loopback and all(one.is_loopback for one in (number, *inner)):
        return True
    return all(one.is_global and not one.is_multicast for one in (number, *inner))


def _inside(number: Address) -> tuple[Address, ...]:
    """Numbers of the older kind that a number of the newer kind leads to."""
    if isinstance(number, ipaddress.IPv4Address):
        return ()
    found = [number.ipv4_mapped, number.sixtofour]
    if number.teredo is not None:
        found.extend(number.teredo)
    if number in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
    return tuple(one for one in found if one is not None)
