"""Messages: one translatable sentence each, kept in gettext catalogues, one per language.

The plural form follows the number *as shown* ("1.0 years"), by the locale's CLDR category,
so fractions have a form too. Placeholders are ``{name}``; what has no translation is
given in English, the language of the message ids.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import IO, Any

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_CONTEXT = "\x04"


class Catalogue(gettext.GNUTranslations):
    """The messages of one language, read from its compiled catalogue."""

    def __init__(self, fp: IO[bytes] | None = None) -> None:
        self._catalog: dict[Any, str] = {}
        super().__init__(fp)  # type: ignore[arg-type]

    def get(self, msgid: str, context: str | None = None) -> str:
        """The translation of ``msgid``, or ``msgid`` itself."""
        key = msgid if context is None else context + _CONTEXT + msgid
        return self._catalog.get(key, msgid)

    def get_plural(
        self, one: str, other: str, index: int, context: str | None = None
    ) -> str | None:
        """The plural form at ``index`` in the catalogue's order; None when there is none."""
        key = one if context is None else context + _CONTEXT + one
        return self._catalog.get((key, index))


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of ``language``; an empty one when there is none."""
    entry = resources.files("generator.localisation") / "languages" / language / "messages.mo"
    if not entry.is_file():
        return Catalogue()
    with entry.open("rb") as stream:
        return Catalogue(stream)


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """``pattern`` with its ``{placeholders}`` filled; nothing else in it is interpreted."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], pattern)


def placeholders(pattern: str) -> frozenset[str]:
    """Names of the placeholders in ``pattern``."""
    return frozenset(_PLACEHOLDER.findall(pattern))
