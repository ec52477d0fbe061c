"""A table of names of countries that a refresh brings."""

from __future__ import annotations

from pathlib import Path

from generator.facts.naming import named_by
from generator.facts.sources import read_sources
from generator.problems import Findings
from generator.refresh.report import Outcome
from tests.loopback import Asked, Reply, serving
from tests.unit.facts.builder import AREAS, REFERENCE
from tests.unit.refresh.conftest import SOURCE, Place

REFRESH = """
[refresh]
enabled = true
allow_loopback = true
pace_seconds = 0
content_type = "text/csv"
{more}
[[refresh.requests]]
address = "{address}/names.csv"
file = "names.csv"
"""
TABLE = """
[[tables]]
files = "received/latest/names.csv"
document = "data"
id_prefix = "mfa"
columns = { area = "code" }
[tables.names.short]
fr = "nom"
[tables.codes]
currency = "monnaie"
"""


def test_names_that_changed_come_in_and_the_old_state_stays(tmp_path: Path) -> None:
    with serving(lambda asked: Reply()) as server:
        place = Place(tmp_path, server)
        head, _, _ = SOURCE.partition("[[tables]]")
        place.set_up(refresh=REFRESH, source=head + TABLE)

        def give(name: str) -> None:
            content = f"code,nom,monnaie\nIRQ,{name},IQD\nNAM,Namibie,NAD\n".encode()

            def answer(asked: Asked) -> Reply:
                return Reply(content, media="text/csv")

            server.answering = answer

        give("Irak")
        assert place.refresh().outcome is Outcome.NEW
        give("Iraq")
        report = place.refresh()
        assert report.outcome is Outcome.NEW
        assert {kind: n for kind, n in report.changes.items() if n} == {
            "changed value": 1,
            "same": 3,
        }
        reference = tmp_path / "sources" / "reference"
        reference.mkdir()
        (reference / "source.toml").write_text(REFERENCE, "utf-8")
        (reference / "areas.csv").write_text(AREAS, "utf-8")
        base = read_sources(tmp_path, Findings())
        found = base.facts["mfa-country-name-short-fr-irq"]
        assert found.text["fr"].forms["other"] == "Iraq"
        assert found.file.startswith("sources/bank/received/")
        names = base.names["bank/IRQ"]
        assert (names.forms["short"]["fr"], names.currencies) == ("Iraq", ("IQD",))
        assert named_by(base, "bank", ["UNCLASSIFIED"]).names == {}
