"""Names of countries, codes and currencies in the columns of a grid: ``[tables.names]``.

A ministry's table of official names has a row for each country and a column for each form and
language. What a column holds is stated in ``source.toml``, never found out. A cell becomes
texts of facts; codes are compared with those that the program knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.facts import codes
from generator.facts.areacodes import codes_of
from generator.facts.indicators import Indicator
from generator.facts.model import TextState
from generator.facts.readers.tree import Scalar
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields
from generator.facts.text import clean_text

if TYPE_CHECKING:
    from generator.facts.tablefile import TableFile

FORMS: Final = ("short", "formal", "capital", "in", "of")
"""Forms of a name: "Iraq", "Republic of Iraq", "Baghdad", "en Irak", "de l’Irak"."""
CODES: Final = ("iso2", "m49", "gec", "unhcr", "currency", "currency_number")
NAME: Final = "country.name"
CODE: Final = "country.code"
MOST_LETTERS: Final = 200
_APART: Final = re.compile(r"[\s,;/|]+")
_NUMBERS: Final = frozenset({"m49", "currency_number"})
_BRACKETED: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class NameColumn:
    """What a column holds.

    code      of the indicator: "country.name.short.fr", "country.code.currency".
    form      one of ``FORMS``, or of ``CODES`` where ``language`` is "".
    articles  that the table writes before a name, or in brackets behind it: they are left out.
    """

    code: str
    form: str
    language: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What ``[tables.names]`` and ``[tables.codes]`` say: what stands under which header.

    state  of the texts; names that are no more than drafts serve no document.
    """

    headers: Mapping[str, NameColumn]
    state: TextState = TextState.ORIGINAL


def read_naming(fields: Fields) -> Naming | None:
    """The names that a grid holds; None for one that holds numbers."""
    names, held = fields.table_of("names"), fields.table_of("codes")
    if names is None and held is None:
        return None
    found: dict[str, NameColumn] = {}
    state = None
    if names is not None:
        state = names.choice("state", TextState)
        articles = _articles(names)
        for form in FORMS:
            _forms(names, form, articles, found)
        fields.sound = names.finish() and fields.sound
    if held is not None:
        for system in CODES:
            header = held.text(system)
            if header is not None:
                _add(found, header, NameColumn(f"{CODE}.{system}", system), held, system)
        fields.sound = held.finish() and fields.sound
    if not found and fields.sound:
        fields.refuse("names-none", "names" if names is not None else "codes")
    return Naming(MappingProxyType(found), state or TextState.ORIGINAL)


def _forms(
    names: Fields, form: str, articles: Mapping[str, tuple[str, ...]], found: dict[str, NameColumn]
) -> None:
    inner = names.table_of(form)
    if inner is None:
        return
    for language in inner.table.entries:
        header = inner.text(language)
        try:
            codes.check_code(language, codes.LANGUAGE, "language")
        except RefusedError as error:
            inner.refused(error, language)
            continue
        if header is not None:
            code = f"{NAME}.{form}.{language}"
            column = NameColumn(code, form, language, articles.get(language, ()))
            _add(found, header, column, inner, language)
    names.sound = inner.finish() and names.sound


def _add(
    found: dict[str, NameColumn], header: str, column: NameColumn, fields: Fields, name: str
) -> None:
    if header in found:
        fields.refuse("names-column-twice", name, header=header)
    found[header] = column


def _articles(names: Fields) -> Mapping[str, tuple[str, ...]]:
    inner = names.table_of("articles")
    if inner is None:
        return {}
    found = {}
    for language in inner.table.entries:
        items = (item.text for item in inner.items(language) if isinstance(item, Scalar))
        found[language] = tuple(sorted(items, key=len, reverse=True))
    names.sound = inner.finish() and names.sound
    return found


# ------------------------------------------------------------ cells


def texts_of(
    cell: str, column: NameColumn, area: str, file: TableFile, at: tuple[int, str]
) -> Iterator[str]:
    """The texts of a cell: one name, or one code, or several currencies.

    at  its line, and its name for messages. Raises ``RefusedError``.
    """
    if column.language:
        yield _name(cell, column, file, at)
        return
    parts = _APART.split(cell.strip()) if column.form.startswith("currency") else [cell.strip()]
    for part in dict.fromkeys(parts):
        yield _code(part, column.form, area, file, at)


def _name(cell: str, column: NameColumn, file: TableFile, at: tuple[int, str]) -> str:
    cleaned = clean_text(cell.strip(), file.place.limits)
    for code, values in cleaned.remarks:
        file.warn(code, *at, **values)
    text = cleaned.text
    if len(text) > MOST_LETTERS or "\n" in text or "\t" in text:
        raise RefusedError("name-form", limit=MOST_LETTERS)
    return without_article(text, column.articles)


def without_article(name: str, articles: tuple[str, ...]) -> str:
    """A name without the article that its table writes with it.

    >>> without_article("Afghanistan (l')", ("l'", "la")), without_article("la France", ("la",))
    ('Afghanistan', 'France')
    >>> without_article("Congo (Brazzaville)", ("le",))
    'Congo (Brazzaville)'
    """
    bracketed = _BRACKETED.fullmatch(name)
    if bracketed and _straight(bracketed.group(2)) in map(_straight, articles):
        return bracketed.group(1)
    for article in articles:
        before = article if article[-1:] in "'’" else f"{article} "
        if _straight(name).startswith(_straight(before)) and len(name) > len(before):
            return name[len(before) :].lstrip()
    return name


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _code(text: str, system: str, area: str, file: TableFile, at: tuple[int, str]) -> str:
    if system in _NUMBERS:
        full = text.zfill(3)
        if not re.fullmatch(r"[0-9]{3}", full):
            raise RefusedError("name-code-form", value=codes.shortened(text), system=system)
        if full != text and not file.zeros_told:
            file.zeros_told = True
            file.warn("table-zeros-lost", *at, value=text, area=area)
        text = full
    elif system == "currency":
        return codes.check_code(text, codes.CURRENCY, "currency")
    elif not re.fullmatch(r"[A-Z]{2,3}", text):
        raise RefusedError("name-code-form", value=codes.shortened(text), system=system)
    known = codes_of(area).get(system, "")
    if known and known != text:
        file.warn("table-code-differs", *at, value=text, system=system, area=area, known=known)
    return text


# ------------------------------------------------------------ what they are


def naming_indicators(naming: Naming) -> Mapping[str, Indicator]:
    """What the columns hold, as indicators: what a fact of a name is called."""
    found = {}
    for column in naming.headers.values():
        about = _titles().get(column.code.removesuffix(f".{column.language}"), {})
        found[column.code] = Indicator(column.code, about, "", None, tags=("country_name",))
    return MappingProxyType(found)


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    """By code, what such a column is called in each language."""
    import csv
    from importlib import resources

    text = (resources.files("generator.facts") / "data" / "naming.csv").read_text("utf-8")
    return MappingProxyType(
        {row.pop("code"): MappingProxyType(row) for row in csv.DictReader(text.splitlines())}
    )
