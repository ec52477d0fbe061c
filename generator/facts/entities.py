"""What facts speak about and what editors note: organisations, people, terms, areas,
relations, rulings, notes. One function per kind of record; each reads one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from generator.facts import codes
from generator.facts.model import (
    Area,
    Basis,
    CountryNames,
    EditorNote,
    Organisation,
    Person,
    Relation,
    RelationType,
    Ruling,
    Term,
    Validity,
)
from generator.facts.readers.tree import Scalar, Table
from generator.facts.schema import Fields, Place
from generator.facts.text import is_plain

Record: TypeAlias = (
    Area | CountryNames | Organisation | Person | Term | Relation | Ruling | EditorNote
)
Languages: TypeAlias = tuple[str, ...]

_YES_OR_NO: Final = MappingProxyType({"": False, "false": False, "true": True})

GENDERS: Final = ("f", "m", "unknown")
NAME_STATES: Final = ("in_source", "attested", "transliteration_unverified", "not_named")
SCRIPTS: Final = ("latin", "ar")
ORGANISATION_KINDS: Final = (
    "government",
    "ministry",
    "armed_forces",
    "police",
    "operation",
    "programme",
    "parliament",
    "group",
    "diplomatic_post",
    "coalition",
    "armed_group",
    "international_organisation",
    "un_organ",
    "un_mechanism",
    "investigative_body",
    "contact_group",
    "organ",
    "mission",
    "dialogue_process",
    "treaty",
    "media",
    "ngo",
    "statistical_producer",
    "court",
    "company",
    "central_bank",
)


def organisation(table: Table, place: Place, languages: Languages) -> Organisation | None:
    """One entry of ``organisations.yaml``."""
    fields = _fields(table, place)
    record = Organisation(
        id=fields.code("id", codes.ID, "id", required=True) or "",
        kind=fields.word("kind", ORGANISATION_KINDS, required=True) or "",
        name=fields.wordings("name", languages, required=True),
        country=fields.code("country", codes.AREA, "area"),
        parent=fields.code("parent", codes.ID, "id"),
        validity=_validity(fields),
        closed_note=fields.text("closed_note"),
    )
    return record if fields.finish() else None


def person(table: Table, place: Place, languages: Languages) -> Person | None:
    """One entry of ``people.yaml``."""
    fields = _fields(table, place)
    record = Person(
        id=fields.code("id", codes.ID, "id", required=True) or "",
        name=fields.wordings("name", SCRIPTS),
        gender=fields.word("gender", GENDERS, required=True) or "unknown",
        title=fields.wordings("title", languages, required=True),
        name_status=_name_states(fields),
        variants=_texts(fields, "variants"),
        vulnerable=fields.boolean("vulnerable"),
        note=fields.text("note"),
        pronunciation=fields.wordings("pronunciation", languages),
        address=fields.wordings("address", languages),
        languages=fields.codes("languages", codes.LANGUAGE, "language"),
    )
    return record if fields.finish() else None


def term(table: Table, place: Place, languages: Languages) -> Term | None:
    """One entry of ``terms.yaml``: forms per language, the first is the default."""
    fields = _fields(table, place)
    term_id = fields.code("id", codes.ID, "id", required=True) or ""
    forms_table = fields.table_of("forms", required=True)
    forms: dict[str, tuple[str, ...]] = {}
    if forms_table is not None:
        for language in languages:
            found = _texts(forms_table, language)
            if found:
                forms[language] = found
        fields.sound = forms_table.finish() and fields.sound
    record = Term(
        id=term_id,
        forms=MappingProxyType(forms),
        contested=fields.boolean("contested"),
        note=fields.text("note"),
        related=_related(fields, forms),
        interchangeable=fields.boolean("interchangeable", default=True),
        countries=fields.codes("countries", codes.AREA, "area"),
    )
    return record if fields.finish() else None


def _related(
    fields: Fields, forms: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Derived words by language and form; every form of a language has as many."""
    table = fields.table_of("related")
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for language, known in forms.items() if table is not None else ():
        inner = table.table_of(language) if table is not None else None
        if inner is None:
            continue
        words = {form: _texts(inner, form) for form in known if form in inner}
        counts = {form: len(some) for form, some in words.items()}
        if len(set(counts.values())) > 1:
            told = ", ".join(f"{form}: {count}" for form, count in counts.items())
            inner.refuse("term-related-uneven", next(iter(counts)), counts=told)
        found[language] = MappingProxyType(words)
        fields.sound = inner.finish() and fields.sound
    if table is not None:
        fields.sound = table.finish() and fields.sound
    return MappingProxyType(found)


def relation(table: Table, place: Place, languages: Languages) -> Relation | None:
    """One entry of ``relations.yaml``: what an editor has noted between facts."""
    fields = _fields(table, place)
    record = Relation(
        id=fields.code("id", codes.ID, "id", required=True) or "",
        type=fields.choice("type", RelationType, required=True) or RelationType.CLARIFY,
        facts=fields.codes("facts", codes.ID, "id", required=True),
        statement=fields.text("statement", required=True) or "",
        rule=fields.text("rule") or "",
    )
    return record if fields.finish() else None


def ruling(table: Table, place: Place, languages: Languages) -> Ruling | None:
    """One entry of ``rulings.yaml``: who decided what about a conflict, when and why."""
    fields = _fields(table, place)
    record_id = fields.code("id", codes.ID, "id", required=True) or ""
    prefers = fields.code("prefers", codes.ID, "id", required=True) or ""
    over = fields.codes("over", codes.ID, "id")
    by = fields.text("by", required=True) or ""
    on = fields.day("on", required=True)
    reason = fields.text("reason", required=True) or ""
    agreed = fields.date("agreed")
    if not fields.finish() or on is None:
        return None
    return Ruling(record_id, prefers, over, by, on, reason, agreed)


def editor_note(table: Table, place: Place, languages: Languages) -> EditorNote | None:
    """One entry of ``notes.yaml``: found outside the source, for editors only."""
    fields = _fields(table, place)
    record = EditorNote(
        id=fields.code("id", codes.ID, "id", required=True) or "",
        facts=fields.codes("facts", codes.ID, "id", required=True),
        finding=fields.text("finding", required=True) or "",
        url=fields.code("url", codes.URL, "url"),
    )
    return record if fields.finish() else None


def area(table: Table, place: Place, languages: Languages) -> Area | None:
    """One row of ``areas.csv``, as a table of its columns."""
    quick = _plain_area(table, languages)
    if quick is not None:
        return quick
    fields = _fields(table, place)
    record = Area(
        id=fields.code("id", codes.AREA, "area", required=True) or "",
        name=_columns(fields, "name", languages),
        formal_name=_columns(fields, "formal", languages),
        capital=_columns(fields, "capital", languages),
        alpha2=fields.code("alpha2", codes.ALPHA2, "alpha2"),
        note=fields.text("note"),
        contested=_YES_OR_NO[fields.word("contested", ("true", "false")) or ""],
        contested_capital=_YES_OR_NO[fields.word("contested_capital", ("true", "false")) or ""],
    )
    if not record.name:
        fields.refuse("field-missing", "name", table)
    return record if fields.finish() else None


def _plain_area(table: Table, languages: Languages) -> Area | None:
    """The area of a row that is sound at first sight; there are hundreds of them."""
    cells = {
        header: node.text for header, node in table.entries.items() if isinstance(node, Scalar)
    }
    area_id, alpha2 = cells.pop("id", ""), cells.pop("alpha2", None)
    note, contested = cells.pop("note", None), cells.pop("contested", "")
    contested_capital = cells.pop("contested_capital", "")
    named: dict[str, dict[str, str]] = {"name": {}, "formal": {}, "capital": {}}
    for header, text in cells.items():
        column, _, language = header.partition("_")
        if column not in named or language not in languages:
            return None
        named[column][language] = text
    sound = bool(codes.AREA.fullmatch(area_id)) and (
        alpha2 is None or bool(codes.ALPHA2.fullmatch(alpha2))
    )
    if (
        contested not in _YES_OR_NO
        or contested_capital not in _YES_OR_NO
        or not sound
        or not named["name"]
        or not all(map(is_plain, (*cells.values(), note or "")))
    ):
        return None
    names = {column: MappingProxyType(texts) for column, texts in named.items()}
    return Area(
        area_id,
        names["name"],
        names["formal"],
        names["capital"],
        alpha2,
        note,
        _YES_OR_NO[contested],
        _YES_OR_NO[contested_capital],
    )


READERS: Final[Mapping[str, Callable[[Table, Place, Languages], Record | None]]] = MappingProxyType(
    {
        "organisations.yaml": organisation,
        "people.yaml": person,
        "terms.yaml": term,
        "relations.yaml": relation,
        "rulings.yaml": ruling,
        "notes.yaml": editor_note,
    }
)
"""Reader of the records in each file of that name, in any source."""


def _fields(table: Table, place: Place) -> Fields:
    node = table.entries.get("id")
    record = node.text if isinstance(node, Scalar) and len(node.text) <= 64 else None
    return Fields(table, place.of(record))


def _validity(fields: Fields) -> Validity:
    period = fields.period("valid")
    basis = fields.choice("valid_basis", Basis)
    return Validity() if period is None else Validity(period, basis or Basis.STATED)


def _name_states(fields: Fields) -> Mapping[str, str]:
    inner = fields.table_of("name_status")
    if inner is None:
        return MappingProxyType({})
    found = {script: inner.word(script, NAME_STATES) for script in SCRIPTS}
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({script: state for script, state in found.items() if state})


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    found = []
    for item in fields.items(name):
        if isinstance(item, Scalar):
            text = fields.cleaned(name, item)
            if text is not None:
                found.append(text)
        else:
            fields.refuse("field-type", name, item, expected="a text", is_now="a group of fields")
    return tuple(found)


def _columns(fields: Fields, name: str, languages: Languages) -> Mapping[str, str]:
    found = {}
    for language in languages:
        column = f"{name}_{language}"
        text = fields.text(column)
        if text is not None:
            found[language] = text
    return MappingProxyType(found)
