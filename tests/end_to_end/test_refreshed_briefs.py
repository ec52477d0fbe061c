"""Which editions new data make: those whose readers get something different, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace
from tests.loopback import Asked, Reply, Server, serving

SOURCE = """\
title.en = "Statistics"
languages = ["en"]
licence = "CC BY 4.0"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.data]
kind = "data_set"
language = "en"
title.en = "Data"

[[tables]]
files = "received/latest/*.csv"
document = "data"
id_prefix = "st"
columns = {{ area = "code", period = "year", value = "value" }}
decimal_mark = "."
decimals = 18

[refresh]
enabled = true
allow_loopback = true
pace_seconds = 0
content_type = "text/csv"

[[refresh.requests]]
address = "{address}/RATE.csv"
file = "RATE.csv"
"""
INDICATORS = "code,unit,decimals,name_en\nRATE,percent,1,Inflation\n"
FIGURES = """\
<section id="all">
  <h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.all %}<li>{{ f|name }} [{{ f|value }}]{{ f|cite }}</li>{% endfor %}</ul>
</section>
"""


class Statistics(Workspace):
    """Two countries whose one figure a server gives."""

    server: Server

    def give(self, kenya: str, uganda: str) -> None:
        """Let the service give these figures."""
        content = f"code,year,value\nKEN,2023,{kenya}\nUGA,2023,{uganda}\n".encode()

        def answer(asked: Asked) -> Reply:
            return Reply(content, media="text/csv")

        self.server.answering = answer

    def made(self, kenya: str, uganda: str) -> tuple[int, int]:
        """Refresh with these figures and build: how many editions each order has then."""
        self.give(kenya, uganda)
        briefing(self.root, "refresh")
        briefing(self.root, "build")
        return len(self.editions("kenya")), len(self.editions("uganda"))

    def page(self, order: str) -> str:
        """The newest document of an order."""
        folder = self.root / "briefings" / order / self.editions(order)[-1]
        written = next(folder.glob("*.html")).read_text("utf-8")
        return re.sub(r"<[^>]+>|[\u200e\u2066-\u2069]", "", written)


@pytest.fixture
def statistics(tmp_path: Path) -> Iterator[Statistics]:
    with serving(lambda asked: Reply()) as server:
        found = Statistics(tmp_path)
        found.server = server
        found.template("figures", FIGURES, 'indicators = ["RATE"]\n')
        found.write("sources/stats/source.toml", SOURCE.format(address=server.address))
        found.write("sources/stats/indicators.csv", INDICATORS)
        for name, area in (("kenya", "KEN"), ("uganda", "UGA")):
            found.order(name, subject=area, template='"figures"', formats='["html"]')
        yield found


def test_only_what_really_changed_makes_an_edition_and_only_where_it_is_used(
    statistics: Statistics,
) -> None:
    assert statistics.made("6.12345678901234", "5.4") == (1, 1)
    # digits that carry nothing, another notation
    assert statistics.made("6.12345678901277", "5.40") == (1, 1)
    # another country
    assert statistics.made("6.12345678901299", "5.6") == (1, 2)
    assert statistics.made("6.5", "5.60") == (2, 2)
    assert "[6.5%" in statistics.page("kenya")
    assert "[5.6%" in statistics.page("uganda")


def test_a_value_that_jumps_is_not_printed_until_an_editor_accepts_it(
    statistics: Statistics,
) -> None:
    assert statistics.made("6.1", "5.4") == (1, 1)
    statistics.give("-6.1", "5.4")
    said = briefing(statistics.root, "refresh")
    assert "st-rate-ken-2023 changes its sign: 6.1 is in use, -6.1 was received." in said.words
    said = briefing(statistics.root, "build")
    assert "st-rate-ken-2023 is under review: 6.1 is printed, -6.1 was received" in said.words
    assert statistics.editions("kenya") == ["0001"]
    said = briefing(statistics.root, "check")
    assert "st-rate-ken-2023 is under review: 6.1 is printed" in said.words
    who = ("--by", "A. Editor", "--why", "The provider confirms it")
    briefing(statistics.root, "refresh", "stats", "--accept", "st-rate-ken-2023", status=2)
    said = briefing(
        statistics.root, "refresh", "stats", "--accept", "st-rate-kan-2023", *who, status=1
    )
    assert "Did you mean “st-rate-ken-2023”?" in said.words
    said = briefing(statistics.root, "refresh", "stats", "--accept", "st-rate-ken-2023", *who)
    assert said.out == "st-rate-ken-2023: accepted\n"
    briefing(statistics.root, "build")
    assert statistics.editions("kenya") == ["0001", "0002"]
    assert statistics.editions("uganda") == ["0001"]
    assert re.search("\\[[-\u2212]6.1%", statistics.page("kenya"))
    assert "under review" not in briefing(statistics.root, "check").words


def test_a_damaged_list_of_held_values_stops_the_briefs_that_it_may_concern(
    statistics: Statistics,
) -> None:
    assert statistics.made("6.1", "5.4") == (1, 1)
    statistics.give("-6.1", "5.4")
    briefing(statistics.root, "refresh")
    held = statistics.root / "sources" / "stats" / "held.toml"
    held.write_text(held.read_text("utf-8").replace("in_use =", "inuse ="), "utf-8")
    said = briefing(statistics.root, "build", status=1)
    assert "sources/stats/held.toml" in said.words
    assert statistics.editions("kenya") == ["0001"]
    statistics.give("-6.2", "5.4")
    before = held.read_bytes()
    said = briefing(statistics.root, "refresh", status=1)
    assert "sources/stats/held.toml" in said.words
    assert held.read_bytes() == before


def test_the_changes_of_two_states_are_told(statistics: Statistics) -> None:
    statistics.made("6.1", "5.4")
    statistics.made("6.2", "5.40")
    said = briefing(statistics.root, "changes", "stats")
    assert "st-rate-ken-2023 changed value" in said.words
    assert "- 6.1 percent (2023)" in said.words
    assert "+ 6.2 percent (2023)" in said.words
    found = briefing(statistics.root, "changes", "stats", "--json").json
    assert found["counts"]["changed value"] == 1
    assert found["counts"]["markup only"] == 1
    said = briefing(statistics.root, "changes", "stats", "--from", "20200101T000000Z", status=1)
    assert "There is no state “20200101T000000Z” of this source." in said.words
