"""Why a server is not spoken with: its certificate, or no encryption that both sides know."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from generator.delivery.trouble import DeliveryError, one_line

_BY_CODE: Final[Mapping[int, str]] = MappingProxyType(
    {
        9: "delivery-certificate-early",
        10: "delivery-certificate-expired",
        62: "delivery-certificate-name",
        64: "delivery-certificate-name",  # an address of numbers
    }
)
"""What OpenSSL found, by its own numbers of X509_V_ERR_…; all else is about the authority."""


E = TypeVar("E", bound=BaseException)


def untrusted(error: BaseException, server: str) -> DeliveryError | None:
    """What is wrong with the certificate of a server; None when an error is about none.

    error   that of the connection, or one that it led to.
    server  its name, as the settings have it.
    """
    found = _met(error, ssl.SSLCertVerificationError)
    if found is None:
        return None
    code = _BY_CODE.get(found.verify_code, "delivery-certificate-unknown")
    reason = one_line(found.verify_message or type(found).__name__).rstrip(".")
    return DeliveryError(code, settings=True, server=server, reason=reason)


def not_agreed(error: BaseException) -> str | None:
    """Why no encryption was agreed on; None when an error is about something else."""
    found = _met(error, ssl.SSLError)
    if found is None:
        return None
    reason = (getattr(found, "reason", None) or type(found).__name__).lower().replace("_", " ")
    return f"no encryption could be agreed on ({one_line(reason)})"


def _met(error: BaseException, kind: type[E]) -> E | None:
    """The error of a kind among those that led to one."""
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None or isinstance(seen, kind):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None
