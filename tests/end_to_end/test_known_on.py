"""As-of and as-known-on are two days: real figures as they were published on three dates."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.refresh.asking import Surroundings
from generator.refresh.run import Means, Options, refresh
from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace
from tests.loopback import REFRESH, Server, pages_of, serving

SOURCE = """\
title.en = "World Development Indicators"
languages = ["en"]
licence = "CC BY 4.0"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.data]
kind = "data_set"
language = "en"
title.en = "Data"

[[tables]]
files = "received/latest/*.json"
shape = "world-bank-api"
document = "data"
id_prefix = "wb"
decimals = 18
"""
AREAS = "id,alpha2,name_en\nKEN,KE,Kenya\nUGA,UG,Uganda\nNOR,NO,Norway\nTHA,TH,Thailand\n"
INDICATORS = """\
code,unit,currency,price_base,decimals,name_en
FP.CPI.TOTL.ZG,percent,,,1,Inflation
NY.GDP.MKTP.CD,currency,USD,current,0,GDP
"""
FIGURES = """\
<section id="all">
  <h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.all %}<li>{{ f|name }} {{ f|period }} [{{ f|value }}]{{ f|cite }}</li>
  {% endfor %}</ul>
</section>
"""
DATES = ("2025-12-17", "2026-04-01", "2026-07-01")
ACCEPTED = "2026-07-20"
FACT = "wb-fp-cpi-totl-zg-tha-2022"
AS_OF = "2023-06-30"


class Vintages(Workspace):
    """Inflation of Thailand, received from a server on the three days of its publication."""

    server: Server

    def receive(self, date: str) -> None:
        """Refresh on the day of a publication."""
        self.server.answering = pages_of(date)
        noon = dt.datetime.combine(dt.date.fromisoformat(date), dt.time(12), dt.UTC)
        means = Means(Surroundings(now=lambda: noon, sleep=lambda _: None, told=lambda _: None))
        (report,) = refresh(self.root, Options(), means)
        assert report.outcome.value == "new", report.problems

    def state(self, date: str) -> Path:
        """The folder of what was received on a day."""
        return self.root / f"sources/bank/received/{date.replace('-', '')}T120000Z"

    def value(self, known_on: str, order: str = "thailand") -> str:
        """What a brief says of 2022, as known on a day."""
        briefing(self.root, "build", order, "--known-on", known_on)
        return self.printed(order)

    def printed(self, order: str = "thailand") -> str:
        """What the newest edition of an order says of 2022."""
        folder = self.root / "briefings" / order / self.editions(order)[-1]
        text = re.sub(r"<[^>]+>|[\u200e\u2066-\u2069]", "", next(folder.glob("*.html")).read_text())
        found = re.search(r"\[(.*?%)", text)
        return found[1] if found else ""

    def manifest(self, number: int, order: str = "thailand") -> Any:
        """The record of an edition."""
        return json.loads((self.edition(order, number) / "manifest.json").read_text())


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vintages]:
    with serving(pages_of(DATES[0])) as server:
        found = Vintages(tmp_path_factory.mktemp("vintages"))
        found.server = server
        found.write("sources/reference/areas.csv", AREAS)
        found.template("figures", FIGURES, 'indicators = ["FP.CPI.TOTL.ZG"]\n')
        found.write(
            "sources/bank/source.toml", SOURCE + REFRESH.format(address=server.address, more="")
        )
        found.write("sources/bank/indicators.csv", INDICATORS)
        shape = {"subject": "THA", "template": '"figures"', "formats": '["html"]'}
        found.order("thailand", **shape, as_of=f'"{AS_OF}"')
        found.order("then", **shape, as_of=f'"{AS_OF}"', known_on='"2026-05-05"')
        found.order("open", **shape, as_of='"today"')
        for date in DATES:
            found.receive(date)
        day = dt.datetime.fromisoformat(f"{ACCEPTED}T12:00Z")
        accept = ("refresh", "bank", "--accept", FACT, "--by", "A. Editor", "--why", "Asked.")
        briefing(found.root, *accept, env={"SOURCE_DATE_EPOCH": str(int(day.timestamp()))})
        yield found


def test_one_as_of_day_gives_two_values_as_known_on_two_days(received: Vintages) -> None:
    assert received.value("2026-04-01") == "−1.6%"
    assert received.value("2026-10-01") == "6.1%"
    one, other = received.manifest(1), received.manifest(2)
    assert (one["as_of"], one["known_on"]) == (AS_OF, "2026-04-01")
    assert (other["as_of"], other["known_on"]) == (AS_OF, "2026-10-01")
    assert one["order"]["overrides"] == {"known_on": "2026-04-01"}


def test_a_value_that_was_held_is_known_from_the_day_an_editor_took_it(received: Vintages) -> None:
    assert received.value("2026-07-19") == "−1.6%"
    assert received.value(ACCEPTED) == "6.1%"


def test_before_the_first_state_nothing_is_known_and_it_is_said(received: Vintages) -> None:
    made = briefing(received.root, "build", "thailand", "--known-on", "2025-12-16")
    assert received.printed() == ""
    assert (
        "Of the data of bank as they were received by 2025-12-16 nothing is kept: the earliest "
        "state that is kept is 20251217T120000Z. The source gives no figure." in made.words
    )


def test_an_order_states_its_day_of_knowledge_and_keeps_to_it(received: Vintages) -> None:
    briefing(received.root, "build", "then")
    assert received.printed("then") == "−1.6%"
    record = received.manifest(1, "then")
    assert (record["known_on"], record["order"]["overrides"]) == ("2026-05-05", {})
    again = briefing(received.root, "build", "then")
    assert "nothing has changed; edition 1 stands" in again.words
    plan = briefing(received.root, "plan", "then")
    assert "then: up to date, edition 1" in plan.words
    said = briefing(received.root, "edition", "show", "then/1")
    assert "as of 2023-06-30 as known on 2026-05-05" in said.words
    file = next(received.edition("then").glob("*.html"))
    assert "as known on 5 May 2026" in briefing(received.root, "explain", file).words
    told = briefing(received.root, "trace", file, FACT, "--json").json
    assert told["document"]["known_on"] == "2026-05-05"
    (place,) = told["facts"][0]["places"]
    assert place["file"].startswith("sources/bank/received/20260401T120000Z/")
    assert briefing(received.root, "edition", "verify", "then/1").status == 0


def test_without_a_day_to_speak_for_a_brief_speaks_for_the_day_of_its_knowledge(
    received: Vintages,
) -> None:
    briefing(received.root, "build", "open", "--known-on", "2026-04-01")
    record = received.manifest(1, "open")
    assert (record["as_of"], record["as_of_rule"]) == ("2026-04-01", "stated")


def test_two_days_of_knowledge_are_compared(received: Vintages) -> None:
    one, other = f"thailand@{AS_OF}@2026-04-01", f"thailand@{AS_OF}@2026-10-01"
    found = briefing(received.root, "diff", one, other, status=1)
    assert "June 30, 2023, as known on April 1, 2026" in found.words
    (change,) = briefing(received.root, "diff", one, other, "--json", status=1).json["changes"]
    assert change["before"]["value"]["value"].startswith("-1.6")
    assert change["after"]["value"]["value"].startswith("6.0")
    assert briefing(received.root, "diff", one, one).status == 0
    plain = briefing(received.root, "diff", "thailand@@2026-04-01", one)
    assert plain.status == 0


def test_facts_are_listed_as_known_on_a_day(received: Vintages) -> None:
    asked = ("facts", "THA", "--as-of", AS_OF)
    told = briefing(received.root, *asked, "--known-on", "2026-04-01", "--json").json
    (fact,) = (one for one in told["facts"] if one["id"] == FACT)
    assert fact["statement"] == "Inflation, 2022: -1.6%"
    assert (told["as_of"], told["known_on"]) == (AS_OF, "2026-04-01")
    words = briefing(received.root, *asked, "--known-on", "2025-12-16").words
    assert "as of 30 June 2023, as known on 16 December 2025" in words
    assert "What was not known, or is not sure:" in words


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("build", "thailand", "--known-on", "2026-11-23"), "cannot be told yet"),
        (("facts", "THA", "--known-on", "2026-11-23"), "cannot be told yet"),
        (("diff", f"thailand@{AS_OF}@2026-11-23", "thailand@2023-06-30"), "cannot be told yet"),
        (("diff", f"thailand@{AS_OF}@2026-13-01", "thailand@2023-06-30"), "is neither an edition"),
        (("diff", "thailand@", "thailand@2023-06-30"), "is neither an edition"),
        (("build", "thailand", "--known-on", "2026-04"), "“2026-04” is not a day."),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    received: Vintages, command: tuple[str, ...], expected: str
) -> None:
    status = 2 if "2026-04" in command or command[0] == "diff" else 1
    before = received.editions("thailand")
    assert expected in briefing(received.root, *command, status=status).words
    assert received.editions("thailand") == before
