"""Facts, entities and where they come from: frozen values, no reading or writing.

One fact is one self-contained statement about one or more countries. Numbers and dates
are fields; text per language may refer to them by slot (``{value}``, ``{date}``) so
that they are written as readers of each locale expect. Rules about facts live in
``selection``; this module only says what a fact is.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar, Final

from generator.facts.measures import NO_MEASURES, Measures
from generator.records import dataclass

EMPTY: Final[Mapping[str, str]] = MappingProxyType({})


def _empty() -> Mapping[str, str]:
    return EMPTY


class Kind(enum.Enum):
    """What sort of statement a fact makes; decides tense, staleness and where it may stand."""

    POSITION = "position"
    ENGAGEMENT = "engagement"
    EVENT = "event"
    PROGRAMME = "programme"
    PLAN = "plan"
    FIGURE = "figure"
    ALLEGATION = "allegation"
    CONTEXT = "context"
    OFFICE_HOLDER = "office_holder"
    MANDATE = "mandate"
    PARLIAMENTARY = "parliamentary"
    DOCUMENT = "document"
    REQUEST = "request"
    LEGAL_STATUS = "legal_status"
    MEMBERSHIP = "membership"
    COMMITMENT = "commitment"
    POST = "post"
    AGREEMENT = "agreement"
    QUOTE = "quote"
    IMAGE = "image"
    NAME = "name"
    """What a country is called in one language, or its code: never a statement of a brief."""


class Stance(enum.Enum):
    """Who stands behind the statement. All but ASSERTED print with their attribution."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    REQUESTED = "requested"
    DERIVED = "derived"


class Confidence(enum.IntEnum):
    """How sure the compiler of the fact is; higher wins between equals."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class TextState(enum.Enum):
    """State of one language's text."""

    ORIGINAL = "original"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    MACHINE = "machine"
    STALE = "stale"


class Qualifier(enum.Enum):
    """How a number is meant."""

    EXACT = "exact"
    UP_TO = "up_to"
    MORE_THAN = "more_than"
    APPROXIMATELY = "approximately"
    ORDER_OF_MAGNITUDE = "order_of_magnitude"


class Precision(enum.Enum):
    """Precision of a date, as stated by the source (EDTF)."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Basis(enum.Enum):
    """How a date, validity or unit is known."""

    STATED = "stated"
    IMPLIED = "implied"
    INFERRED = "inferred"
    EXTERNAL = "external"
    NOT_STATED = "not_stated"


class Staleness(enum.Enum):
    """How fast a fact ages; limits in days stand in ``selection.staleness``."""

    NEVER = "never"
    ANNUAL = "annual"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    FORTNIGHTLY = "fortnightly"
    AT_TARGET_DATE = "at_target_date"


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date of limited precision (EDTF, ISO 8601-2): the days from ``first`` to ``last``.

    ``2016-06`` has first 2016-06-01, last 2016-06-30 and precision MONTH.
    text is the EDTF form; approximate is EDTF ``~``, uncertain is EDTF ``?``.
    """

    text: str
    first: dt.date
    last: dt.date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Period:
    """From one date to another, both included; None is an open or unknown end.

    fiscal  True when the source counts fiscal years (Canada: 1 April to 31 March).
    """

    start: EdtfDate | None = None
    end: EdtfDate | None = None
    fiscal: bool = False

    @property
    def first(self) -> dt.date | None:
        """First day of the period; None when its start is open or unknown."""
        return self.start.first if self.start else None

    @property
    def last(self) -> dt.date | None:
        """Last day of the period; None when its end is open or unknown."""
        return self.end.last if self.end else None

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a statement holds (not when its event happened)."""

    period: Period = Period()
    basis: Basis = Basis.NOT_STATED


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened or applies.

    Either ``date`` (one date) or ``period`` (a span) or neither.
    relative_text  the source's own wording where it gave no calendar date; basis then
                   says how the date was resolved, once, at entry.
    """

    date: EdtfDate | None = None
    period: Period | None = None
    relative_text: str | None = None
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number, or a range, with its unit; never pre-scaled, never a float.

    value     the number; None when only bounds are known.
    minimum, maximum  bounds; None is open.
    unit      CLDR unit id (``kilometer``), or a counted noun of the catalogues
              (``persons``, ``years``), or ``currency``, or ``percent``.
    currency  ISO 4217 code; ``XXX`` when the source does not say which: the number is
              then withheld from print.
    decimals  digits after the decimal mark that the producer published; None = as value has.

    The OWN_FIELDS stand in each; what is counted, and how, is one for all values of a series.
    """

    OWN_FIELDS: ClassVar[tuple[str, ...]] = ("value", "minimum", "maximum")

    value: Decimal | None
    unit: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    currency: str | None = None
    price_base: str | None = None
    decimals: int | None = None
    currency_word: str | None = None
    """The source's word where the currency is ``XXX`` ("dollars"); drafts show it."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """One language's wording of a statement.

    forms  the sentence; with plural forms when the wording depends on the number: keys
           are CLDR plural categories and ``other`` is always there.
    past   the same for use after the thing has ended (closed bodies, posts, offices).
    made_from  SHA-256 of the original text that a translation was made from.
    before  what the state was before the original changed; None unless the text is stale.
    """

    forms: Mapping[str, str]
    state: TextState = TextState.ORIGINAL
    past: Mapping[str, str] | None = None
    made_from: str | None = None
    before: TextState | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The document a fact was taken from.

    source     id of the folder under ``sources/``; document: id within that source.
    producer   id of the organisation that published it, or None (then producer_name).
    as_of      the date for which the document speaks; published and retrieved differ from it.
    marking    level of facts from this document that carry none of their own.
    """

    source: str
    document: str
    title: Mapping[str, str]
    producer: str | None = None
    producer_name: Mapping[str, str] = field(default_factory=_empty)
    kind: str = "document"
    language: str | None = None
    as_of: EdtfDate | None = None
    as_of_basis: Basis = Basis.NOT_STATED
    published: EdtfDate | None = None
    retrieved: dt.date | None = None
    url: str | None = None
    licence: str | None = None
    note: str | None = None
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Which item of a list a figure is about: Germany, among the export partners of France.

    place   in the list as its producer wrote it, from 1.
    name    as its producer writes it, and in what languages there is a name for it.
    area    the country, where the item is one: its name is then printed as that of any other.
    within  name of the item of which it is a part ("Sunni" within "Muslim"), or "".
    """

    place: int
    name: Mapping[str, str]
    area: str | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Why a fact says something else than its source: a mistake there that is known.

    received  what the source says.
    evidence  where it can be seen that it is wrong.
    file, line  where the correction is declared.
    """

    received: str
    reason: str
    by: str
    on: dt.date
    evidence: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated, sourced, marked statement. Fields follow the fact model in the docs.

    countries  ISO 3166-1 alpha-3; the first is the main subject.
    subject_key  what the fact is about, finer than kind: two facts with one key, kind and
               period but different values disagree (``indicator`` for statistics).
    asserted_by  organisation or person id behind a claim.
    marking    exact level name of the house's list; disclosable False = background only.
    image      of a picture: "credit", "rights", "file" and so on (``facts.pictures``).
    tags       topics (``human_rights``, ``posts``, ``key_message``, ``responsive_line`` …).
    closes     ids of organisations or posts that this event ends, from its date.
    part_of    ids of the events, visits or parliamentary items that this belongs to.
    listed     of one item of a list: which, and its place there. What it has is the quantity;
               a list of mere names has none.
    correction of a value that its source has wrong; the value is then the corrected one.
    confirms   ids of plans that this event fulfils.
    file, line place of the record in the source, for messages.
    cell       place of the value of a statistic within its file, or within the line: the
               header of a column, "Sheet1!C7", a JSON pointer. Its shape finds the bytes.
    version    SHA-256 of the canonical content, without file and line.

    OWN_FIELDS stand in each fact; all others in a tuple that the facts of a series share: a
    million facts of fifty fields would not fit into the memory of a common machine.
    """

    OWN_FIELDS: ClassVar[tuple[str, ...]] = (
        "id",
        "kind",
        "countries",
        "text",
        "origin",
        "indicator",
        "quantity",
        "moment",
        "as_of",
        "listed",
        "note",
        "file",
        "line",
        "cell",
        "version",
    )

    id: str
    kind: Kind
    countries: tuple[str, ...]
    text: Mapping[str, LocalText]
    origin: Origin
    marking: str
    locator: str | None = None
    name: Mapping[str, str] = field(default_factory=_empty)
    indicator: str | None = None
    subject_key: str | None = None
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    quantity: Quantity | None = None
    moment: Moment = Moment()
    validity: Validity = Validity()
    as_of: EdtfDate | None = None
    as_of_basis: Basis = Basis.NOT_STATED
    stance: Stance = Stance.ASSERTED
    asserted_by: str | None = None
    confidence: Confidence = Confidence.HIGH
    disclosable: bool = True
    staleness: Staleness | None = None
    review_by: dt.date | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    derived: Mapping[str, str] = field(default_factory=_empty)
    incomplete_in_source: bool = False
    note: str | None = None
    tags: tuple[str, ...] = ()
    cleared_by: str | None = None
    cleared_on: dt.date | None = None
    original_language: str | None = None
    image: Mapping[str, str] = field(default_factory=_empty)
    part_of: tuple[str, ...] = ()
    correction: Correction | None = None
    listed: Listed | None = None
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    cell: str = field(default="", compare=False)
    version: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Area:
    """A country: ISO 3166-1 alpha-3 id, names per language, variants per language.

    contested  True when its name takes a position: what prints it is reported.
    contested_capital  the same of the name of its capital.
    located, owned  the name with its preposition ("en Irak", "de l’Irak"), where a naming
               source gives it; else the rules of the language make it.
    currencies ISO 4217 codes, where a naming source gives them.
    """

    id: str
    name: Mapping[str, str]
    formal_name: Mapping[str, str] = field(default_factory=_empty)
    capital: Mapping[str, str] = field(default_factory=_empty)
    alpha2: str | None = None
    note: str | None = None
    contested: bool = False
    contested_capital: bool = False
    located: Mapping[str, str] = field(default_factory=_empty)
    owned: Mapping[str, str] = field(default_factory=_empty)
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryNames:
    """What one source calls a country: a house may choose it as its naming source.

    id     the source and the country: "mfa-names/IRQ".
    forms  by form ("short", "formal", "capital", "in", "of"), the texts by language.
    facts  ids of the facts that say so, in their order.
    """

    id: str
    source: str
    area: str
    marking: str
    forms: Mapping[str, Mapping[str, str]]
    currencies: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body, post, operation or treaty. validity ends when it closes."""

    id: str
    kind: str
    name: Mapping[str, str]
    country: str | None = None
    parent: str | None = None
    validity: Validity = Validity()
    closed_note: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person: names per script (``latin``, ``ar``), gender f, m or unknown, title per language.

    name_status  per script: in_source, attested, transliteration_unverified, not_named.
    vulnerable   named in claims: background only unless cleared.
    pronunciation  how the name is spoken, address: how the person is addressed, per language.
    languages    tags of the languages the person speaks.
    """

    id: str
    name: Mapping[str, str]
    gender: str
    title: Mapping[str, str]
    name_status: Mapping[str, str] = field(default_factory=_empty)
    variants: tuple[str, ...] = ()
    vulnerable: bool = False
    note: str | None = None
    pronunciation: Mapping[str, str] = field(default_factory=_empty)
    address: Mapping[str, str] = field(default_factory=_empty)
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word on which houses differ: forms per language, the first is the default.

    contested  True when choosing a form takes a position; official titles are exempt.
    related    by language and form, the words derived from it ("irakien", "irakienne"), in
               one order for all forms: they follow the form the house chooses.
    interchangeable  False when the forms differ in meaning: they are reported, never exchanged.
    countries  the term is one only in briefs on these; () = everywhere.
    """

    id: str
    forms: Mapping[str, tuple[str, ...]]
    contested: bool = False
    note: str | None = None
    related: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    interchangeable: bool = True
    countries: tuple[str, ...] = ()

    def concerns(self, area: str) -> bool:
        """Whether it is a term in a brief on that country."""
        return not self.countries or area in self.countries


class RelationType(enum.Enum):
    """How facts stand to each other."""

    SUPERSEDES = "supersedes"
    CONTRADICTS = "contradicts"
    CONTRADICTS_EXTERNAL = "contradicts_external"
    INTERNAL_INCONSISTENCY = "internal_inconsistency"
    GAP = "gap"
    NEEDS_REVIEW = "needs_review"
    NOT_TO_BE_MERGED = "not_to_be_merged"
    EXPIRED = "expired"
    STALE = "stale"
    TERMINOLOGY = "terminology"
    CLARIFY = "clarify"
    TRANSLATION_DIVERGENCE = "translation_divergence"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Relation:
    """What an editor has noted between facts; printed for editors, never for readers."""

    id: str
    type: RelationType
    facts: tuple[str, ...]
    statement: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An editor's decision on a conflict: which fact prints, who decided, when, why.

    prefers   id of the fact that stands; over: the facts it stands over.
    agreed    the date to print where sources agree only on a coarser one than they give.
    """

    id: str
    prefers: str
    over: tuple[str, ...]
    by: str
    on: dt.date
    reason: str
    agreed: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class EditorNote:
    """Something found outside a source, for editors and never for print."""

    id: str
    facts: tuple[str, ...]
    finding: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One folder under ``sources/``: who publishes it, under which licence and marking.

    files  SHA-256 of each file that was read, by its name within the folder.
    """

    id: str
    title: Mapping[str, str]
    licence: str
    marking: str
    producer: str | None = None
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FactBase:
    """Everything known: the checked content of ``sources/``. Mappings are by id.

    digest   SHA-256 over the versions of all records: equal content gives equal digests.
    refused  by file, the countries that its refused facts name; "" where one names none.
    measures which indicators of different producers measure the same.
    names    what sources call the countries; the house or an order chooses one of the sources.
    """

    facts: Mapping[str, Fact]
    areas: Mapping[str, Area]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    terms: Mapping[str, Term]
    relations: tuple[Relation, ...]
    rulings: tuple[Ruling, ...]
    notes: tuple[EditorNote, ...]
    sources: Mapping[str, Source]
    digest: str
    refused: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    measures: Measures = NO_MEASURES
    names: Mapping[str, CountryNames] = field(default_factory=lambda: MappingProxyType({}))
