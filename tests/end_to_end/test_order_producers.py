"""An order prefers one producer's figures; its house prefers others."""

from __future__ import annotations

import re
from pathlib import Path

from tests.end_to_end.command import briefing
from tests.matrix import workspace


def test_an_order_prints_the_figure_of_the_producer_it_prefers(tmp_path: Path) -> None:
    work = workspace(tmp_path)
    briefing(work, "new", "FRA", "--languages", "en-CA")
    order = work / "briefings" / "fra-country-brief.toml"
    plain = re.sub(r"^as_of.*$", 'as_of = "2026-07-15"', order.read_text("utf-8"), flags=re.M)

    def population(more: str) -> str:
        order.write_text(plain + more, "utf-8")
        briefing(work, "build", order.stem, "--formats", "html")
        newest = max((work / "briefings" / order.stem).glob("[0-9]*"))
        (page,) = newest.glob("*.html")
        found = re.search(r">([0-9,]{10,})\speople<", page.read_text("utf-8"))
        assert found is not None
        return found[1]

    assert population("") == "68,720,337"
    assert population('\n[producers]\nrank = ["cia"]\n') == "68,512,806"
    order.write_text(plain + '\n[producers]\nrank = ["world-banc"]\n', "utf-8")
    said = briefing(work, "build", order.stem, "--formats", "html", status=1)
    assert "names “world-banc”, which publishes nothing in the sources" in said.words
    assert "briefings/fra-country-brief.toml" in said.words
