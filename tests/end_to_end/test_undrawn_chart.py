"""A chart that one language has no letters for: its data stand there as a table, all is made."""

from __future__ import annotations

import json
from pathlib import Path

from tests.end_to_end.command import briefing
from tests.matrix import workspace

TOML = """\
[title]
en = "{area}: growth"
fr = "{area} : croissance"
ar = "{area}: النمو"
zh = "{area}：增长"
[needs.growth]
indicators = ["NY.GDP.MKTP.KD.ZG"]
series = 5
"""
BRIEF = """\
{% from "shared/charts.j2" import line_chart %}
<section><h2>{{ t("Economy") }}</h2>
{% for s in facts.growth|by_indicator|plottable %}{{ line_chart(s, 30, table=false) }}{% endfor %}
</section>
"""


def test_the_other_languages_keep_their_chart(tmp_path: Path) -> None:
    work = workspace(tmp_path / "work")
    folder = work / "templates" / "growth"
    folder.mkdir()
    (folder / "template.toml").write_text(TOML, "utf-8")
    (folder / "brief.j2").write_text(BRIEF, "utf-8")
    (work / "briefings" / "growth.toml").write_text(
        'template = "growth"\nsubject = "IND"\nlanguages = ["en-CA", "zh"]\n'
        'formats = ["docx", "html"]\nas_of = "2026-07-01"\nnumber = "GROWTH"\n',
        "utf-8",
    )
    said = briefing(work, "build", "growth")
    assert "A chart of “Growth of gross domestic product, yearly” is not drawn" in said.words
    made = work / "briefings/growth/0001"
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert [n["code"] for n in manifest["notices"]].count("chart-letter-missing") == 1
    drawn = {
        path.stem.rpartition("_")[2]: "<svg" in path.read_text() for path in made.glob("*.html")
    }
    assert drawn == {"en-CA": True, "zh": False}
