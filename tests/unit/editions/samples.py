"""Manifests and files for tests of what is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from generator.editions.manifest import (
    DocumentMade,
    FactUsed,
    Manifest,
    NoticeGiven,
    OrderMade,
    OriginUsed,
    Part,
    SourceUsed,
    edition_fingerprint,
)
from generator.editions.store import EditionStore

FILES = {"IRQ-1-en-CA.pdf": b"%PDF one", "IRQ-1-en-CA.html": b"<p>one</p>"}
ORDER = "iraq"


def manifest(
    number: int = 1,
    files: Mapping[str, bytes] = FILES,
    *,
    order: str = ORDER,
    overrides: Mapping[str, str] | None = None,
) -> Manifest:
    """A manifest that describes ``files``."""
    documents = tuple(
        DocumentMade(
            "en-CA",
            name.rsplit(".", 1)[1],
            name,
            len(data),
            hashlib.sha256(data).hexdigest(),
            hashlib.sha256(b"tree" + data).hexdigest(),
        )
        for name, data in sorted(files.items())
    )
    origin = OriginUsed("gac", "000", {"en": "Brief"}, producer="gac", as_of="2016-06")
    fact = FactUsed(
        "irq-population",
        "ab" * 32,
        "figure",
        origin,
        "UNCLASSIFIED",
        "p. 2",
        text={"en": "Iraq has {value} inhabitants."},
        value={"value": "46042015", "unit": "persons"},
        freshness="fresh",
        age_days=12,
        printed=("en-CA",),
    )
    return Manifest(
        order=OrderMade(order, "cd" * 32, ("en-CA",), ("pdf", "html"), overrides or {}),
        edition=number,
        number="IRQ-1",
        subject="IRQ",
        issued=dt.date(2024, 12, 2),
        as_of=dt.date(2024, 12, 1),
        as_of_rule="stated",
        status="draft",
        marking="UNCLASSIFIED",
        ceiling="UNCLASSIFIED",
        languages=("en-CA",),
        formats=("pdf", "html"),
        documents=documents,
        facts=(fact,),
        sources=(SourceUsed("gac", {"en": "Canada"}, "OGL", "UNCLASSIFIED"),),
        template=Part("country-brief", "11" * 32),
        house=Part("canada", "22" * 32),
        fonts=(Part("NotoSans-Regular.ttf", "33" * 32),),
        locale_data={"cldr": "47"},
        program={"version": "0.1.0"},
        libraries={"babel": "2.18.0"},
        notices=(NoticeGiven("file-empty", "warning", {"a": "ب"}, line=3),),
        inputs="44" * 32,
        fingerprint=edition_fingerprint(documents),
    )


def publish(
    store: EditionStore,
    files: Mapping[str, bytes] = FILES,
    *,
    overrides: Mapping[str, str] | None = None,
) -> int:
    """Publish the next edition; gives its number."""
    with store.writing(ORDER):
        number = store.next_number(ORDER)
        store.publish(ORDER, files, manifest(number, files, overrides=overrides))
    return number
