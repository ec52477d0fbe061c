"""Bilingual editions in orders: what is read, and every mistake in the words told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.orders.bilingual import Bilingual
from generator.build.orders.order import read_order
from generator.problems import Findings

ORDER = """\
template = "country-brief"
subject = "IRQ"
languages = ["en-CA", "fr-CA", "ar-IQ"]
[bilingual]
"""


def read(tmp_path: Path, table: str) -> tuple[Bilingual | None, list[str]]:
    path = tmp_path / "iraq.toml"
    path.write_text(ORDER + table, "utf-8")
    findings = Findings()
    order = read_order(path, findings, shown_as="briefings/iraq.toml")
    told = [f"{problem.where}: {problem.what}" for problem in findings.errors]
    assert (order is None) == bool(told)
    return order.bilingual if order else None, told


def test_two_languages_stand_side_by_side_unless_another_layout_is_asked_for(
    tmp_path: Path,
) -> None:
    found, _ = read(tmp_path, 'languages = ["fr-CA", "ar-IQ"]\n')
    assert found == Bilingual(("fr-CA", "ar-IQ"), ("side-by-side",))
    both = 'languages = ["fr-CA", "ar-IQ"]\nlayouts = ["tumble", "side-by-side"]\n'
    found, _ = read(tmp_path, both)
    assert found is not None
    assert found.layouts == ("tumble", "side-by-side")


def test_a_bilingual_file_is_made_where_both_languages_are() -> None:
    both = Bilingual(("fr-CA", "ar-IQ"), ("tumble",))
    assert both.pieces("fr-CA", ("fr-CA", "ar-IQ")) == ("tumble",)
    assert both.pieces("ar-IQ", ("fr-CA", "ar-IQ")) == ()
    assert both.pieces("fr-CA", ("fr-CA", "en-CA")) == ()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            'languages = ["fr-CA"]\n',
            [
                "line 5, iraq, field bilingual.languages: A bilingual edition has two languages; "
                "bilingual.languages names 1."
            ],
        ),
        (
            'languages = ["fr-CA", "ar-SY"]\nlayouts = ["tumbel"]\n',
            [
                "line 5, iraq, field bilingual.languages: The bilingual edition asks for ar-SY, "
                "which the order is not made in: en-CA, fr-CA, ar-IQ. Did you mean “ar-IQ”?",
                "line 6, iraq, field bilingual.layouts: bilingual.layouts is “tumbel”; it can be "
                "side-by-side, tumble, tumble-print. Did you mean “tumble”?",
            ],
        ),
        (
            'languages = ["fr-CA", "ar-IQ"]\nlayout = "tumble"\n',
            [
                "line 6, iraq, field bilingual.layout: An order has no field “bilingual.layout”. "
                "Did you mean “layouts”?"
            ],
        ),
    ],
)
def test_mistakes_are_told_with_what_is_meant(tmp_path: Path, table: str, told: list[str]) -> None:
    _, found = read(tmp_path, table)
    assert found == [f"briefings/iraq.toml, {one}" for one in told]
