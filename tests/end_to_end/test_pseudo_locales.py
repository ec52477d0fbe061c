"""The brief in pseudo-locales: only what is a fact's own stays plain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import html

from generator.facts.model import FactBase
from generator.facts.slots import split
from generator.facts.sources import read_sources
from generator.problems import Findings
from tests.end_to_end.command import briefing
from tests.end_to_end.conftest import Home
from tests.end_to_end.reading import pdf_text, word_text

ORDER = "iraq-country-brief"
LATIN = re.compile("[A-Za-z]+")
# In a PDF a long address goes on in the next line, after a sign that divides its words.
ADDRESS = re.compile(r"https?://(?:\S+[-_/?=&@] )*\S+")
OF_THE_ORDER = (
    "IRQ-CTY-2024-0001",
    "Meeting with the Ministry of Migration and Displaced of Iraq (example)",
    "Baghdad",
    "UNCLASSIFIED",
)


def ordered(copy: Path, *changes: tuple[str, str]) -> None:
    path = copy / "briefings" / f"{ORDER}.toml"
    text = path.read_text("utf-8")
    for old, new in (('["en-CA", "fr-CA", "ar-IQ"]', '["en-XA", "ar-XB"]'), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def plain(text: str) -> str:
    """One form for what printing may change: spaces, apostrophes, line breaks in addresses."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("\u2060", ""))


def own_words(base: FactBase) -> list[str]:
    """What belongs to facts and their sources and has Latin letters, longest first."""
    texts = {plain(text).strip() for text in set(_texts(base)) if LATIN.search(text)}
    return sorted(texts, key=len)[::-1]


def _texts(base: FactBase) -> Iterator[str]:
    yield from OF_THE_ORDER
    for fact in base.facts.values():
        yield from fact.name.values()
        for text in fact.text.values():
            for form in (*text.forms.values(), *(text.past or {}).values()):
                yield from (piece.rstrip(".") for kind, piece in split(form) if kind != "slot")
    for source in base.sources.values():
        for origin in source.origins.values():
            yield from (*origin.title.values(), *origin.producer_name.values())
    for body in base.organisations.values():
        yield from _with_capital(body.name.values())
    for person in base.people.values():
        yield from _with_capital((*person.name.values(), *person.title.values()))
    for term in base.terms.values():
        for forms in term.forms.values():
            yield from forms
    for area in base.areas.values():
        yield from (*area.name.values(), *area.formal_name.values(), *area.capital.values())


def _with_capital(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (text, text[:1].upper() + text[1:])


def left_over(text: str, own: list[str]) -> list[str]:
    """Plain words of a document that are nobody's own."""
    rest = ADDRESS.sub(" ", plain(text))
    for words in own:
        if words in rest:
            whole = rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])"
            rest = re.sub(whole, " · ", rest)
    return LATIN.findall(rest)


@pytest.fixture(scope="module")
def own(home: Home) -> list[str]:
    return own_words(read_sources(home.folder, Findings(), areas=("IRQ",)))


def test_whatever_is_not_a_fact_s_own_is_made_strange(copy: Path, own: list[str]) -> None:
    ordered(copy)
    said = briefing(copy, "build")
    assert (
        said.words.count("is no language but a trial of one: what stays plain English there") == 2
    )
    edition = copy / "briefings" / ORDER / "0002"
    for tag in ("en-XA", "ar-XB"):
        files = {path.suffix: path for path in edition.glob(f"*_{tag}.*")}
        page = html.document_fromstring(files[".html"].read_bytes())
        parts = [*page.iter("title"), *page.iter("body")]
        texts = {
            "html": " ".join(str(text) for part in parts for text in part.itertext()),
            "docx": word_text(files[".docx"]),
            "pdf": pdf_text(files[".pdf"]),
        }
        for form, text in texts.items():
            assert left_over(text, own) == [], (tag, form)
            assert "[" in text


def test_words_that_no_catalogue_holds_are_seen(own: list[str]) -> None:
    assert left_over("[Ķééý] Draft of Ĵûñé 2024, Kathy Bunka", own) == ["Draft", "of"]
    assert left_over("NATO and Iraq launched a high-level political dialogue.", own) == []


def test_a_clean_edition_in_a_pseudo_locale_is_refused(copy: Path) -> None:
    ordered(copy, ('status = "draft" ', 'status = "clean" '))
    said = briefing(copy, "build", status=1)
    assert "“en-XA” is no language but a trial of one, and a clean edition is for readers." in (
        said.words
    )
    assert "Take it out of “languages”, or set “status” to “draft”." in said.words
    assert [path.name for path in sorted((copy / "briefings" / ORDER).glob("0*"))] == ["0001"]
