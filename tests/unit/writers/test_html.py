"""The HTML page: whole, safe, and as a screen reader wants it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from generator.document import walk
from generator.document.tree import Citation, Document, Link, Paragraph, Text, Value
from generator.house import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings, ProblemsFound
from generator.writers.html import write_html
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_trees import documents

ROOT = Path(__file__).resolve().parents[3]


def house(name: str = "canada") -> HouseStyle:
    found = read_house(ROOT / "templates" / "house" / name, Findings())
    assert found is not None
    return found


HOUSE = house()


def page(document: Document) -> Any:
    return etree.fromstring(write_html(document, HOUSE), etree.XMLParser(resolve_entities=False))


def with_text(text: str) -> Document:
    document = sample("en")
    return replace(document, blocks=(*document.blocks, Paragraph((Text(text), Text(" END")))))


def all_text(element: Any) -> str:
    return "".join(str(piece) for piece in element.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language_direction_and_title(language: str) -> None:
    document = sample(language)
    root = page(document)
    assert root.get("lang") == document.lang
    assert root.get("dir") == document.direction
    assert root.findtext("head/title") == document.properties.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_landmarks_headings_and_tables_are_sound(language: str) -> None:
    root = page(sample(language))
    assert len(root.findall(".//main")) == len(root.findall(".//h1")) == 1
    assert root.findall("body/header")
    assert root.findall("body/footer")
    levels = [int(element.tag[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") in {"col", "row"} for cell in table.iter("th"))


def test_every_id_stands_once_and_every_inner_link_has_its_target() -> None:
    root = page(sample("ar"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    inner = [a.get("href")[1:] for a in root.iter("a") if a.get("href").startswith("#")]
    assert inner
    assert set(inner) <= set(ids)
    assert {e.get("aria-labelledby") for e in root.iter() if e.get("aria-labelledby")} <= set(ids)


def test_the_first_link_skips_to_the_text() -> None:
    first = next(page(sample("fr")).iter("a"))
    assert (first.get("href"), first.text) == ("#doc-text", "Aller au texte")
    document = sample("fr")
    without = replace(document, labels=replace(document.labels, skip=""))
    assert next(page(without).iter("a")).get("href") == "#doc-note-1"


def test_values_and_times_carry_fact_exact_value_and_source() -> None:
    root = page(sample("fr"))
    (value,) = root.xpath("//data[@data-fact='irq-population']")
    assert value.get("value") == "46042015"
    assert value.text == "46\u00a0042\u00a0015"
    assert value.get("title") == "World Bank, World Development Indicators, SP.POP.TOTL"
    assert root.xpath("//time[@data-fact='office']/@datetime")[0] == "2022-10-13"
    # "2016/2022" is no value that the time element may have.
    assert root.xpath("//data[@data-fact='years']/@value")[0] == "2016/2022"


def test_notes_are_listed_once_with_links_both_ways() -> None:
    root = page(sample("en"))
    notes = root.xpath("//section[@role='doc-endnotes']//li")
    assert [note.get("id") for note in notes] == [f"doc-note-{n}" for n in range(1, 6)]
    calls = root.xpath("//a[@role='doc-noteref'][@href='#doc-note-2']")
    assert len(calls) > 2
    assert {call.text for call in calls} == {"2"}
    assert notes[1].xpath(".//a[@role='doc-backlink']/@href") == ["#doc-call-2-1"]


def test_other_languages_and_directions_are_marked_and_isolated() -> None:
    root = page(sample("ar"))
    (name,) = root.xpath("//bdi[@class='term ltr in-latin'][text()='Abdul Latif Rashid']")
    assert (name.get("lang"), name.get("dir")) == ("en", "ltr")
    values = root.xpath("//data[@data-fact='irq-growth-2023']")
    assert {value.get("dir") for value in values} == {"ltr"}


def test_nothing_comes_from_outside_and_the_policy_forbids_it() -> None:
    written = write_html(sample("en", draft=True), HOUSE).decode()
    root = page(sample("en", draft=True))
    assert not list(root.iter("script", "link", "img", "iframe", "object", "base", "form"))
    assert not re.search(r"\bon\w+=|\bstyle=|url\(|@import", written)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = root.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_marking_stands_at_the_top_and_at_the_end() -> None:
    document = sample("fr")
    shown = page(document).xpath("//div[@class='marking']/text()")
    assert shown == ["NON CLASSIFIÉ", "NON CLASSIFIÉ"]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "", " #x"]
)
def test_an_address_that_must_not_open_is_shown_and_no_link(href: str) -> None:
    document = sample("en")
    block = Paragraph((Link(href, (Text("see here"),)),))
    root = page(replace(document, blocks=(*document.blocks, block)))
    assert "see here" in all_text(root)
    assert href not in {a.get("href") for a in root.iter("a")}


def test_a_link_holds_no_other_link() -> None:
    document = sample("en")
    inner = (Text("a "), Link("https://b.example", (Text("b"),)), Citation("gac", first=False))
    block = Paragraph((Link("https://a.example", inner),))
    root = page(replace(document, blocks=(*document.blocks, block)))
    (outer,) = root.xpath("//a[@href='https://a.example']")
    assert not list(outer.iter("a"))[1:]
    assert all_text(outer) == "a b1"


def test_hostile_strings_are_text_or_refused(shared: Path) -> None:
    lines = (shared / "hostile" / "strings" / "strings.jsonl").read_text("utf-8").splitlines()
    naughty = json.loads((shared / "hostile" / "public" / "blns.json").read_text("utf-8"))
    tags = {element.tag for element in page(with_text("plain")).iter()}
    refused = 0
    for text in [*(json.loads(line)["text"] for line in lines), *naughty]:
        try:
            root = page(with_text(text))
        except ProblemsFound:
            refused += 1
            continue
        assert {element.tag for element in root.iter()} == tags
        assert text.replace("\r\n", "\n") in all_text(root)
        assert "END" in all_text(root)
    assert 0 < refused < 60


@given(documents())
@settings(max_examples=60, deadline=None)
def test_any_tree_is_well_formed_and_keeps_all_its_text(document: Document) -> None:
    root = page(document)
    text = all_text(root).replace("\u200e", "")  # the words of a figure hold phrases with marks
    for _, children in walk.lines(document):
        for inline in children:
            if isinstance(inline, Text | Value):
                assert (
                    inline.text.replace("\u200e", "") in text
                    or inline in document.furniture.number
                    or inline.text
                    in (
                        document.furniture.page,
                        document.furniture.draft,
                    )
                )
