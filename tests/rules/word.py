"""Every rule of Word files; ``broken`` gives what a file breaks."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from tests.rules import word_access, word_direction, word_fields, word_package, word_structure
from tests.rules.finding import Finding
from tests.rules.word_file import WordFile

RULES: Final = (
    *word_package.RULES,
    *word_structure.RULES,
    *word_fields.RULES,
    *word_access.RULES,
    *word_direction.RULES,
)


def broken(content: bytes, language: str) -> list[Finding]:
    """The rules that a Word file in ``language`` breaks, each finding once, in order."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [Finding("package", "package", "is no zip file")]
    file = WordFile(content, language)
    if "[Content_Types].xml" not in file.xml or file.main not in file.xml:
        return [Finding("package", "package", "has no content types or no main part")]
    return list(dict.fromkeys(finding for rule in RULES for finding in rule(file)))
