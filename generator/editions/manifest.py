"""What an edition was made from: ``manifest.json``, written last into its folder.

The manifest vouches for the documents by their SHA-256, and for itself by its seal, the
SHA-256 of its own canonical text without the seal. It holds no time, path or name of a
machine: two builds of the same things on one day give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from generator.editions.plain import NotPlainError, digest, from_plain, readable, to_plain
from generator.problems import Problem, Severity, Where
from generator.records import dataclass

MANIFEST_FILE: Final = "manifest.json"
FORMAT: Final = 1
_KEPT: Final = 8

AsOfRule = Literal["stated", "today"]


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OriginUsed:
    """The document a printed fact was taken from; dates are EDTF text, "" when unknown."""

    source: str
    document: str
    title: Mapping[str, str]
    producer: str = ""
    as_of: str = ""
    published: str = ""
    retrieved: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class PlaceUsed:
    """Where a fact stood in the sources: the file within the workspace, line and cell.

    sha256  of the file as it was read; "" where its own record says what it was.
    """

    file: str
    line: int = 0
    cell: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that the documents depend on, as it was when they were made.

    version    SHA-256 of the fact's whole content.
    text       its statement, per language of the edition that it has.
    value      its number, exactly: value, minimum, maximum, unit, currency, qualifier.
    dates      date, from, to, as_of as EDTF text, as far as it has them.
    freshness  "fresh", "due", "stale" or "expired" on the edition's day; age in days.
    printed    languages in which it was printed.
    whole      the fact as it was chosen, without notes of editors, as canonical JSON; "" in
               editions of older programs. Read by ``generator.build.stored``.
    place      where it stood when they were made; None in editions of older programs.
    """

    id: str
    version: str
    kind: str
    origin: OriginUsed
    marking: str
    locator: str = ""
    text: Mapping[str, str] = field(default_factory=_none)
    value: Mapping[str, str] = field(default_factory=_none)
    dates: Mapping[str, str] = field(default_factory=_none)
    freshness: str = ""
    age_days: int | None = None
    printed: tuple[str, ...] = ()
    whole: str = ""
    place: PlaceUsed | None = None


@dataclass(frozen=True, slots=True)
class SourceUsed:
    """A source of which a fact was printed."""

    id: str
    title: Mapping[str, str]
    licence: str
    marking: str


@dataclass(frozen=True, slots=True)
class NameUsed:
    """A person or a body that a printed fact names, as the sources had it, as canonical JSON.

    kind  "person" or "organisation".
    """

    id: str
    kind: str
    whole: str


@dataclass(frozen=True, slots=True)
class TermUsed:
    """A term on which usage differs, as one document printed it.

    document   tag of the document's language; language: that of the words themselves.
    contested  the choice takes a position; decided: the house style made it.
    """

    id: str
    document: str
    language: str
    forms: tuple[str, ...]
    others: tuple[str, ...] = ()
    contested: bool = False
    decided: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextUsed:
    """An officer's own text, as the documents print it.

    original  tag of the language it was first written in.
    text      by tag, what stands in the order; states: "original", "reviewed", "draft" …
    hashes    of each text; made_from: of the original that a translation was made from.
    printed   by language of the edition, the tag of the text that it prints.
    """

    slot: str
    marking: str
    original: str
    text: Mapping[str, str]
    states: Mapping[str, str]
    hashes: Mapping[str, str]
    made_from: Mapping[str, str]
    printed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Something named that the edition was made with, such as a font, and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OrderMade:
    """The order, and how this edition differs from what it asks for.

    sha256     of the order's file.
    asked_languages, asked_formats  what the order asks for; the edition may hold fewer.
    overrides  what was asked otherwise on the command: "as_of", "languages", "formats".
    """

    name: str
    sha256: str
    asked_languages: tuple[str, ...]
    asked_formats: tuple[str, ...]
    overrides: Mapping[str, str] = field(default_factory=_none)

    @property
    def as_ordered(self) -> bool:
        """True when the edition is exactly what the order asks for."""
        return not self.overrides


@dataclass(frozen=True, slots=True)
class DocumentMade:
    """One document of the edition.

    made_from  fingerprint of the document tree and of all that writes it; equal
               fingerprints mean that nothing printed differs (the day of issue apart).
    proof      what was read back in the finished file before it was published: "lines"
               compared with what was composed, "values" with their exact values, "pages"
               of a PDF.
    piece      of a pack: "1" is its first brief alone, "1-A" an annex of it, "" the whole.
    """

    language: str
    format: str
    file: str
    size: int
    sha256: str
    made_from: str
    proof: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    piece: str = ""


@dataclass(frozen=True, slots=True)
class BriefUsed:
    """A brief of a pack: its order, as it was when the pack was made. sha256: of its file."""

    order: str
    sha256: str
    number: str
    subjects: tuple[str, ...]
    template: Part


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states that a change note compares.

    edition  its number, None of a day; as_of: the day it speaks for; seal: SHA-256 of the
             facts it was read from.
    """

    edition: int | None
    as_of: dt.date
    seal: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a document tells the changes of: an order, from one state of it to another."""

    order: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class TableMade:
    """A file with all rows of a table that its documents print in part.

    rows       how many there are; printed: how many of them stand in the documents.
    separator  between cells; decimal: the decimal mark of the exact numbers.
    """

    language: str
    file: str
    size: int
    sha256: str
    rows: int
    printed: int
    separator: str
    decimal: str


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """What the officer was told when the edition was made (a ``Problem``, as plain values)."""

    code: str
    severity: str
    values: Mapping[str, str] = field(default_factory=_none)
    file: str | None = None
    line: int | None = None
    record: str | None = None
    place: str | None = None

    @classmethod
    def of(cls, problem: Problem) -> NoticeGiven:
        """A problem as it is kept."""
        where, values = problem.where, dict(problem.values)
        severity = problem.severity.value
        return cls(
            problem.code, severity, values, where.file, where.line, where.record, where.field
        )

    @property
    def problem(self) -> Problem:
        """The problem that was kept."""
        where = Where(self.file, self.line, None, self.record, self.place)
        return Problem(self.code, where, self.values, Severity(self.severity))


@dataclass(frozen=True, slots=True)
class Shortened:
    """That documents were made shorter than their whole form, to keep to their pages.

    piece     "" is the whole, "1" of a pack its first brief.
    step      which of the template's shorter forms; language: one that was too long in the
              form before.
    """

    piece: str
    step: int
    language: str


@dataclass(frozen=True, slots=True)
class GateUsed:
    """Why an edition is a draft although a final one was ordered.

    kind   "stale", "expired", "conflicting" or "untranslated".
    facts  ids of the facts of that kind.
    """

    kind: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything an edition was made from. See ``docs/orders-and-editions.md`` for each field."""

    order: OrderMade
    edition: int
    number: str
    subject: str
    issued: dt.date
    as_of: dt.date
    as_of_rule: str
    status: str
    marking: str
    ceiling: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    documents: tuple[DocumentMade, ...]
    facts: tuple[FactUsed, ...]
    sources: tuple[SourceUsed, ...]
    template: Part
    house: Part
    fonts: tuple[Part, ...]
    locale_data: Mapping[str, str]
    program: Mapping[str, str]
    libraries: Mapping[str, str]
    notices: tuple[NoticeGiven, ...]
    inputs: str
    fingerprint: str
    format: int = FORMAT
    terms: tuple[TermUsed, ...] = ()
    subjects: tuple[str, ...] = ()
    """Every country, of an edition about several; ``subject`` is the first of them."""
    texts: tuple[TextUsed, ...] = ()
    briefs: tuple[BriefUsed, ...] = ()
    tables: tuple[TableMade, ...] = ()
    names: tuple[NameUsed, ...] = ()
    compared: Compared | None = None
    gate: tuple[GateUsed, ...] = ()
    """What made a draft of a final edition."""
    known_on: dt.date | None = None
    """The day of which only what was known then may print; None: all that was on record."""

    @property
    def files(self) -> tuple[DocumentMade | TableMade, ...]:
        """Every file of the edition but the manifest itself."""
        return (*self.documents, *self.tables)

    audience: str = ""
    """For whom, where the order has editions for several audiences."""
    above_ceiling: int = 0
    """How many facts and texts lie above the ceiling and were left out; never which."""
    shortened: tuple[Shortened, ...] = ()
    """What of it was made shorter than its whole form, to keep to its pages."""
    snapshot: str = ""
    """Name of what it was made from, as it is kept (``generator.editions.objects``)."""

    def document(self, language: str, format_name: str, piece: str = "") -> DocumentMade | None:
        """The document in that language and format, or None."""
        for made in self.documents:
            if (made.language, made.format, made.piece) == (language, format_name, piece):
                return made
        return None


class DamagedManifestError(ValueError):
    """The text is not a sound manifest; the message says why."""


def write_manifest(manifest: Manifest) -> bytes:
    """The bytes of ``manifest.json``: readable, one order of keys, sealed."""
    plain = to_plain(manifest)
    sealed = {**plain, "seal": digest(plain)}
    return readable(sealed).encode("utf-8", "surrogatepass") + b"\n"


@lru_cache(maxsize=_KEPT)
def read_manifest(data: bytes) -> Manifest:
    """The manifest of those bytes. Raises ``DamagedManifestError``.

    The making of one edition asks for that of the last one again and again.
    """
    try:
        plain = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DamagedManifestError("it is not complete JSON") from error
    if not isinstance(plain, dict):
        raise DamagedManifestError("it is not a table")
    seal = plain.pop("seal", None)
    if plain.get("format") != FORMAT:
        raise DamagedManifestError(f"it has the format {plain.get('format')!r}, not {FORMAT}")
    if seal != digest(plain):
        raise DamagedManifestError("it was changed after it was written")
    try:
        return from_plain(Manifest, plain)
    except NotPlainError as error:
        raise DamagedManifestError(str(error)) from error


def edition_fingerprint(documents: tuple[DocumentMade, ...]) -> str:
    """One fingerprint for all documents of an edition, in any order."""
    return digest(sorted([d.language, d.format, d.made_from] for d in documents))
