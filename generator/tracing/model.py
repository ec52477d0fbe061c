"""What tracing finds: printings in a finished file, and places in the data as received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

State: TypeAlias = Literal["same", "changed", "gone", "above", "unread"]
Inside: TypeAlias = Literal["", "gzip", "xlsx"]

STATEMENT: Final = "statement"


@dataclass(frozen=True, slots=True)
class Printing:
    """One text of a fact as a file prints it.

    type    "number", "range", "date", "text", or "statement" for a sentence.
    exact   the exact value, "" of a statement; page: from 1, 0 where a file has no pages.
    now     what a person wrote in its place since, or "".
    """

    fact: str
    type: str
    exact: str
    text: str
    page: int = 0
    now: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a finished file says of itself.

    about   number, edition, language, title, marking, issued, as_of, known_on, as far as it
            says so.
    facts   by id, what its data say of each: version, unit, origin and so on.
    pages   how many, of a PDF; added: somebody added to the file since it was made.
    edited  how many things were changed by hand, of a Word file.
    """

    format: str
    about: Mapping[str, str]
    facts: Mapping[str, Mapping[str, Any]]
    printings: tuple[Printing, ...]
    pages: int = 0
    added: bool = False
    edited: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a file was received: from where, when, and whether it still is what came."""

    address: str
    received: str
    sha256: str
    licence: str
    sound: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file under ``sources/``.

    field   of a record ("text.fr"), the header of a column, a cell, a JSON pointer, a row
            of an answer and its column.
    line    from 1; 0 where the data have none.
    start, end  the bytes, from and up to; None where the file is packed.
    content what stands there; inside: how the file is packed. Bytes within "gzip" are those
            of the content unpacked.
    sha256  of the file now; built: of the file when the edition was made, "" when not known.
    """

    file: str
    field: str
    line: int = 0
    start: int | None = None
    end: int | None = None
    content: str = ""
    inside: Inside = ""
    sha256: str = ""
    built: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A fact from which a number was worked out, by its id, with its value and places."""

    fact: str
    value: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A fact, as a file prints it or as the sources have it, and where it is from.

    state   "same": the sources say today what was printed. "changed": they say something
            else. "gone": they have no such fact. "above": what they say now stands above
            the marking of the file. "unread": its source cannot be read.
    version SHA-256 of the fact as printed; value, unit, period, as_of: likewise.
    now     the value in the sources today, where it is another.
    origin  source, document, title, producer, dates, address, licence.
    how     how it was worked out, in words; inputs: from what.
    """

    fact: str
    state: State
    version: str = ""
    value: str = ""
    unit: str = ""
    period: str = ""
    as_of: str = ""
    now: str = ""
    origin: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    locator: str = ""
    printings: tuple[Printing, ...] = ()
    places: tuple[Place, ...] = ()
    how: str = ""
    inputs: tuple[Input, ...] = ()
    above: int = 0
    """How many inputs stand above the marking and are not told."""
