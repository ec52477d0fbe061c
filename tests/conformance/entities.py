"""Which entities of the Factbook conformance builds and checks: a few, or all and a sample."""

from __future__ import annotations

import csv
import os
import random
from typing import Final

from tests.end_to_end.command import ROOT

LANGUAGES: Final = ("en-CA", "fr-CA", "ar-IQ")
WHOLE: Final = bool(os.environ.get("BRIEFING_EVERY_ENTITY"))
SEED: Final = int(os.environ.get("BRIEFING_SEED", "20261129"))
SAMPLE: Final = 40
FEW: Final = ("GRL", "HKG", "CYP")
"""Two territories and a country that is divided."""

BEYOND: Final = ("TWN", "VAT", "EUE")
"""Areas that the Factbook's files have nothing on: they have their brief all the same."""

ORDER: Final = """\
template = "country-brief"
subject = "{area}"
number = "{area}-CTY-2026-0001"
languages = ["en-CA", "fr-CA", "ar-IQ"]
formats = ["pdf", "docx"]
as_of = "2026-11-22"
"""


def entities() -> list[str]:
    """The ISO codes of the files that ship."""
    path = ROOT / "sources" / "world-factbook-2026-01" / "index.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return sorted(row["iso3"] for row in csv.DictReader(stream))


def sampled() -> list[str]:
    """The areas whose documents are checked."""
    if not WHOLE:
        return sorted((*FEW, *BEYOND))
    return sorted((*random.Random(SEED).sample(entities(), SAMPLE), *BEYOND))


def built() -> list[str]:
    """The areas whose documents are made."""
    return sorted({*(entities() if WHOLE else FEW), *BEYOND})
