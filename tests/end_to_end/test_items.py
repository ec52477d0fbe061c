"""A response note before, on and after its deadline; a readout of words that were said."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import AREAS, Workspace

ITEM = """\
defaults:
  part_of: [question]
facts:
  - id: question
    kind: parliamentary
    countries: [KEN]
    text: {en: "A question asks about the port.", fr: "La question porte sur le port."}
    date: 2024-06-01
  - id: due
    kind: plan
    countries: [KEN]
    as_of: 2024-06-01
    text: {en: "The answer is due by {date}.", fr: "La réponse est attendue le {date}."}
    past: {en: "The answer was due by {date}.", fr: "La réponse était attendue le {date}."}
    date: 2024-07-10
    tags: [deadline]
"""
ANSWER = """\
  - id: answer
    kind: parliamentary
    countries: [KEN]
    as_of: 2024-07-05
    text: {en: "The answer was given.", fr: "La réponse a été donnée."}
    date: 2024-07-05
    confirms: [due]
    tags: [answered]
"""
QUOTES = """\
defaults:
  kind: quote
  part_of: [question]
  countries: [KEN]
facts:
  - id: exact
    original: fr
    text: {en: "“We shall build it.”", fr: "« Nous le construirons. »"}
    tags: [verbatim]
  - id: loose
    text: {en: "The minister spoke of the port.", fr: "Le ministre a parlé du port."}
"""
FRENCH = 'languages = ["en", "fr"]'


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path)
    work.write("sources/reference/areas.csv", AREAS)
    source = (work.root / "sources/page/source.toml").read_text()
    source = source.replace('languages = ["en"]', FRENCH).replace('"2024-06"', '"2024-06-01"')
    work.write("sources/page/source.toml", source)
    return work


def pages(work: Workspace, template: str, day: str) -> dict[str, str]:
    work.order(
        "kenya",
        template=f'"{template}"',
        item='"question"',
        as_of=f'"{day}"',
        languages='["en-CA", "fr-CA"]',
        formats='["html"]',
    )
    briefing(work.root, "build", "kenya")
    folder = work.edition("kenya", len(work.editions("kenya")))
    return {
        path.stem[-5:]: " ".join(path.read_text("utf-8").replace("\u00a0", " ").split())
        for path in folder.glob("*.html")
    }


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2024-06-10", "(30 days left)", "(délai restant : 30 jours)"),
        ("2024-07-09", "(1 day left)", "(délai restant : 1 jour)"),
        ("2024-07-10", "(due today)", "(échéance aujourd'hui)"),
        ("2024-07-11", "(overdue by 1 day)", "(retard : 1 jour)"),
        ("2024-07-20", "(overdue by 10 days)", "(retard : 10 jours)"),
    ],
)
def test_the_note_counts_the_days_to_its_deadline(
    work: Workspace, day: str, english: str, french: str
) -> None:
    work.write("sources/page/facts/item.yaml", ITEM)
    found = pages(work, "parliamentary-note", day)
    assert english in bare(found["en-CA"])
    assert french in bare(found["fr-CA"])
    overdue = "The answer is overdue" in bare(found["en-CA"])
    assert overdue == english.startswith("(overdue")


def test_a_note_that_was_answered_says_so_and_counts_no_days(work: Workspace) -> None:
    work.write("sources/page/facts/item.yaml", ITEM + ANSWER)
    found = pages(work, "parliamentary-note", "2024-07-20")
    assert "July 10, 2024 (answered on July 5, 2024)" in bare(found["en-CA"])
    assert "overdue" not in found["en-CA"]
    assert "(réponse donnée le 5 juillet 2024)" in bare(found["fr-CA"])


def test_a_note_without_a_deadline_says_that_none_is_recorded(work: Workspace) -> None:
    work.write("sources/page/facts/item.yaml", ITEM[: ITEM.index("  - id: due")])
    assert "Deadline not recorded" in bare(pages(work, "parliamentary-note", "2024-06-10")["en-CA"])


def test_a_quotation_in_translation_says_so(work: Workspace) -> None:
    work.write("sources/page/facts/item.yaml", ITEM)
    work.write("sources/page/facts/quotes.yaml", QUOTES)
    found = {tag: bare(page) for tag, page in pages(work, "readout", "2024-06-10").items()}
    assert "(quoted in translation; original: French)" in found["en-CA"]
    assert "(citation)" in found["fr-CA"]
    assert "(paraphrased)" in found["en-CA"]
    assert "(paraphrase)" in found["fr-CA"]


def bare(page: str) -> str:
    """The words of a page without its elements."""
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
    return words.replace("( ", "(").replace(" )", ")").replace("’", "'")
