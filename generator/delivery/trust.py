"""Why a server is not spoken with: its certificate, or no encryption that both sides know."""

from __future__ import annotations

from generator.delivery.trouble import DeliveryError
from generator.refresh import trust


def untrusted(error: BaseException, server: str) -> DeliveryError | None:
    """What is wrong with the certificate of a server; None when an error is about none.

    error   that of the connection, or one that it led to.
    server  its name, as the settings have it.
    """
    found = trust.untrusted(error)
    if found is None:
        return None
    code = f"delivery-certificate-{found.fault}"
    return DeliveryError(code, settings=True, server=server, reason=found.reason)


def not_agreed(error: BaseException) -> str | None:
    """Why no encryption was agreed on; None when an error is about something else."""
    reason = trust.not_agreed(error)
    return None if reason is None else f"no encryption could be agreed on ({reason})"
