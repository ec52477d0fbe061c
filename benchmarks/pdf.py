"""How long a PDF takes, against a plain warm WeasyPrint call on the same HTML.

    python -m benchmarks.pdf [--rounds 12] [--languages fr ar] [--bare] [--long]

Ours: compose the document from chosen facts, lay it out, finish it (tags, reading direction,
attachment), look it over. Plain: ``HTML(string=…).write_pdf(pdf_variant="pdf/a-3a", …)`` on
the very HTML, style sheets, pictures and fonts that ours lays out, with one FontConfiguration
and parsed CSS objects kept for the process, and with the collector of cycles as Python has it.
Each is a process of its own (``pdf_sides``), so that neither clears away what the other left
or finds memory that the other asked for; both have to draw the same pages.
Processor time, the system's included, in turns of two documents; the ratio is the median of
those of neighbouring turns, which other work on the machine slows alike. ``--bare`` leaves the
drawing out on both sides, which ours writes without the engine's own SVG. ``--long`` measures
the memory of a pack of a hundred pages instead, in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.one_brief import DAY, Warm, table, workspace

if TYPE_CHECKING:
    from generator.document.tree import Document
    from generator.house import HouseStyle

LANGUAGES = ("fr", "ar", "en")
TURN = 2  # documents
WARMING = 2  # rounds
LEAST_SEEN = 16  # of 255: what edges of a drawing differ by
PACK = 32  # times the body of the country brief


@dataclass
class Case:
    """One document: what composes it, and what writes it."""

    name: str
    compose: Callable[[], Document]
    house: HouseStyle

    def __post_init__(self) -> None:
        self.document = self.compose()

    def ours(self) -> bytes:
        """The whole path to the finished file."""
        from generator.writers.pdf import write_pdf

        return write_pdf(self.compose(), self.house)


def without_figures(document: Document) -> Document:
    """The document without its pictures."""
    from generator.document.tree import Block, Box, Figure, Section

    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(block, blocks=kept(block.blocks)) if isinstance(block, Section | Box) else block
            for block in blocks
            if not isinstance(block, Figure)
        )

    return replace(document, blocks=kept(document.blocks))


def cases(root: Path, languages: Sequence[str], *, bare: bool = False) -> list[Case]:
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
            document = compose(
                chosen.template, chosen.selection, chosen.base, chosen.house, localiser, brief
            ).document
            return without_figures(document) if bare else document

        return run

    return [Case(f"country brief, {tag}", composing(tag), chosen.house) for tag in languages]


def seconds(function: Callable[[], Any]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    function()
    return time.process_time() - began


class Side:
    """One of the two ways, in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.pdf_sides", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def turn(self, language: str, times: int) -> float:
        """Processor time of one document, in seconds."""
        assert self._process.stdin is not None
        print(language, times, file=self._process.stdin, flush=True)
        return float(self._answer())

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        if not (line := self._process.stdout.readline()):
            raise SystemExit("one side has ended")
        return line


def measure(
    folder: Path, languages: Sequence[str], rounds: int, *, bare: bool
) -> dict[str, list[tuple[float, float]]]:
    """For each language what plain and ours took, turn by turn."""
    ours = Side("bare" if bare else "ours", str(folder), *languages)
    plain = Side("plain", str(folder))
    for language in languages:
        _compare(folder, language)
    taken: dict[str, list[tuple[float, float]]] = {tag: [] for tag in languages}
    for number in range(rounds + WARMING):
        for tag in languages:
            pair = plain.turn(tag, TURN), ours.turn(tag, TURN)
            if number >= WARMING:
                taken[tag].append(pair)
    for side in (plain, ours):
        side.end()
    return taken


def _compare(folder: Path, language: str) -> None:
    """End unless both ways draw the same pages."""
    import pypdfium2
    from PIL import ImageChops

    plain, ours = (
        [
            page.render(scale=1, grayscale=True).to_pil()
            for page in pypdfium2.PdfDocument(folder / f"{side}-{language}.pdf")
        ]
        for side in ("plain", "ours")
    )
    same = len(plain) == len(ours) and all(
        sum(ImageChops.difference(*pair).histogram()[LEAST_SEEN:]) == 0
        for pair in zip(plain, ours, strict=True)
    )
    if not same:
        raise SystemExit(f"plain and ours do not draw the same pages: {language}")


def long_pack(document: Document) -> Document:
    """The document with its body as often as it takes to fill a hundred pages and more."""
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
    from dataclasses import fields, is_dataclass

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
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--long", action="store_true")
    arguments = parser.parse_args()
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    if arguments.long:
        with tempfile.TemporaryDirectory() as folder:
            memory(Path(folder) / "work")
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), arguments.languages, arguments.rounds, bare=arguments.bare)
    middle = statistics.median
    rows = [
        [
            tag,
            f"{middle(plain for plain, _ in pairs) * 1000:.0f}",
            f"{middle(ours for _, ours in pairs) * 1000:.0f}",
            f"{middle(ours / plain for plain, ours in pairs):.2f}",
        ]
        for tag, pairs in found.items()
    ]
    every = [ours / plain for pairs in found.values() for plain, ours in pairs]
    rows.append(["all", "", "", f"{middle(every):.2f}"])
    table("PDF, warm: the country brief", ("language", "plain ms", "ours ms", "ratio"), rows)


if __name__ == "__main__":
    main()
