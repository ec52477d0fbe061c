"""One set of digits in a whole document; figures of texts too, other languages left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.compose.digits import check_digits, in_one_set_of_digits
from generator.document.tree import (
    Cell,
    Document,
    Heading,
    Link,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import text
from generator.localisation import Localiser
from generator.problems import Findings
from tests.sample_tree import sample

NUMBER = "20240001"


def document(*children: Text | Span | Value | Link) -> Document:
    """An Arabic document with ``children`` in a paragraph, a heading, a cell and a note."""
    arabic = sample("ar")
    table = Table((Text("جدول 3"),), (100.0,), (), (Row((Cell(children),)),), summary="صف 4")
    section = Section(Heading(1, "one", (Text("قسم 5"),)), (Paragraph(children), table))
    note = Note("n", 1, "1", (Text("حاشية 6"),))
    return replace(
        arabic,
        lang="ar-IQ",
        subtitle=(),
        blocks=(section,),
        notes=(note,),
        properties=replace(arabic.properties, number=NUMBER),
        furniture=replace(
            arabic.furniture,
            digits="arab",
            number=(Text(f"رقم {NUMBER} (7)"),),
            issued=(Text("صدر في 8"),),
            as_of=(),
        ),
    )


def unified(*children: Text | Span | Value | Link, digits: str = "arab") -> Document:
    found = document(*children)
    furniture = replace(found.furniture, digits=digits)
    localiser = Localiser("ar-IQ", digits)
    return in_one_set_of_digits(replace(found, furniture=furniture), localiser)


def told(found: Document) -> list[str]:
    findings = Findings()
    check_digits(found, findings)
    return [problem.what for problem in findings]


def test_figures_of_texts_headings_tables_notes_and_furniture_are_in_one_set_of_digits() -> None:
    found = unified(Text("في 2016 "), Value("٤ مليارات", "f", "4000000000"))
    whole = text(found)
    for shown in ("قسم ٥", "في ٢٠١٦ ٤ مليارات", "جدول ٣", "صف ٤", "حاشية ٦", f"{NUMBER} (٧)"):
        assert shown in whole
    assert found.notes[0].label == "١"
    assert told(found) == []
    back = unified(Text("في ٢٠١٦"), digits="latn")
    assert "في 2016" in text(back)
    assert told(back) == []


def test_another_language_keeps_its_digits() -> None:
    english = Span((Text("4 billion in 2016"),), lang="en-CA", direction="ltr", role="original")
    found = unified(english)
    assert "4 billion in 2016" in text(found)
    assert told(found) == []


def test_addresses_stay_and_what_links_say_of_years_does_not() -> None:
    found = unified(Link("https://example.org/2016", (Text("https://example.org/2016"),)))
    assert "https://example.org/2016" in text(found)
    assert told(found) == []


def test_figures_that_were_held_left_to_right_run_with_their_own_script() -> None:
    found = unified(Span((Text("2016–2018"),), None, "ltr"))
    assert found.blocks[0].blocks[0].children == (Span((Text("٢٠١٦–٢٠١٨"),), None, None),)  # type: ignore[union-attr]
    code = unified(Span((Text("F-16"),), None, "ltr"))
    assert code.blocks[0].blocks[0].children == (Span((Text("F-16"),), None, "ltr"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "children", [(Value("4", "irq-population", "4"),), (Text("ثم "), Value("۴", "f", "4"))]
)
def test_a_value_in_other_digits_is_a_fault_that_is_told(children: tuple[Value, ...]) -> None:
    found = unified(*children)
    assert told(found)[0] == (
        f"The figure “{children[-1].text}” is not in the digits of the document (arab),"
        f" near “{''.join(child.text for child in children)}”."
    )


def test_nothing_else_is_changed() -> None:
    french = replace(sample("fr"), furniture=replace(sample("fr").furniture, digits="latn"))
    assert in_one_set_of_digits(french, Localiser("fr-CA")) == french
