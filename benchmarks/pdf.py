"""How long a PDF takes, against a plain warm WeasyPrint call on the same HTML.

    python -m benchmarks.pdf [--rounds 7] [--languages fr ar] [--long]

Ours: compose the document from chosen facts, lay it out, finish it (tags, reading direction,
attachment), look it over. Plain: ``HTML(string=…).write_pdf(pdf_variant="pdf/a-3a", …)`` on
the very HTML and style sheets that ours lays out, with one FontConfiguration and parsed CSS
objects kept for the process, and with the collector of cycles as Python has it. Processor
time, in turns, medians; the ratio is what counts. ``--long`` measures the memory of a pack of
a hundred pages instead, in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
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
PACK = 32  # times the body of the country brief


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
            gc.unfreeze()  # ours keeps what is loaded out of collections: not here
            plain = seconds(case.plain)
            gc.collect()
            gc.freeze()
            ours = seconds(case.ours)
            if number:  # the first round warms up
                taken[case.name][0].append(plain)
                taken[case.name][1].append(ours)
    middle = statistics.median
    return [(case, middle(taken[case.name][0]), middle(taken[case.name][1])) for case in some]


def long_pack(document: Document) -> Document:
    """The document with its body as often as it takes to fill a hundred pages and more."""
    from dataclasses import replace

    from generator.document.tree import Section

    def again(section: Section, copy: int) -> Section:
        blocks = tuple(
            again(block, copy) if isinstance(block, Section) else block for block in section.blocks
        )
        heading = replace(section.heading, id=f"{section.heading.id}-{copy}")
        return replace(section, heading=heading, blocks=blocks)

    sections = [block for block in document.blocks if isinstance(block, Section)]
    bare = [replace(section, blocks=_uncited(section.blocks)) for section in sections]
    blocks = tuple(again(section, copy) for copy in range(PACK) for section in bare)
    return replace(document, blocks=(*document.blocks, *blocks))


def _uncited(blocks: Any) -> Any:
    """Blocks without calls of notes and ids: a note has its place once."""
    from dataclasses import fields, is_dataclass, replace

    from generator.document.tree import Citation

    if isinstance(blocks, tuple):
        return tuple(_uncited(one) for one in blocks if not isinstance(one, Citation))
    if not is_dataclass(blocks) or isinstance(blocks, type):
        return blocks
    changed = {each.name: _uncited(getattr(blocks, each.name)) for each in fields(blocks)}
    if "rows" in changed:
        changed["id"] = ""
    return replace(blocks, **changed)


def memory(root: Path) -> None:
    """Print pages, processor time and peak memory of a long pack."""
    from generator.proof.pdf_text import read_pdf
    from generator.writers.pdf import write_pdf

    (case,) = cases(root, ("fr",))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pack, content = long_pack(case.document), b""

    def write() -> None:
        nonlocal content
        content = write_pdf(pack, case.house)

    took = seconds(write)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = len(read_pdf(content).pages)
    row = [pages, f"{took:.1f}", f"{before:.0f}", f"{peak:.0f}", f"{len(content) / 1024:.0f}"]
    table("A long pack", ("pages", "CPU s", "MB before", "MB at most", "KB of PDF"), [row])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--long", action="store_true")
    arguments = parser.parse_args()
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    if arguments.long:
        with tempfile.TemporaryDirectory() as folder:
            memory(Path(folder) / "work")
        return
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
