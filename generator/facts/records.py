"""One record of a facts file as a ``Fact``: every field typed, every mistake placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from generator.facts import codes
from generator.facts.discreet import is_open
from generator.facts.model import (
    Basis,
    Confidence,
    Fact,
    Kind,
    LocalText,
    Moment,
    Origin,
    Period,
    Qualifier,
    Quantity,
    Staleness,
    Stance,
    TextState,
    Validity,
)
from generator.facts.parts import part_of
from generator.facts.pictures import image
from generator.facts.readers.tree import Node, Scalar, Sequence, Table
from generator.facts.schema import Fields, Place
from generator.facts.sourcefile import SourceFile
from generator.facts.units import CURRENCY_WORDS, MONEY, UNITS
from generator.problems import Severity

PLURAL_FORMS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
DEFAULTS: Final = (
    "document",
    "kind",
    "countries",
    "organisations",
    "people",
    "asserted_by",
    "stance",
    "confidence",
    "staleness",
    "marking",
    "disclosable",
    "as_of",
    "as_of_basis",
    "valid",
    "valid_basis",
    "tags",
    "original",
    "part_of",
)
"""Fields that a facts file may state once for all its records, under ``defaults``."""

FIELDS: Final = frozenset(DEFAULTS) | frozenset(
    [
        "id",
        "text",
        "past",
        "name",
        "locator",
        "indicator",
        "subject",
        "value",
        "minimum",
        "maximum",
        "unit",
        "qualifier",
        "currency",
        "currency_word",
        "price_base",
        "decimals",
        "date",
        "period",
        "fiscal",
        "relative",
        "date_basis",
        "review_by",
        "supersedes",
        "superseded_by",
        "conflicts_with",
        "confirms",
        "closes",
        "derived",
        "duration",
        "incomplete",
        "note",
        "cleared_by",
        "cleared_on",
        "image",
    ]
)
"""Every field of a fact."""

NO_MARKING: Final = "?"
"""Stands for a marking that is missing: no scheme has it, so it counts as the highest."""

_STATEMENT_STANCES: Final = frozenset({Stance.ALLEGED, Stance.REQUESTED})


def countries_named(table: Table, defaults: Table | None) -> frozenset[str]:
    """The countries that a record names, sound or not."""
    inherited = defaults.entries.get("countries") if defaults else None
    node = table.entries.get("countries", inherited)
    items = node.items if isinstance(node, Sequence) else ()
    texts = (item.text for item in items if isinstance(item, Scalar))
    return frozenset(text for text in texts if codes.AREA.fullmatch(text))


class FactReader:
    """Reads the records of one facts file.

    levels  marking levels of the house, lowest first; () when they are not known here.
    """

    def __init__(self, source: SourceFile, place: Place, levels: tuple[str, ...] = ()) -> None:
        self.source = source
        self.place = place
        self.levels = levels

    def fact(self, table: Table, defaults: Table | None = None) -> Fact | None:
        """The fact of one record, without its version; None when a mistake spoils it."""
        fields = self._fields(table, defaults)
        fact_id = fields.code("id", codes.ID, "id", required=True)
        document = fields.word("document", self.source.source.origins)
        origin = self.source.document(document)
        if origin is None and document is None and "document" not in fields:
            known = ", ".join(self.source.source.origins) or "—"
            fields.refuse("document-missing", "document", known=known)
        marking = self._marking(fields, origin)
        own_as_of = fields.date("as_of")
        basis = fields.choice("as_of_basis", Basis)
        original = self._original(fields, origin)
        texts = self._texts(fields, original)
        name = fields.wordings("name", self.source.languages)
        quantity = _quantity(fields)
        moment = _moment(fields)
        stance = fields.choice("stance", Stance) or Stance.ASSERTED
        asserted_by = fields.code("asserted_by", codes.ID, "id")
        if stance in _STATEMENT_STANCES and asserted_by is None:
            fields.refuse("claimant-missing", "asserted_by", stance=stance.value)
        kind = fields.choice("kind", Kind, required=True)
        countries = fields.codes("countries", codes.AREA, "area", required=True)
        if not texts and not name and not _was_given(fields.table, "text"):
            fields.refuse("field-missing", "text", fields.table)
        as_of = own_as_of or (origin.as_of if origin else None)
        if as_of is None and "as_of" not in fields and origin is not None:
            fields.refuse("as-of-missing", "as_of", document=origin.document)
        if fact_id is None or kind is None or origin is None:
            self._rest(fields)
            fields.finish()
            return None
        fact = Fact(
            id=fact_id,
            kind=kind,
            countries=countries,
            text=texts,
            origin=origin,
            marking=marking,
            name=name,
            quantity=quantity,
            moment=moment,
            as_of=as_of,
            as_of_basis=basis or (Basis.STATED if own_as_of else origin.as_of_basis),
            stance=stance,
            asserted_by=asserted_by,
            original_language=original if original in texts else next(iter(texts), None),
            file=self.place.file,
            line=table.line,
            **self._rest(fields),
        )
        return fact if fields.finish() else None

    def _fields(self, table: Table, defaults: Table | None) -> Fields:
        inherited: frozenset[str] = frozenset()
        if defaults is not None:
            inherited = frozenset(defaults.entries) - frozenset(table.entries)
            entries = {**defaults.entries, **table.entries}
            table = Table(entries, table.keys, table.line, table.column)
        node = table.entries.get("id")
        record = None
        if isinstance(node, Scalar) and codes.ID.fullmatch(node.text):
            record = node.text
        place = self.place.of(record, quote=self._may_quote(table))
        return Fields(table, place, inherited=inherited)

    def _may_quote(self, table: Table) -> bool:
        """Whether messages may repeat values: only when the record is surely open."""
        node = table.entries.get("marking")
        if node is None:
            strange = (name for name in table.keys if name not in FIELDS)
            if any(codes.near(name, ("marking",)) for name in strange):
                return False
            document = table.entries.get("document")
            name = document.text if isinstance(document, Scalar) else None
            origin = self.source.document(name)
            marking = origin.marking if origin else self.source.source.marking
        else:
            marking = node.text if isinstance(node, Scalar) else ""
        return is_open(marking, self.levels)

    def _marking(self, fields: Fields, origin: Origin | None) -> str:
        own = fields.text("marking")
        if "marking" in fields:
            marking = own or NO_MARKING
        else:
            marking = (origin.marking if origin else "") or self.source.source.marking
            if not marking:
                fields.refuse("marking-missing", "marking", severity=Severity.ERROR)
                return NO_MARKING
        if self.levels and marking not in self.levels and marking != NO_MARKING:
            near = codes.near(marking, self.levels)
            code = "marking-near" if near else "marking-unknown"
            fields.refuse(
                code, "marking", level=marking, suggestion=near, known=", ".join(self.levels)
            )
        return marking

    def _original(self, fields: Fields, origin: Origin | None) -> str | None:
        """Language in which the wording was first written."""
        own = fields.code("original", codes.LANGUAGE, "language")
        return own or self.source.original or (origin.language if origin else None)

    def _texts(self, fields: Fields, original: str | None) -> Mapping[str, LocalText]:
        languages = self.source.languages
        table = fields.table_of("text")
        same = _is_same(fields.node("past"))
        past = {} if same else self._past(fields)
        if table is None:
            return MappingProxyType({})
        texts: dict[str, LocalText] = {}
        for language in languages:
            if language not in table:
                table.asked[language] = None
                continue
            state = TextState.ORIGINAL if language == original else self.source.state
            found = _local_text(table, language, state, past.get(language))
            if found is not None:
                texts[language] = replace(found, past=found.forms) if same else found
        fields.sound = table.finish() and fields.sound
        for language in past.keys() - texts.keys():
            fields.refuse("past-without-text", "past", language=language)
        return MappingProxyType(texts)

    def _past(self, fields: Fields) -> dict[str, Mapping[str, str]]:
        table = fields.table_of("past")
        if table is None:
            return {}
        found = {}
        for language in self.source.languages:
            forms = _forms(table, language)
            if forms is not None:
                found[language] = forms
        fields.sound = table.finish() and fields.sound
        return found

    def _rest(self, fields: Fields) -> dict[str, Any]:
        cleared_by = fields.text("cleared_by")
        cleared_on = fields.day("cleared_on")
        if cleared_on is not None and cleared_by is None:
            fields.refuse("field-missing", "cleared_by", fields.table)
        return {
            "locator": fields.text("locator"),
            "indicator": fields.code("indicator", codes.INDICATOR, "indicator"),
            "subject_key": fields.code("subject", codes.ID, "id"),
            "organisations": fields.codes("organisations", codes.ID, "id"),
            "people": fields.codes("people", codes.ID, "id"),
            "validity": _validity(fields),
            "confidence": fields.choice("confidence", Confidence) or Confidence.HIGH,
            "disclosable": fields.boolean("disclosable", default=True),
            "staleness": fields.choice("staleness", Staleness),
            "review_by": fields.day("review_by"),
            "supersedes": fields.codes("supersedes", codes.ID, "id"),
            "superseded_by": fields.codes("superseded_by", codes.ID, "id"),
            "conflicts_with": fields.codes("conflicts_with", codes.ID, "id"),
            "confirms": fields.codes("confirms", codes.ID, "id"),
            "closes": fields.codes("closes", codes.ID, "id"),
            "derived": _derived(fields),
            "incomplete_in_source": fields.boolean("incomplete"),
            "note": fields.text("note"),
            "tags": fields.codes("tags", codes.TAG, "tag"),
            "cleared_by": cleared_by,
            "cleared_on": cleared_on,
            "image": image(fields, self.source.folder, self.source.languages),
            "part_of": part_of(fields),
        }


def _was_given(table: Table, name: str) -> bool:
    """Whether a field holds something: when nothing came of it, that was told already."""
    node = table.entries.get(name)
    return node is not None and not (isinstance(node, Table) and not node.entries)


def _is_same(node: Node | None) -> bool:
    """``past: same`` says that the text is in the past tense already."""
    return isinstance(node, Scalar) and node.text == "same"


def _local_text(
    fields: Fields, language: str, state: TextState, past: Mapping[str, str] | None
) -> LocalText | None:
    """A text is one sentence, or plural forms, or a table of text, state and made_from."""
    node = fields.table.entries[language]
    if not isinstance(node, Table) or PLURAL_FORMS.issuperset(node.entries):
        forms = _forms(fields, language)
        return None if forms is None else LocalText(forms, state, past)
    inner = fields.table_of(language)
    if inner is None:
        return None
    forms = _forms(inner, "text", required=True)
    own = inner.choice("state", TextState)
    made_from = inner.code("made_from", codes.HASH, "hash")
    fields.sound = inner.finish() and fields.sound
    return None if forms is None else LocalText(forms, own or state, past, made_from)


def _forms(fields: Fields, name: str, *, required: bool = False) -> Mapping[str, str] | None:
    node = fields.node(name, required=required)
    if node is None:
        return None
    if not isinstance(node, Table):
        text = fields.text(name)
        return None if text is None else MappingProxyType({"other": text})
    inner = fields.inner(name, node)
    forms = {}
    for form in sorted(PLURAL_FORMS):
        text = inner.text(form, required=form == "other")
        if text is not None:
            forms[form] = text
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(forms) if "other" in forms else None


def _quantity(fields: Fields) -> Quantity | None:
    value = fields.number("value")
    minimum, maximum = fields.number("minimum"), fields.number("maximum")
    unit = fields.word("unit", sorted(UNITS))
    qualifier = fields.choice("qualifier", Qualifier) or Qualifier.EXACT
    currency = fields.code("currency", codes.CURRENCY, "currency")
    word = fields.word("currency_word", CURRENCY_WORDS)
    price_base = fields.text("price_base")
    decimals = fields.integer("decimals")
    given = [n for n in ("value", "minimum", "maximum") if n in fields]
    if not given:
        for name in ("unit", "qualifier", "currency", "currency_word", "price_base", "decimals"):
            if name in fields:
                fields.refuse("value-missing", name)
        return None
    if "unit" not in fields:
        fields.refuse("field-missing", "unit", fields.table)
    if unit == MONEY and "currency" not in fields:
        fields.refuse("currency-missing", "currency", fields.table)
    elif unit != MONEY and "currency" in fields:
        fields.refuse("currency-not-money", "currency", unit=unit or "?")
    if minimum is not None and maximum is not None and minimum > maximum:
        fields.refuse("range-order", "minimum", minimum=minimum, maximum=maximum)
    if unit is None or (value is None and minimum is None and maximum is None):
        return None
    return Quantity(value, unit, minimum, maximum, qualifier, currency, price_base, decimals, word)


def _moment(fields: Fields) -> Moment:
    date, period = fields.date("date"), fields.period("period")
    relative = fields.text("relative")
    basis = fields.choice("date_basis", Basis)
    fiscal = fields.boolean("fiscal")
    if "date" in fields and "period" in fields:
        fields.refuse("date-and-period", "period")
    if fiscal and "period" not in fields:
        fields.refuse("fiscal-without-period", "fiscal")
    if period is not None and fiscal:
        period = Period(period.start, period.end, fiscal=True)
    if relative is not None and basis is None and ("date" in fields or "period" in fields):
        basis = Basis.INFERRED
    return Moment(date, period, relative, basis or Basis.STATED)


def _validity(fields: Fields) -> Validity:
    period = fields.period("valid")
    basis = fields.choice("valid_basis", Basis)
    if period is None:
        if basis is not None and "valid" not in fields:
            fields.refuse("field-missing", "valid", fields.table)
        return Validity()
    return Validity(period, basis or Basis.STATED)


def _derived(fields: Fields) -> Mapping[str, str]:
    how, duration = fields.text("derived"), fields.code("duration", codes.DURATION, "duration")
    found = {"how": how, "duration": duration}
    return MappingProxyType({name: text for name, text in found.items() if text})
