"""Secrets: read from where they are kept, at the moment of use, and shown to nobody."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from typing import Final

from generator.delivery.model import SecretPlace
from generator.delivery.trouble import DeliveryError

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_LARGEST: Final = 4096


class Secret:
    """A secret text. It is not part of any message, log or ``repr``."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for whoever sends it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


def read_secret(place: SecretPlace, environment: Mapping[str, str] = os.environ) -> Secret:
    """The secret of a place. Raises ``DeliveryError``: not there, empty, or readable by others."""
    if place.file is None:
        text = environment.get(place.variable, "")
        if not text:
            raise DeliveryError("delivery-secret-variable", settings=True, variable=place.variable)
        return Secret(text)
    shown = place.file.as_posix()
    try:
        mode = place.file.stat().st_mode
        if os.name != "nt" and mode & _OTHERS:
            raise DeliveryError("delivery-secret-open", settings=True, file=shown)
        with place.file.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DeliveryError(
            "delivery-secret-file", settings=True, file=shown, reason=reason
        ) from error
    text = content.decode("utf-8", "replace").strip("\r\n")
    if not text:
        raise DeliveryError("delivery-secret-file", settings=True, file=shown, reason="it is empty")
    return Secret(text)
