"""Why a delivery failed: a problem with its words, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class DeliveryError(Exception):
    """Something was not delivered.

    code      of the problem; values, and what else is named, fill its words.
    again     True: the same may succeed later.
    settings  True: it concerns the whole channel; nothing more is tried there in this run.
    unsure    True: all had been handed over; it may have arrived.
    wait      seconds the other side asks to wait, when it does.
    """

    def __init__(
        self,
        code: str,
        *,
        again: bool = False,
        settings: bool = False,
        unsure: bool = False,
        wait: float | None = None,
        values: Mapping[str, object] = MappingProxyType({}),
        **more: object,
    ) -> None:
        self.code = code
        self.again = again or settings
        self.settings = settings
        self.unsure = unsure
        self.wait = wait
        self.values = {name: str(value) for name, value in {**values, **more}.items()}
        super().__init__(code)


def one_line(text: str, longest: int = 200) -> str:
    """What another program said, on one line, without characters that steer a terminal."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    found = " ".join(clean.split())
    return found if len(found) <= longest else found[: longest - 1] + "…"
