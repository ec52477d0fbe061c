"""How long a PDF takes, against a plain warm WeasyPrint call on the same HTML.

    python -m benchmarks.pdf [--rounds 7] [--languages fr ar] [--parts]

Ours: compose the document from chosen facts, lay it out, finish it (tags, reading direction,
attachment), look it over. Plain: ``HTML(string=…).write_pdf(pdf_variant="pdf/a-3a", …)`` on
the very HTML and style sheets that ours lays out, with one FontConfiguration and parsed CSS
objects kept for the process. Processor time, in turns, medians; the ratio is what counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import tostring

from benchmarks.one_brief import DAY, Warm, table, workspace

if TYPE_CHECKING:
    from generator.document.tree import Document
    from generator.house import HouseStyle

LANGUAGES = ("fr", "ar", "en")


@dataclass
class Case:
    """One document: what composes it, and what writes it plainly."""

    name: str
    compose: Callable[[], Document]
    house: HouseStyle

    def __post_init__(self) -> None:
        self.document = self.compose()
        self.plain = plain_call(self.document, self.house)

    def ours(self) -> None:
        """The whole path to the finished file."""
        from generator.writers.pdf import write_pdf

        write_pdf(self.compose(), self.house)


def plain_call(document: Document, house: HouseStyle) -> Callable[[], Any]:
    """A plain call of the engine on the HTML that ours lays out, with all that can be kept."""
    from weasyprint import CSS, HTML

    from generator.writers.fonts.choice import choose
    from generator.writers.pdf import sheets_of
    from generator.writers.pdf_engine import counters_of, font_configuration
    from generator.writers.pdf_sheet import sheet

    html = "<!DOCTYPE html>" + tostring(sheet(document), encoding="unicode", method="html")
    fonts = font_configuration(choose(document, house).files)
    texts = sheets_of(document, house)
    kept = [CSS(string=text, font_config=fonts) for text in texts]
    from generator.writers.pdf_engine import stylesheet

    counters = counters_of([stylesheet(text) for text in texts])

    def call() -> Any:
        return HTML(string=html).write_pdf(
            stylesheets=kept, font_config=fonts, counter_style=counters, pdf_variant="pdf/a-3a"
        )

    return call


def cases(root: Path, languages: Sequence[str]) -> list[Case]:
    """The demonstration brief in each language, composed from its chosen facts."""
    from generator.build.materials import brief_of, facts_digest
    from generator.compose.brief import compose
    from generator.localisation import Localiser
    from generator.problems import Findings

    warm = Warm(workspace(root, ()))
    preparation = warm._preparation()
    preparation.read([warm.order])
    chosen = preparation.choose(warm.order, warm.wanted, "", None, Findings())
    if chosen is None:
        raise SystemExit("the order is refused; see briefing check")
    brief = brief_of(warm.order, warm.wanted, DAY, 1, facts_digest(chosen.selection))

    def composing(language: str) -> Callable[[], Document]:
        def run() -> Document:
            localiser = Localiser.for_house(language, chosen.house)
            return compose(
                chosen.template, chosen.selection, chosen.base, chosen.house, localiser, brief
            ).document

        return run

    return [Case(f"country brief, {tag}", composing(tag), chosen.house) for tag in languages]


def seconds(function: Callable[[], Any]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    function()
    return time.process_time() - began


def measure(some: Sequence[Case], rounds: int) -> list[tuple[Case, float, float]]:
    """For each case the medians of plain and ours, taken in turns."""
    taken: dict[str, tuple[list[float], list[float]]] = {case.name: ([], []) for case in some}
    for number in range(rounds + 1):
        for case in some:
            plain, ours = seconds(case.plain), seconds(case.ours)
            if number:  # the first round warms up
                taken[case.name][0].append(plain)
                taken[case.name][1].append(ours)
    middle = statistics.median
    return [(case, middle(taken[case.name][0]), middle(taken[case.name][1])) for case in some]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    arguments = parser.parse_args()
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(cases(Path(folder) / "work", arguments.languages), arguments.rounds)
    rows = [
        [case.name, f"{plain * 1000:.0f}", f"{ours * 1000:.0f}", f"{ours / plain:.2f}"]
        for case, plain, ours in found
    ]
    total = sum(ours for _, _, ours in found) / sum(plain for _, plain, _ in found)
    rows.append(["all", "", "", f"{total:.2f}"])
    table("PDF, warm", ("document", "plain ms", "ours ms", "ratio"), rows)


if __name__ == "__main__":
    main()
