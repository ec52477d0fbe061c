"""Two hundred random briefs through every writer, all rules and all outside checkers."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import pytest

from generator.document.tree import Document
from generator.house import HouseStyle
from generator.house.manners import HYPHENATED
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.writers.registry import writer
from tests import matrix, random_briefs
from tests.conformance import checkers
from tests.conformance.checkers import Found
from tests.conformance.conftest import chinese_fonts, found_once
from tests.conformance.reopened import as_reopened, as_written
from tests.once import once
from tests.rules import pdf, word
from tests.rules.finding import Finding
from tests.unit.writers.pdf_reading import house

FORMS: Final = ("pdf", "docx", "html")
SEEDS: Final = range(random_briefs.COUNT)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one brief, and what is wrong: a file that is refused, what rules find in it."""

    files: dict[str, Path]
    wrong: tuple[str, ...]


@cache
def _houses() -> list[HouseStyle]:
    fonts = tuple(path.as_posix() for path in chinese_fonts())
    return [replace(house(name), font_files=fonts) for name in matrix.houses()]


def _house(seed: int, document: Document) -> HouseStyle:
    """The house styles by turns; every second divides words where there is a dictionary."""
    style = _houses()[seed % len(_houses())]
    language = document.lang.split("-")[0]
    divided = (language,) if seed % 2 and language in HYPHENATED else ()
    return replace(style, marking=house("canada").marking, hyphenation=divided)  # its labels


def write(seed: int, folder: Path) -> Written:
    """One brief in all formats, in the house styles by turns."""
    document = random_briefs.brief(seed)
    style = _house(seed, document)
    files: dict[str, Path] = {}
    wrong: list[str] = []
    for form in FORMS:
        try:
            content = writer(form)(document, style)
        except ProblemsFound as found:
            wrong += [f"{form} is refused: {problem}" for problem in found.problems]
            continue
        wrong += [f"{form} {each}" for each in prove(document, form, content).differences]
        files[form] = folder / f"random-{seed:03d}.{form}"
        files[form].write_bytes(content)
        rules = {"pdf": pdf.broken, "docx": word.broken}.get(form)
        found_wrong = [] if rules is None else rules(content, document.lang)
        wrong += [str(each) for each in found_wrong if not _of_chinese_fonts(each)]
    return Written(files, tuple(wrong))


def _of_chinese_fonts(finding: Finding) -> bool:
    """Marks without a letter in the fonts of the optional packages say nothing when copied."""
    return finding.rule == "font-letters" and finding.place.endswith(("-SC", "-TC"))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    return [
        Written({form: Path(path) for form, path in files.items()}, tuple(wrong))
        for files, wrong in once(tmp_path_factory, "random", _all_written)
    ]


def _all_written(folder: Path) -> list[tuple[dict[str, str], tuple[str, ...]]]:
    # A worker of pytest-xdist has a thread of its own, beside which no process may be forked.
    with ProcessPoolExecutor(checkers.AT_ONCE, get_context("spawn")) as several:
        made = several.map(write, SEEDS, [folder] * len(SEEDS), chunksize=4)
        return [
            ({form: str(path) for form, path in each.files.items()}, each.wrong) for each in made
        ]


@pytest.fixture(scope="session")
def found(written: list[Written], tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What the outside checkers find."""
    words = [each.files["docx"] for each in written if "docx" in each.files]
    pages = [each.files["pdf"] for each in written if "pdf" in each.files]
    return found_once(tmp_path_factory, "random-found", words, pages)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_file_says_it_all_and_keeps_every_rule(seed: int, written: list[Written]) -> None:
    assert written[seed].wrong == ()
    assert set(written[seed].files) == set(FORMS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_outside_checkers_find_nothing(seed: int, written: list[Written], found: Found) -> None:
    files = written[seed].files
    assert found.sdk[files["docx"]] == []
    assert as_reopened(found.reopened[files["docx"]]) == as_written(files["docx"].read_bytes())
    assert found.verapdf[files["pdf"]] == []
