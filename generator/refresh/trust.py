"""What is wrong with the certificate of a server, or why no encryption was agreed on.

The errors of an encrypted line come wrapped by whoever spoke through it; what the system found
is looked for among those that led to one.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeVar

Fault = Literal["early", "expired", "name", "unknown"]

_BY_CODE: Final[Mapping[int, Fault]] = MappingProxyType(
    {
        9: "early",
        10: "expired",
        62: "name",
        64: "name",  # an address of numbers
    }
)
"""What OpenSSL found, by its own numbers of X509_V_ERR_…; all else is about the authority."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Untrusted:
    """What is wrong with a certificate. reason: the words of the system, on one line."""

    fault: Fault
    reason: str


def untrusted(error: BaseException) -> Untrusted | None:
    """What is wrong with a certificate; None when an error is about none.

    error  that of the connection, or one that it led to.
    """
    found = _met(error, ssl.SSLCertVerificationError)
    if found is None:
        return None
    reason = _one_line(found.verify_message or type(found).__name__).rstrip(".")
    return Untrusted(_BY_CODE.get(found.verify_code, "unknown"), reason)


def not_agreed(error: BaseException) -> str | None:
    """Why no encryption was agreed on, in words; None when an error is about something else."""
    found = _met(error, ssl.SSLError)
    if found is None:
        return None
    reason = getattr(found, "reason", None) or type(found).__name__
    return _one_line(reason.lower().replace("_", " "))


E = TypeVar("E", bound=BaseException)


def _met(error: BaseException, kind: type[E]) -> E | None:
    """The error of a kind among those that led to one."""
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None or isinstance(seen, kind):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def _one_line(text: str) -> str:
    clean = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(clean.split())[:_LONGEST]
