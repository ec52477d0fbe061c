"""Time and memory for a brief with one table of thousands of rows.

    python -m benchmarks.long_table [--rows 5000 20000] [--language en-CA]

The rows are figures of made-up series in a workspace of their own; each number of rows is
measured in a process of its own, stage by stage, in seconds of processor time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

DAY = dt.date(2024, 12, 1)
YEARS = 20
MEGABYTE = 1024

SOURCE = """\
title.en = "Made-up series"
languages = ["en"]
licence = "ours"
marking = "UNCLASSIFIED"
producer_name.en = "Office of made-up series"
[documents.set]
kind = "data_set"
language = "en"
title.en = "Made-up series"
published = "2024-11-01"
[[tables]]
files = "data/*.csv"
document = "set"
id_prefix = "made-up"
columns = { area = "code", period = "year", value = "value" }
decimal_mark = "."
"""
TEMPLATE = """\
title.en = "{area}: figures"
title.fr = "{area} : chiffres"
title.ar = "{area}: أرقام"
[needs.figures]
indicators = ["all"]
series = 1000
order = "oldest"
freshness = "expired"
"""
BRIEF = """\
<table class="figures"><caption>{{ t("Main figures") }}</caption>
<thead><tr><th>{{ t("Indicator") }}</th><th>{{ t("Period") }}</th><th>{{ t("Value") }}</th>
<th>{{ t("Source") }}</th></tr></thead><tbody>
{% for fact in facts.figures %}<tr><th>{{ fact|name }}</th><td>{{ fact|period }}</td>
<td>{{ fact|value }}</td><td>{{ fact|producer }}{{ fact|cite }}</td></tr>{% endfor %}
</tbody></table>
"""
REFERENCE = 'title.en = "Names"\nlanguages = ["en"]\nlicence = "ours"\nmarking = "UNCLASSIFIED"\n'
ORDER = """\
template = "figures-list"
subject = "IRQ"
languages = ["{language}"]
house = "neutral"
as_of = "2024-12-01"
"""


def workspace(root: Path, rows: int, language: str) -> None:
    """Write a workspace whose brief prints ``rows`` figures."""
    texts = {
        "sources/reference/source.toml": REFERENCE,
        "sources/reference/areas.csv": "id,alpha2,name_en\nIRQ,IQ,Iraq\n",
        "sources/made-up/source.toml": SOURCE,
        "templates/figures-list/template.toml": TEMPLATE,
        "templates/figures-list/brief.j2": BRIEF,
        "briefings/figures.toml": ORDER.replace("{language}", language),
    }
    names = [f"X.S{number:04d}" for number in range(rows // YEARS)]
    heads = "code,unit,currency,decimals,name_en,published_name\n"
    lines = "".join(f"{name},percent,,1,Series {name},Series {name}\n" for name in names)
    texts["sources/made-up/indicators.csv"] = heads + lines
    for number, name in enumerate(names):
        values = (f"IRQ,{y},{(number * 37 + y * 13) % 997 / 10:.1f}\n" for y in years())
        texts[f"sources/made-up/data/{name}.csv"] = "code,year,value\n" + "".join(values)
    for place, text in texts.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def years() -> range:
    """The years that every series has."""
    return range(DAY.year - YEARS, DAY.year)


def stages(root: Path) -> Iterator[str]:
    """Make the brief; gives the name of each stage when it is done."""
    from generator.build import making, proving
    from generator.build.inputs import Inputs, wanted_of
    from generator.build.materials import Materials, brief_of, facts_digest, without_others
    from generator.build.orders.order import read_orders
    from generator.build.preparing import Preparation
    from generator.build.report import Settings
    from generator.build.stages import Stages
    from generator.build.workspace import Workspace
    from generator.problems import Findings
    from generator.writers.registry import FORMATS, writer

    making.warm_text()
    making.warm_pages()
    place, findings, settings = Workspace(root), Findings(), Settings(today=DAY, clock=DAY)
    (order,) = read_orders(place, (), findings)
    wanted = wanted_of(order, settings, findings)
    assert wanted is not None
    yield "loaded"
    preparation = Preparation(place, settings, Stages(), Inputs(place))
    preparation.read([order])
    yield "facts read"
    chosen = preparation.choose(order, wanted, "", None, findings)
    assert chosen is not None, [problem.what for problem in findings]
    yield "facts chosen"
    brief = brief_of(order, wanted, DAY, 1, facts_digest(chosen.selection))
    base = without_others(chosen.base, chosen.selection)
    house, template = chosen.house, chosen.template
    materials = Materials(
        "", wanted.languages[0], template, chosen.selection, base, house, brief, {}, {}, False
    )
    composed = making._compose(materials)
    making.content_fingerprint(composed.document, False)
    yield "composed"
    proving.long_tables(composed, house)
    yield "file written and read back"
    proving.outline_of(composed, house, base)
    yield "values read back"
    for name in FORMATS:
        proving.prove_file(composed, house, name, writer(name)(composed.document, house))
        yield f"{name} written and read back"


def measure(rows: int, language: str) -> None:
    """Print seconds and memory of each stage."""
    with tempfile.TemporaryDirectory() as folder:
        workspace(Path(folder), rows, language)
        start = before = time.process_time()
        for stage in stages(Path(folder)):
            now = time.process_time()
            if stage == "loaded":
                start = now
            else:
                print(f"  {stage:32} {now - before:7.2f} s  {memory():5} MB")
            before = now
        print(f"  {'all':32} {before - start:7.2f} s")


def memory() -> int:
    """The most that the process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE


def main() -> None:
    """Measure each number of rows in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[5000])
    parser.add_argument("--language", default="en-CA")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    for rows in asked.rows:
        if asked.here:
            measure(rows, asked.language)
            continue
        print(f"{rows} rows, {asked.language}", flush=True)
        own = (sys.executable, "-m", "benchmarks.long_table", "--here")
        subprocess.run(
            [*own, "--rows", str(rows), "--language", asked.language], cwd=ROOT, check=True
        )


if __name__ == "__main__":
    main()
