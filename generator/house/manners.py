"""How a house or an order may have things written: digits, calendars, words at line ends."""

from __future__ import annotations

from itertools import permutations
from typing import Final, Literal

Calendar = Literal["gregorian", "islamic-umalqura", "persian", "buddhist"]

CALENDARS: Final[tuple[Calendar, ...]] = ("gregorian", "islamic-umalqura", "persian", "buddhist")
BOTH: Final = "+"
DATINGS: Final = (*CALENDARS, *(BOTH.join(pair) for pair in permutations(CALENDARS, 2)))
"""One calendar, or two: "gregorian+persian" prints the second in brackets."""

TABLE_ROWS: Final = "table_rows"
USUAL_DIGITS: Final = ("latn", "arab", "arabext")
HYPHENATED: Final = frozenset(
    [
        "af",
        "be",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fr",
        "gl",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "lt",
        "lv",
        "mn",
        "nb",
        "nl",
        "nn",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "uk",
        "zu",
    ]
)
"""Languages whose words the layout engine can divide, in scripts whose fonts have a sign for it."""

DIGITS: Final = frozenset(
    [
        "adlm",
        "ahom",
        "arab",
        "arabext",
        "bali",
        "beng",
        "bhks",
        "brah",
        "cakm",
        "cham",
        "deva",
        "diak",
        "fullwide",
        "gara",
        "gong",
        "gonm",
        "gujr",
        "gukh",
        "guru",
        "hanidec",
        "hmng",
        "hmnp",
        "java",
        "kali",
        "kawi",
        "khmr",
        "knda",
        "krai",
        "lana",
        "lanatham",
        "laoo",
        "latn",
        "lepc",
        "limb",
        "mlym",
        "modi",
        "mong",
        "mroo",
        "mtei",
        "mymr",
        "mymrepka",
        "mymrpao",
        "mymrshan",
        "mymrtlng",
        "nagm",
        "newa",
        "nkoo",
        "olck",
        "onao",
        "orya",
        "osma",
        "rohg",
        "saur",
        "shrd",
        "sind",
        "sinh",
        "sora",
        "sund",
        "sunu",
        "takr",
        "talu",
        "tamldec",
        "telu",
        "thai",
        "tibt",
        "tirh",
        "tnsa",
        "vaii",
        "wara",
        "wcho",
    ]
)
"""CLDR's sets of ten digits, without those that are an ornament (mathbold, segment …)."""
