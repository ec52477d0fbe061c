"""Every kind of value in a sample of all locales; ``make conformance`` writes them in all."""

from __future__ import annotations

import os

import pytest

from tests.unit.localisation.all_locales import everything, tags

ALL = tags()
EVERY = 1 if os.environ.get("BRIEFING_CONFORMANCE") else 24
# Scripts, digits and calendars of their own, and languages with next to no data.
ALWAYS = (
    "ar-SA", "bn", "ckb", "dz", "fa-AF", "ha-Arab", "he", "ks", "mni-Mtei", "my", "osa", "ps", "th",
    "ur-IN", "vai", "yi", "yue-Hant", "zh-Hant",
)  # fmt: skip


@pytest.mark.parametrize("tag", sorted({*ALL[::EVERY], *ALWAYS}))
def test_every_value_is_written_in_every_locale(tag: str) -> None:
    texts = list(everything(tag))
    assert len(texts) > 200
    assert all(text.strip() for text in texts)
    assert not any("{" in text for text in texts)


def test_all_locales_of_babel_are_counted() -> None:
    assert len(ALL) > 1000
