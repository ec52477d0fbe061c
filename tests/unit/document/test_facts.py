"""The facts of a document as data: what is printed, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.document.facts import facts_json, facts_of, facts_plain, type_of
from generator.document.records import FactRecord, RecordOrigin
from generator.document.tree import Document, Paragraph, Span, Text, Value
from generator.document.walk import printed_facts
from tests.sample_tree import sample

GUIDE = Path(__file__).parents[3] / "docs" / "facts-in-documents.md"
ORIGIN = RecordOrigin(
    "wdi", "wdi-2024", "World Bank", "Indicators", "en", "2023", "2024-07", url="https://x.org"
)
RECORD = FactRecord("figure", "a" * 64, ORIGIN, "percent", "", "exact", "2023", "2023-12-31")


def document(*inlines: Any, **changes: Any) -> Document:
    """A document that prints some inlines and no value beside."""
    told = sample("en")
    quiet = replace(told.furniture, number=(), issued=(), as_of=())
    return replace(
        told, subtitle=(), furniture=quiet, blocks=(Paragraph(inlines),), notes=(), **changes
    )


def facts(given_document: Document) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(facts_json(given_document))["facts"]
    return found


def test_a_value_says_its_exact_form_and_every_text_that_prints_it() -> None:
    told = document(
        Value("4.4%", "prices", "4.4"), Value("4,4", "prices", "4.4"), Value("2023", "p", "2023")
    )
    assert facts(told)[0] == {
        "id": "prices",
        "values": [{"type": "number", "exact": "4.4", "printed": ["4.4%", "4,4"]}],
    }


def test_a_fact_of_which_nothing_is_printed_is_not_there() -> None:
    told = document(Value("1", "open", "1"), records={"secret": RECORD, "open": RECORD})
    told = replace(told, facts={"secret": "b" * 64}, sources={"secret": "From the attic"})
    assert "secret" not in facts_json(told).decode()
    assert "attic" not in facts_json(told).decode()


def test_unit_and_period_go_with_a_printed_number_only() -> None:
    records = {"f": RECORD}
    number = facts(document(Value("1", "f", "1"), records=records))[0]
    date = facts(document(Value("2023", "f", "2023", "time"), records=records))[0]
    assert (number["unit"], number["period"]) == ("percent", "2023")
    assert date.keys() & {"unit", "period", "qualifier"} == set()


def test_dates_and_address_of_an_origin_go_with_its_note() -> None:
    told = document(Value("1", "f", "1"), records={"f": RECORD})
    silent = facts(told)[0]["origin"]
    assert silent == {
        "source": "wdi",
        "document": "wdi-2024",
        "producer": "World Bank",
        "title": "Indicators",
        "title_lang": "en",
    }
    note = replace(sample("en").notes[0], origin="wdi/wdi-2024")
    cited = facts(replace(told, notes=(note,)))[0]["origin"]
    assert (cited["published"], cited["url"]) == ("2024-07", "https://x.org")


def test_a_statement_is_given_as_printed_and_an_as_of_alone_is_none() -> None:
    told = document(
        Span((Text("It closed in "), Value("2025", "a", "2025", "time")), fact="a"),
        Span((Text("as of 2017"),), fact="b", role="as-of"),
    )
    closed, aged = facts(told)
    assert closed["statements"] == ["It closed in 2025"]
    assert aged == {"id": "b"}


def test_types_of_exact_values() -> None:
    forms = {"-3.4": "number", "3/..": "range", "../5": "range", "1/2": "range", "a/b": "text"}
    forms |= {"441-00155": "text", "1/2/3": "text", "": "text", "NaN": "text"}
    assert {exact: type_of(Value("x", "f", exact)) for exact in forms} == forms
    assert type_of(Value("x", "f", "2016/2022", "time")) == "date"


@given(st.lists(st.tuples(st.text("abc", min_size=1, max_size=2), st.text(max_size=4))))
def test_exactly_the_printed_facts_each_once(pairs: list[tuple[str, str]]) -> None:
    told = document(*(Value(text, fact, text) for fact, text in pairs))
    names = [fact.id for fact in facts_of(told)]
    assert sorted(names) == sorted(printed_facts(told))
    printed = {
        (fact.id, text) for fact in facts_of(told) for v in fact.values for text in v.printed
    }
    assert printed >= set(pairs)


def test_the_same_document_gives_the_same_bytes_in_every_language() -> None:
    for language in ("en", "fr", "ar"):
        content = facts_json(sample(language))
        assert content == facts_json(sample(language))
        assert content.endswith(b"}\n")
        assert len(json.loads(content)["facts"]) == len(printed_facts(sample(language)))


def test_the_guide_names_every_field() -> None:
    text = GUIDE.read_text("utf-8")
    names = {each.name for kind in (FactRecord, RecordOrigin) for each in fields(kind)}
    plain = facts_plain(sample("en", draft=True))
    names |= {*plain, *plain["document"], *_keys(plain["facts"])}
    missing = {name for name in names if f"`{name}`" not in text}
    assert not missing


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
