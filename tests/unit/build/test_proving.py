"""A wrong digit, name of a month, word or statement in one language stops the edition."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from generator.build.report import OrderReport, Outcome, Settings
from generator.build.run import build
from generator.build.stages import Stages
from generator.build.workspace import Workspace as Place
from tests.end_to_end.workspaces import Workspace
from tests.unit.build import broken_parts
from tests.unit.editions.test_store import content

pytestmark = pytest.mark.usefixtures("warm_workers")
SETTINGS = Settings(today=dt.date(2025, 1, 15), jobs=2)
LANGUAGES = '["en-CA", "fr-CA", "ar-IQ"]'
TEXTS = {
    "camp": {
        "en": "In {date}, the camp housed {value} people; it was not closed.",
        "fr": "En {date}, le camp abritait {value} personnes ; il n’a pas été fermé.",
        "ar": "في {date} كان المخيم يأوي {value} شخصاً ولم يُغلق.",
    },
    "vote": {
        "en": "The assembly has 122 members and meets twice a year until 20 June 2026.",
        "fr": "L’assemblée compte 122 membres et siège deux fois par an jusqu’au 20 juin 2026.",
        "ar": "تضم الجمعية 122 عضواً وتجتمع مرتين في السنة حتى 20 حزيران/يونيو 2026.",
    },
}
MORE = {
    "camp": {
        "date": "2024-06",
        "value": "122",
        "unit": "persons",
    }
}


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    source = made.root / "sources/page/source.toml"
    spoken = source.read_text().replace('languages = ["en"]', 'languages = ["en", "fr", "ar"]')
    source.write_text(spoken)
    write_facts(made)
    made.order("kenya", languages=LANGUAGES, formats='["html", "docx", "pdf"]')
    return made


def write_facts(work: Workspace, **changed: dict[str, str]) -> None:
    """Put the facts; ``changed`` are texts by fact and language that differ."""
    records = []
    for name, texts in TEXTS.items():
        record: dict[str, object] = {"id": name, "kind": "context", "countries": ["KEN"]}
        record["text"] = {**texts, **changed.get(name, {})}
        record.update(MORE.get(name, {}))
        records.append(record)
    work.write("sources/page/facts/facts.json", json.dumps(records, indent=1) + "\n")


def made(work: Workspace, stages: Stages | None = None, **settings: object) -> OrderReport:
    chosen = dataclasses.replace(SETTINGS, **settings)  # type: ignore[arg-type]
    report = build(Place(work.root), ("kenya",), chosen, stages=stages or Stages())
    (order,) = report.orders
    return order


def said(order: OrderReport) -> list[str]:
    return [problem.what for problem in order.errors if problem.code.startswith("proof-")]


def test_sound_languages_are_published_with_what_was_proven(work: Workspace) -> None:
    order = made(work)
    assert [problem.what for problem in order.errors] == []
    assert order.outcome is Outcome.PUBLISHED
    manifest = json.loads((work.edition("kenya") / "manifest.json").read_text())
    for document in manifest["documents"]:
        assert document["proof"]["values"] == 2
        assert document["proof"]["lines"] >= 5


def test_a_wrong_digit_that_a_translator_typed_is_caught(work: Workspace) -> None:
    assert made(work).outcome is Outcome.PUBLISHED
    before = content(work.root / "briefings/kenya/0001")
    wrong = TEXTS["vote"]["fr"].replace("122", "123")
    write_facts(work, vote={"fr": wrong})
    order = made(work, broken_parts.unchecked())
    assert order.outcome is Outcome.REFUSED
    assert order.last_good == 1
    assert said(order) == ["Under “Chronology”, the text says 122 in en-CA and 123 in fr-CA."]
    (problem,) = (p for p in order.errors if p.code == "proof-numbers-differ")
    assert problem.where.file == "sources/page/facts/facts.json"
    assert problem.where.record == "vote"
    assert problem.remedy == (
        "Compare both texts with the source and correct the wrong one. "
        "A number that is a slot, such as {value} or {date}, cannot differ."
    )
    assert work.editions("kenya") == ["0001"]
    assert content(work.root / "briefings/kenya/0001") == before


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("ar", "2026", "2025", "2026 in en-CA and 2025 in ar-IQ"),
        ("ar", "122", "١٢٣", "122 in en-CA and 123 in ar-IQ"),
        ("ar", "حزيران/يونيو", "تموز/يوليو", "month 6 in en-CA and month 7 in ar-IQ"),
        ("fr", "20 juin 2026", "26 juin 2020", "20, 2026 in en-CA and 2020, 26 in fr-CA"),
        ("fr", "122 membres", "cent vingt-trois membres", "122 in en-CA and – in fr-CA"),
        ("en", "122 members", "1,220 members", "1220 in en-CA and 122 in fr-CA"),
    ],
)
def test_other_slips_of_translators_are_caught(
    work: Workspace, language: str, old: str, new: str, told: str
) -> None:
    write_facts(work, vote={language: TEXTS["vote"][language].replace(old, new)})
    assert f"Under “Chronology”, the text says {told}." in said(
        made(work, broken_parts.unchecked())
    )


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "122 membres", "cent vingt-deux membres"),
        ("fr", "20 juin 2026", "20 juin 2026 (le 20 juin)"),
        ("ar", "122", "١٢٢"),
        ("en", "twice a year", "2 times a year"),
        ("en", "20 June 2026", "June 20, 2026"),
    ],
)
def test_what_languages_may_write_differently_passes(
    work: Workspace, language: str, old: str, new: str
) -> None:
    write_facts(work, vote={language: TEXTS["vote"][language].replace(old, new)})
    assert said(made(work, broken_parts.unchecked())) == []


PLAN = {
    "en": "Canada planned projects for {period}.",
    "fr": "Le Canada prévoyait des projets de {from} à {to}.",
    "ar": "خططت كندا لمشاريع في الفترة {period}.",
}


def test_a_period_may_be_named_by_its_two_ends(work: Workspace) -> None:
    write_facts(work, camp=PLAN)
    path = work.root / "sources/page/facts/facts.json"
    records = json.loads(path.read_text("utf-8"))
    for record in records:
        if record["id"] == "camp":
            for name in ("value", "unit", "date"):
                del record[name]
            record["period"] = "2011/2014"
    path.write_text(json.dumps(records), "utf-8")
    assert said(made(work, broken_parts.unchecked())) == []
    path.write_text(json.dumps(records).replace("{to}", "{from}"), "utf-8")
    assert said(made(work, broken_parts.unchecked())) != []


def test_a_formatter_that_writes_a_wrong_digit_is_caught(work: Workspace) -> None:
    order = made(work, broken_parts.stages("digit"))
    assert order.outcome is Outcome.REFUSED
    assert said(order) == ["Under “Chronologie”, “123” in fr-CA does not say the value 122."]
    assert work.editions("kenya") == []


def test_a_formatter_that_writes_a_wrong_month_is_caught(work: Workspace) -> None:
    order = made(work, broken_parts.stages("month"))
    assert said(order) == [
        "Under “Chronologie”, “juillet 2024” in fr-CA does not say the value 2024-06."
    ]


def test_a_word_file_with_another_digit_is_caught(work: Workspace) -> None:
    order = made(work, broken_parts.stages("word"), languages=("en-CA",))
    assert order.outcome is Outcome.REFUSED
    assert said(order) == [
        "The Word file in en-CA does not say what was composed. Under “Chronology” it says "
        "“camp housed 127 people; it was not closed. ]” where "
        "“camp housed 122 people; it was not closed. ]” should stand.",
        "The Word file in en-CA does not say what was composed. Under “Chronology” it says "
        "“assembly has 127 members and meets twice a year until 20 Jun…” where "
        "“assembly has 122 members and meets twice a year until 20 Jun…” should stand.",
        "The Word file in en-CA does not say what was composed. Under “Kenya: all that is known” "
        "it says “fact:camp 127” where “122” should stand.",
    ]


def test_a_pdf_with_another_digit_is_caught_in_every_language(work: Workspace) -> None:
    order = made(work, broken_parts.stages("pdf_digit"))
    assert order.outcome is Outcome.REFUSED
    told = sorted(said(order))
    assert [one.split(" does not say")[0] for one in told] == [
        f"The PDF in {language}"
        for language in ("ar-IQ", "en-CA", "fr-CA")
        for _ in ("the page", "the facts inside it")
    ]
    assert told[4] == (
        "The PDF in fr-CA does not say what was composed. Under “Chronologie” it says "
        "“camp abritait 127 personnes; il n’a pas été fermé. ]1[ L’ass…” where "
        "“camp abritait 122 personnes; il n’a pas été fermé. ]1” should stand."
    )
    assert "Under “Les faits de ce document sous forme de données” it says" in told[5]
    assert "127" in told[5]
    assert {p.where.record for p in order.errors} >= {"camp"}


def test_a_lost_word_is_caught_in_every_format(work: Workspace) -> None:
    order = made(work, broken_parts.stages("lost"), languages=("en-CA",))
    told = said(order)
    assert [one.split(" in ")[0] for one in told] == [
        "The HTML page",
        "The Word file",
        "The PDF",  # the page
        "The PDF",  # the facts inside it
    ]


def test_a_statement_that_one_language_lacks_is_caught(work: Workspace) -> None:
    order = made(work, broken_parts.stages("statement"))
    assert order.outcome is Outcome.REFUSED
    assert said(order)[:1] == [
        "Under “Chronology”, this fact stands 1 times in en-CA and 0 times in fr-CA.",
    ]


def test_a_text_that_policy_leaves_out_is_no_difference(work: Workspace) -> None:
    source = work.root / "sources/page/facts/facts.json"
    records = json.loads(source.read_text())
    del records[1]["text"]["ar"]
    source.write_text(json.dumps(records) + "\n")
    for policy in ('"omit"', '"show"'):
        work.order("kenya", languages=LANGUAGES, formats='["html"]', missing_translation=policy)
        assert said(made(work)) == []


def test_a_marked_fact_is_named_and_never_quoted(work: Workspace) -> None:
    write_facts(work, vote={"fr": TEXTS["vote"]["fr"].replace("122", "123")})
    source = work.root / "sources/page/source.toml"
    source.write_text(source.read_text().replace('"UNCLASSIFIED"', '"PROTECTED A"'))
    work.order("kenya", languages=LANGUAGES, formats='["html"]', ceiling='"PROTECTED B"')
    order = made(work, broken_parts.unchecked())
    assert said(order) == [
        "Under “(withheld)”, the text says (withheld) in en-CA and (withheld) in fr-CA."
    ]
    assert [p.where.record for p in order.errors] == ["vote"]
