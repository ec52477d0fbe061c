"""First pages of Word files as LibreOffice lays them out look as they were accepted.

``BRIEFING_ACCEPT=1 make conformance`` accepts them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.writers.docx.writer import write_docx
from tests import matrix
from tests.conformance import checkers
from tests.sample_tree import LANGUAGES
from tests.visual.looks import drawn, judged, report
from tests.visual.test_pages import document, dressed

SHARE: Final = 0.03
"""Versions of LibreOffice break lines a little differently."""


def test_first_pages_of_word_files_look_as_they_were_accepted(tmp_path: Path) -> None:
    files = []
    for name in matrix.houses():
        for language in LANGUAGES:
            files.append(tmp_path / f"word-{name}-{language}.docx")
            files[-1].write_bytes(write_docx(document(language), dressed(name)))
    made = checkers.libreoffice(files, tmp_path, "pdf")
    assert set(made) == set(files)
    looks = [judged(f"{path.stem}-1", drawn(made[path], 1)[0], SHARE) for path in files]
    other = [look for look in looks if look is not None]
    assert not other, report(other)
