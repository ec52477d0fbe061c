"""Every rule of PDF files; ``broken`` gives what a file breaks."""

from __future__ import annotations

from typing import Final

import pikepdf

from tests.rules import pdf_document, pdf_pages, pdf_structure
from tests.rules.finding import Finding
from tests.rules.pdf_file import PdfFile

RULES: Final = (*pdf_document.RULES, *pdf_structure.RULES, *pdf_pages.RULES)


def broken(content: bytes, language: str) -> list[Finding]:
    """The rules that a PDF in ``language`` breaks, each finding once, in order."""
    try:
        file = PdfFile(content, language)
    except pikepdf.PdfError as error:
        return [Finding("syntax", "file", str(error))]
    with file.pdf:
        return list(dict.fromkeys(finding for rule in RULES for finding in rule(file)))
