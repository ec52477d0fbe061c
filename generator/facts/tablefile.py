"""One file of a table while it is read: its content, its settings, and what is wrong in it.

A bad row does not stop the reading: all problems of the file are told, the good rows are
kept apart, and the source's setting ``on_bad_rows`` decides what becomes of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from generator.facts import codes
from generator.facts.areacodes import iso3_of, lost_zeros
from generator.facts.dates import parse_edtf
from generator.facts.model import EdtfDate
from generator.facts.numbers import NumberForm, parse_number
from generator.facts.readers.decode import BYTE_ORDER_MARKS, decode, text_form
from generator.facts.readers.encodings import likely_encoding
from generator.facts.refused import RefusedError
from generator.facts.schema import Place
from generator.facts.tablesetup import LEAVE_OUT, TableSetup
from generator.limits import Limits
from generator.problems import Findings, Severity

_REMARK: Final = re.compile(r"(.*\d)\s*([*†‡°^]+|[(\[]?[^\W\d]{1,3}[)\]]?|[(\[]\d{1,2}[)\]])")
"""A number and what statistical offices write beside it: "12.3 (p)", "80 *", "7 e", "5 [1]"."""
DETECT: Final = "detect"
MOST_TOLD: Final = 100
"""In one file: more of them tell nobody anything, and would be endless in a wrong file."""


def unmended(cell: str, text: str) -> str | None:
    """The text as it was received."""
    return text


@dataclass(slots=True)
class TableFile:
    """What a shape is given: one file, and where its problems go.

    content  the bytes as received.
    stem     name of the file without its ending.
    language of the document: that of texts in the file.
    edition  the date for which the document speaks, else when it was published.
    prepared what the shape read once for all files of its table (``Shape.prepare``).
    trusted  the file is the one whose hash source.toml states.
    known    digests of groups of rows that were read before without a problem.
    areas    areas wanted, ISO alpha-3; None = all. Rows of others need not be read.
    records  how many records the file holds; the shape counts them.
    bad      rows that cannot be used; unsound: the file as a whole cannot.
    named    areas that bad rows name; "" where one names none.
    summary  what the shape remembers of the file for ``together``.
    updated  the day for which the file says that it speaks.
    mend     what is read in place of the text of a cell: declared corrections.
    incomplete  the file is sound and a part of something that is not whole.
    """

    content: bytes
    stem: str
    setup: TableSetup
    place: Place
    language: str = "en"
    edition: EdtfDate | None = None
    prepared: Any = None
    trusted: bool = False
    known: frozenset[str] = frozenset()
    areas: frozenset[str] | None = None
    records: int = 0
    bad: int = 0
    unsound: bool = False
    named: set[str] = field(default_factory=set)
    summary: object = None
    updated: EdtfDate | None = None
    incomplete: bool = False
    encoding: str = "utf-8"
    mend: Callable[[str, str], str | None] = unmended
    areas_known: dict[str, str] = field(default_factory=dict)
    zeros_told: bool = False
    limits: Limits = field(init=False)

    def __post_init__(self) -> None:
        magnitude = self.place.limits.number_magnitude
        self.limits = Limits(number_magnitude=magnitude, number_decimals=self.setup.decimals)

    # ------------------------------------------------------------ what is wrong

    @property
    def lenient(self) -> bool:
        """Whether bad rows are left out and the others used."""
        return self.setup.on_bad_rows == LEAVE_OUT

    def bad_row(
        self, code: str, line: int | None, cell: str | None, area: str = "", /, **values: object
    ) -> None:
        """Tell why a row cannot be used.

        cell  header of the column or name of the cell. area: that of the row when known.
        """
        self.bad += 1
        self.named.add(area)
        if self.bad <= MOST_TOLD:
            severity = Severity.WARNING if self.lenient else Severity.ERROR
            at = None if line is None else (line, 1)
            self.place.note(code, at, cell, values, severity)

    def refuse(self, code: str, line: int | None = None, /, **values: object) -> None:
        """Tell why the file as a whole cannot be used."""
        self.unsound = True
        self.place.note(code, None if line is None else (line, 1), None, values)

    def incomplete_for(self, code: str, /, **values: object) -> None:
        """Tell why the file is a part of something that is not whole."""
        self.incomplete = True
        severity = Severity.WARNING if self.lenient else Severity.ERROR
        self.place.note(code, None, None, values, severity)

    def warn(
        self, code: str, line: int | None = None, cell: str | None = None, /, **values: object
    ) -> None:
        """Tell what an officer should look at."""
        at = None if line is None else (line, 1)
        self.place.note(code, at, cell, values, Severity.WARNING)

    def quiet(self) -> TableFile:
        """The same file for a try whose problems are nobody's concern."""
        return TableFile(b"", self.stem, self.setup, Place(self.place.file, Findings()))

    # ------------------------------------------------------------ values

    def decoded(self, encoding: str) -> str | None:
        """The content as text; None, told, when it is in another encoding.

        encoding  "detect": UTF-8, or what the names of countries in it show; that is told.
        """
        found = None if self._is_utf8(encoding) else likely_encoding(self.content)
        detect = encoding == DETECT
        encoding = "utf-8" if detect else encoding
        if found is not None:
            line, byte = self._first_bad_byte()
            values = {"encoding": found[0], "word": found[1]}
            if not detect:
                self.refuse("not-utf8-likely", line, byte=byte, **values)
                return None
            self.place.note("table-encoding-found", (line, 1), None, values, Severity.WARNING)
            encoding = found[0]
        self.encoding = encoding
        text = decode(self.content, self.place.file, self.place.findings, encoding)
        if text is None:
            self.unsound = True
        return text

    def _is_utf8(self, encoding: str) -> bool:
        """Whether the content is read as what it was said to be, as far as that can fail."""
        if encoding not in ("utf-8", DETECT) or self.content[:2] in BYTE_ORDER_MARKS:
            return True
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def _first_bad_byte(self) -> tuple[int, str]:
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            return line, f"0x{self.content[error.start]:02X}"
        return 1, ""

    def bytes_of(self, text: str, start: int, end: int) -> tuple[int, int]:
        """From and up to which byte of the content a part of its text stands."""
        encoding, mark = text_form(self.content, self.encoding)
        before = len(mark) + len(text[:start].encode(encoding))
        return before, before + len(text[start:end].encode(encoding))

    def wanted(self, area: str) -> bool:
        """Whether rows of that area need to be read."""
        return self.areas is None or area in self.areas

    def area(self, text: str, line: int = 0, cell: str = "") -> str | None:
        """The ISO code of an area; None for one that source.toml leaves out.

        line, cell  where it stands: a code that lost its zeros is told once for the file.

        Raises ``RefusedError`` when the text is no code of the table's code system.
        """
        if text in self.setup.leave_out:
            return None
        system = self.setup.code_system
        found = self.areas_known.get(text)
        if found is None:
            found = self.areas_known[text] = iso3_of(text, system)
            if lost_zeros(text, system) and not self.zeros_told:
                self.zeros_told = True
                self.warn("table-zeros-lost", line or None, cell or None, value=text, area=found)
        return found

    def period(self, text: str) -> EdtfDate:
        """The period of a value. Raises ``RefusedError``."""
        return parse_edtf(text)

    def number(self, text: str, form: NumberForm) -> Decimal:
        """A number as the table writes them. Raises ``RefusedError``."""
        try:
            return parse_number(text, form, self.limits)
        except RefusedError as error:
            if error.code != "number-form":
                raise
            if any(char.isnumeric() for char in text):
                raise self._remark(text, form) or error from None
            raise RefusedError("table-word", value=codes.shortened(text.strip())) from None

    def _remark(self, text: str, form: NumberForm) -> RefusedError | None:
        """The problem of a number with a mark such as "(p)" or "*" beside it; None for others."""
        found = _REMARK.fullmatch(text.strip())
        if found is None:
            return None
        try:
            parse_number(found[1], form, self.limits)
        except RefusedError:
            return None
        values = {"value": codes.shortened(text.strip()), "remark": found[2]}
        return RefusedError("number-remark", **values)
