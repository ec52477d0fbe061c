"""One value as a table gives it: what it measures, of which area and time, and where it stands.

Every shape of data (``generator.facts.shapes``) gives observations, and ``observed`` makes
facts of them. A shape knows how its bytes are laid out and nothing about facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from generator.facts.model import Basis, EdtfDate, Listed, Period, Qualifier, TextState
from generator.facts.schema import Fields
from generator.facts.tablefile import TableFile

if TYPE_CHECKING:
    from generator.facts.tables import Beside
    from generator.facts.tablesetup import TableSetup


class Locator(NamedTuple):
    """The place of a value in the data as received.

    line   1-based line of a text; 0 where the data have none.
    cell   the place within the line or file, in the words of the shape: the header of a
           column ("value"), a cell ("Sheet1!C7"), a JSON pointer ("/1/3/value"), the key
           of a row of a query ("id=7/value").
    start, end  the bytes, from and up to; None where the file is packed, or where they
           are only looked for when somebody asks (``Shape.locate``).
    """

    line: int = 0
    cell: str = ""
    start: int | None = None
    end: int | None = None


class Observation(NamedTuple):
    """One value of one indicator for one area and period.

    area      ISO 3166-1 alpha-3: the shape has translated the codes of its source.
    indicator code of ``indicators.csv``.
    period    what time the value describes; None when the source does not say.
    value     exact; or ``minimum`` and ``maximum``, or a ``text`` in place of a number.
    partner   the other area, where the value is about two (refugees from there).
    unit, currency, price_base  where they are not those of the indicator.
    status    tag for what the producer calls it: "estimated", "forecast", "provisional".
    variant   tells apart several values of one indicator, area and period; part of the id.
    note      for editors.
    basis     how the period is known; where it is inferred (the date of an edition, not of
              the value), it is no part of the id.
    span      the years from and to, where the value speaks for more than one; the period is
              then the last of them.
    happened  what the observation says, where that is a date and no number.
    decimals  digits after the decimal mark as published, where they differ by value.
    listed    which item of a list it is about; the variant then tells it from the others.
    language  of a text that is a name; such a fact is the same one whenever it is published.
    state     of such a text.
    """

    area: str
    indicator: str
    period: EdtfDate | None
    locator: Locator
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    text: str | None = None
    partner: str | None = None
    unit: str | None = None
    currency: str | None = None
    price_base: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    status: str | None = None
    variant: str = ""
    note: str | None = None
    basis: Basis = Basis.STATED
    span: Period | None = None
    happened: EdtfDate | Period | None = None
    decimals: int | None = None
    listed: Listed | None = None
    language: str | None = None
    state: TextState = TextState.ORIGINAL


class Shape(Protocol):
    """A module that reads one shape of data.

    A module may also have ``together(files)``: it is called when all files of a ``[[tables]]``
    entry have been read, to see that they make a whole (all pages of an answer). Where
    ``locate`` reads from the beginning, ``located(file, wanted)`` finds several places at once;
    where bytes are packed, ``cell_text(file, line, cell)`` gives what a place shows.
    ``divided(file)`` gives the lines that stand each for themselves, by groups, so that one
    group can be read without the others.
    """

    def layout(self, fields: Fields) -> Any:
        """Its own settings under ``[[tables]]``, as a frozen value; mistakes go to ``fields``."""

    def observations(self, file: TableFile) -> Iterator[Observation]:
        """What a file holds. Mistakes go to ``file``; it is read on as far as that makes sense."""

    def locate(self, file: TableFile, line: int, cell: str) -> Locator | None:
        """The place with its bytes; None when the file holds no such place (any more)."""


class FileSet(Protocol):
    """What a shape has besides, when the files of a table belong together.

    It may also have ``indicators()``: what it knows of its own numbers.
    """

    def prepare(self, setup: TableSetup, beside: Beside) -> Any:
        """Read once what holds for all files; None, told, when none of them can be read."""

    def chosen(
        self, prepared: Any, paths: Sequence[Path], areas: frozenset[str] | None
    ) -> list[Path]:
        """The files that must be read for these areas (None = all)."""
