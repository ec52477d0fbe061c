"""Which field of the Factbook is which indicator: ``fields.csv``, by kind of field.

A path is the names of section, field and part with "/" between; ``{year}`` stands for a year
at the end of a name. Names are compared without case and without blanks at their ends. Several
paths may lead to one indicator: fields were moved and renamed between editions.
"""

from __future__ import annotations

import csv
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Final

FILE: Final = "fields.csv"
YEAR: Final = "{year}"
_IN_WORDS: Final = frozenset({"introduction", "space", "terrorism"})
"""Sections that hold no figures."""
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})$")


class Form(enum.Enum):
    """How the text of a field is written."""

    AMOUNT = "amount"
    BY_SEX = "by-sex"
    NAMED = "named"
    DATE = "date"
    BORDERS = "borders"
    SHARES = "shares"
    PARTNERS = "partners"
    WORDS = "words"
    TYPES = "types"


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How one kind of field is read.

    code     the indicator.
    unit     what the unit must be; "" = a bare number.
    bases    of what a share or rate may be; () = of what the field is named after.
    implied  a number without unit has that of the field (heights are metres).
    more     words behind the first value do not change it and become its note.
    counted  unit of the facts where the text has a bare number.
    parts    of a list whose items are always the same: item to indicator.
    """

    code: str
    form: Form
    unit: str = ""
    currency: str = ""
    bases: frozenset[str] = frozenset()
    implied: bool = False
    more: bool = False
    counted: str = ""
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The kinds of fields by path, and what sections and fields there are."""

    kinds: Mapping[tuple[str, ...], FieldKind]

    @property
    def sections(self) -> frozenset[str]:
        """Names of the sections, as compared."""
        return frozenset(path[0] for path in self.kinds) | _IN_WORDS

    def kind(self, path: tuple[str, ...]) -> FieldKind | None:
        """How the field at that path is read; None when nothing says so."""
        return self.kinds.get(tuple(compared(name) for name in path))


@lru_cache(maxsize=4096)
def compared(name: str) -> str:
    """A name as names are compared: its year is any year.

    >>> compared(" Real GDP growth rate  2024")
    'real gdp growth rate {year}'
    """
    return _YEAR.sub(YEAR, " ".join(name.split()).casefold())


def year_of(name: str) -> str:
    """The year at the end of a name, or ""."""
    found = _YEAR.search(name.strip())
    return found[1] if found else ""


@cache
def field_table() -> FieldTable:
    """The table of this package."""
    text = resources.files(__package__).joinpath(FILE).read_text("utf-8")
    kinds: dict[tuple[str, ...], FieldKind] = {}
    for row in csv.DictReader(text.splitlines()):
        kind = FieldKind(
            code=row["code"],
            form=Form(row["form"]),
            unit=row["unit"],
            currency=row["currency"],
            bases=frozenset(filter(None, row["bases"].split("|"))),
            implied=row["implied"] == "yes",
            more=row["more"] == "yes",
            counted=row["counted"],
            parts=MappingProxyType(dict(_parts(row["parts"]))),
        )
        kinds[tuple(compared(name) for name in row["path"].split(" / "))] = kind
    return FieldTable(MappingProxyType(kinds))


def _parts(text: str) -> list[tuple[str, str]]:
    pairs = (item.partition("=") for item in text.split("|") if item)
    return [(name, code) for name, _, code in pairs]
