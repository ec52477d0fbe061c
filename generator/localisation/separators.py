"""The signs of a file of cells (CSV) that programs of a language's readers expect.

Spreadsheets split such a file at the list separator of the reader's machine, and read its
numbers with that machine's decimal mark; with the wrong ones all stands in one column, or
"3.12" becomes the third of December. CLDR has no list separator, so this is what Windows
sets: a semicolon wherever the decimal mark is a comma, and in the languages named here.
"""

from __future__ import annotations

from typing import Final, Literal

from generator.localisation.locale import Locale
from generator.localisation.numbers import system

_SEMICOLON: Final = frozenset({"ar", "ckb", "de", "fa", "it", "ps", "sd", "ug", "ur"})
"""Languages of machines that separate by semicolons beside a decimal point."""


def signs_of(locale: Locale) -> tuple[Literal[",", ";"], Literal[".", ","]]:
    """The separator of cells and the decimal mark of bare numbers.

    Bare numbers are in the digits 0 to 9 in every language.

    >>> [signs_of(Locale.parse(tag)) for tag in ("en-CA", "fr-CA", "ar-IQ")]
    [(',', '.'), (';', ','), (';', '.')]
    """
    if system(locale.data, "latn").decimal == ",":
        return ";", ","
    return (";" if locale.language in _SEMICOLON else ","), "."
