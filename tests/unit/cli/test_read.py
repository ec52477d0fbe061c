"""``briefing read``: what an officer sees, and what a script gets."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from generator.cli.group import briefing
from generator.document.bilingual import bilingual
from generator.writers.docx.writer import write_docx
from tests.sample_tree import sample
from tests.unit.returned.editing import edited
from tests.unit.writers.docx_reading import HOUSE, word


def said(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(briefing, ["read", *arguments], standalone_mode=False)
    assert result.exception is None, result.exception
    return int(result.return_value), result.output


def test_an_officer_sees_facts_and_changes(tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(edited(word(sample("en")), (">46,042,015<", ">47,000,000<")))
    status, shown = said(str(path))
    assert status == 0
    lines = shown.splitlines()
    assert lines[0] == "IRQ-CTY-2024-0001, edition 1, en-CA: Iraq: country brief"
    assert any(line.startswith("irq-population") and "World Bank" in line for line in lines)
    assert lines[-3:] == [
        "Changed by hand since it was generated: 1",
        "  Value changed (irq-population)",
        "    “46,042,015” is now “47,000,000” in “47,000,000”",
    ]


def test_a_file_without_changes_says_so(tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(word(sample("ar")).data)
    status, shown = said(str(path), "--changes")
    assert status == 0
    assert shown.splitlines()[-1] == "Nothing was changed by hand since it was generated."
    assert "irq-population" not in shown


def test_a_script_gets_facts_texts_and_changes(tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(edited(word(sample("en")), (">46,042,015<", ">47,000,000<")))
    status, shown = said(str(path), "--json")
    told = json.loads(shown)
    assert status == 0
    assert told["document"]["number"] == "IRQ-CTY-2024-0001"
    (fact,) = (fact for fact in told["facts"] if fact["id"] == "irq-population")
    assert fact["values"] == [{"exact": "46042015", "printed": "46,042,015"}]
    assert (fact["unit"], fact["period"]) == ("persons", "2024")
    assert fact["origin"]["producer"] == "World Bank"
    assert [change["kind"] for change in told["changes"]] == ["value"]
    assert told["changes"][0]["facts"] == ["irq-population"]
    assert "47,000,000" in told["texts"]


def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "sent.docx"
    path.write_bytes(b"hello")
    status, shown = said(str(path))
    assert status == 1
    assert shown.startswith("The file was not read.\n ✗ This is no Word file (.docx).")
    assert shown.endswith("Nothing in it was changed or run.\n")


def test_of_a_file_in_two_languages_both_are_told(tmp_path: Path) -> None:
    path = tmp_path / "both.docx"
    path.write_bytes(write_docx(bilingual(sample("fr"), sample("ar"), "side-by-side"), HOUSE))
    status, shown = said(str(path))
    assert status == 0
    lines = shown.splitlines()
    assert lines[0].startswith("IRQ-CTY-2024-0001, edition 1, fr-CA: Irak")
    assert lines[1] == "beside it ar-IQ: العراق: موجز عن البلد"
    for language in ("fr-CA", "ar-IQ"):
        assert any(line.split()[:2] == ["irq-population", language] for line in lines)
    _, shown = said(str(path), "--json")
    told = json.loads(shown)
    assert (told["document"]["lang"], told["document"]["beside"]) == ("fr-CA", "ar-IQ")
    (fact,) = (fact for fact in told["facts"] if fact["id"] == "irq-population")
    assert {value["lang"] for value in fact["values"]} == {"fr-CA", "ar-IQ"}
    assert fact["from-beside"]
