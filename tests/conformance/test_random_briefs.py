"""Two hundred random briefs through every writer, all rules and all outside checkers."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import pytest

from generator.house import HouseStyle
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
REFUSED: Final = frozenset({"footnote-off-page"})
"""Problems by which a page that cannot be laid out is refused; nothing is published then.
Text that finds no room is made to fit, so no page is refused for it."""
UNLIKE: Final = "unlike-the-document"
"""A page that is read back otherwise than its document says: its edition is stopped too."""
MOST_REFUSED: Final = random_briefs.COUNT // 50
SEEDS: Final = range(random_briefs.COUNT)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one brief, what our own rules find in them, and the refusals."""

    files: dict[str, Path]
    wrong: tuple[str, ...]
    refused: tuple[str, ...]


@cache
def _houses() -> list[HouseStyle]:
    fonts = tuple(path.as_posix() for path in chinese_fonts())
    return [replace(house(name), font_files=fonts) for name in matrix.houses()]


def write(seed: int, folder: Path) -> Written:
    """One brief in all formats, in the house styles by turns."""
    document = random_briefs.brief(seed)
    style = _houses()[seed % len(_houses())]
    style = replace(style, marking=house("canada").marking)  # the samples bear its labels
    files, wrong, refused = {}, [], []
    for form in FORMS:
        try:
            content = writer(form)(document, style)
        except ProblemsFound as found:
            refused += [f"{form} {problem.code}" for problem in found.problems]
            continue
        if differences := prove(document, form, content).differences:
            if form == "pdf":
                refused.append(f"{form} {UNLIKE}")
                continue
            wrong += [f"{form} {each}" for each in differences]
        files[form] = folder / f"random-{seed:03d}.{form}"
        files[form].write_bytes(content)
        rules = {"pdf": pdf.broken, "docx": word.broken}.get(form)
        found_wrong = [] if rules is None else rules(content, document.lang)
        wrong += [str(each) for each in found_wrong if not _of_chinese_fonts(each)]
    return Written(files, tuple(wrong), tuple(dict.fromkeys(refused)))


def _of_chinese_fonts(finding: Finding) -> bool:
    """Marks without a letter in the fonts of the optional packages say nothing when copied."""
    return finding.rule == "font-letters" and finding.place.endswith(("-SC", "-TC"))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    return [
        Written({form: Path(path) for form, path in files.items()}, tuple(wrong), tuple(refused))
        for files, wrong, refused in once(tmp_path_factory, "random", _all_written)
    ]


def _all_written(folder: Path) -> list[tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]]:
    # A worker of pytest-xdist has a thread of its own, beside which no process may be forked.
    with ProcessPoolExecutor(checkers.AT_ONCE, get_context("spawn")) as several:
        made = several.map(write, SEEDS, [folder] * len(SEEDS), chunksize=4)
        return [
            ({form: str(path) for form, path in each.files.items()}, each.wrong, each.refused)
            for each in made
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
    assert {"docx", "html"} <= set(written[seed].files)
    assert {refusal.split()[1] for refusal in written[seed].refused} <= REFUSED | {UNLIKE}


def test_next_to_no_brief_is_refused(written: list[Written]) -> None:
    refused = {seed: each.refused for seed, each in enumerate(written) if each.refused}
    assert len(refused) <= MOST_REFUSED, refused


@pytest.mark.parametrize("seed", SEEDS)
def test_the_outside_checkers_find_nothing(seed: int, written: list[Written], found: Found) -> None:
    files = written[seed].files
    assert found.sdk[files["docx"]] == []
    assert as_reopened(found.reopened[files["docx"]]) == as_written(files["docx"].read_bytes())
    if "pdf" in files:
        assert found.verapdf[files["pdf"]] == []
